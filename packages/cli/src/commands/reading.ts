import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { SecondTierFile } from '@weft/reading/encoder/second-manifest'
import type { SentenceEncoder } from '@weft/reading/encoder/sentence-encoder'
import { secondTierPage } from '@weft/reading/encoder/training/second-tier-page'
import { trainSecondTier } from '@weft/reading/encoder/training/train-second-tier'
import { EncoderNotInstalled, openUniversalSentenceEncoder } from '@weft/reading/encoder/universal-sentence-encoder'
import type { Manifest } from '@weft/reading/manifest'
import { openReader, readerWith } from '@weft/reading/reader'
import type { LoadedSet } from '@weft/reading/training/cross-fit'
import { attributionOf, manifestOf, qualityPage } from '@weft/reading/training/documents'
import { evaluateReader } from '@weft/reading/training/evaluate-reader'
import { TooFewPosts } from '@weft/reading/training/head-quality'
import { measureLanguages } from '@weft/reading/training/measure-languages'
import { trainReader } from '@weft/reading/training/train-reader'
import { decodeWeights } from '@weft/reading/weights'
import { readSettings } from '@weft/store/settings'
import { Command } from 'commander'
import { stringify } from 'csv-stringify/sync'
import { BadInput } from '../metrics/bad-input.ts'
import { writeWholeFiles } from '../metrics/whole-files.ts'
import { readLabelledFolder, setsOfFolder } from '../reading/labelled-folder.ts'
import { readLanguagePosts } from '../reading/language-folder.ts'
import { readTrained } from '../reading/trained-folder.ts'
import { localCommand } from './reading-local.ts'

interface TrainOptions {
  out: string
  encoder?: boolean
  json?: boolean
}

interface EvaluateOptions {
  weights?: string
  json?: boolean
}

/** Of each head of a set, in the order of the columns. */
const FIGURES = [
  'head',
  'threshold',
  'set',
  'language',
  'posts',
  'positives',
  'read',
  'precision',
  'recall',
  'f1',
  'macroF1',
  'auc',
  'calibrationError',
] as const

/** `weft reading`: makes and measures the reader. Bad input: status 1. Wrong use: status 2. */
export function readingCommand(): Command {
  return new Command('reading')
    .description('Train the reader of posts from labelled sets, measure it, or have it learn from one organization.')
    .addCommand(trainCommand())
    .addCommand(evaluateCommand())
    .addCommand(localCommand())
}

function trainCommand(): Command {
  return new Command('train')
    .description('Train the reader from the labelled sets in a folder, one folder a set. Same sets: the same bytes.')
    .argument('<folder>', 'labelled sets; a set that Weft does not know says in set.json what it is')
    .requiredOption('--out <folder>', 'where to write reader.bin, manifest.json, ATTRIBUTION.md and QUALITY.md')
    .option('--encoder', 'train the second tier as well: second-tier.json and SECOND-TIER.md; some twelve minutes')
    .option('--json', 'print the manifest')
    .action(async (folder: string, { out, encoder: isBoth, json }: TrainOptions, command: Command) => {
      await failing(command, async () => {
        const say = (text: string) => command.configureOutput().writeErr?.(`${text}\n`)
        const encoder = isBoth
          ? await openUniversalSentenceEncoder(readSettings(process.env).sentenceEncoder.folder)
          : null
        const { sets, refused } = await readLabelledFolder(folder)
        for (const { set, posts } of sets.filter(({ set }) => set.ships)) {
          say(`learns from ${set.name}: ${posts.length} posts, ${set.licence}`)
        }
        for (const { folder: name, why } of refused) say(`refused ${name}: ${why}`)
        const languages = await readLanguagePosts(folder)
        for (const name of new Set(languages.map(({ set }) => set)))
          say(`measures how well languages are told on ${name}`)
        if (!sets.some(({ set }) => set.ships)) throw new BadInput(`${folder}: no set whose licence lets weights ship`)
        const trained = trainReader(sets, (head) => say(`training ${head}`))
        const manifest = manifestOf(trained, sets, measureLanguages(languages))
        const second = encoder === null ? null : await secondTierOf(folder, sets, encoder, manifest, say)
        await mkdir(out, { recursive: true })
        await writeWholeFiles([
          { path: join(out, 'reader.bin'), content: Readable.from([trained.weights]) },
          { path: join(out, 'manifest.json'), content: `${JSON.stringify(manifest, null, 2)}\n` },
          { path: join(out, 'ATTRIBUTION.md'), content: attributionOf(manifest) },
          { path: join(out, 'QUALITY.md'), content: qualityPage(manifest) },
          ...(second === null
            ? []
            : [
                { path: join(out, 'second-tier.json'), content: `${JSON.stringify(second, null, 2)}\n` },
                { path: join(out, 'SECOND-TIER.md'), content: secondTierPage(second, manifest) },
              ]),
        ])
        say(`${manifest.version}: ${trained.weights.length} bytes, SHA-256 ${manifest.sha256}`)
        if (json) process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`)
      })
    })
}

/** The second tier that goes with a first of that manifest. */
async function secondTierOf(
  folder: string,
  sets: readonly LoadedSet[],
  encoder: SentenceEncoder,
  { version }: Manifest,
  say: (text: string) => void,
): Promise<SecondTierFile> {
  const { file, heads } = await trainSecondTier(sets, encoder, version, (what) => say(`second tier: ${what}`))
  if (heads.heads.length === 0) throw new BadInput(`${folder}: no set teaches what the second tier reads`)
  return file
}

function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('Measure the reader on one labelled set, which may be one that must not ship.')
    .argument('<set>', 'folder of the set')
    .option('--weights <folder>', 'what `weft reading train` wrote (default: the reader that ships)')
    .option('--json', 'JSON instead of CSV')
    .action(async (path: string, { weights, json }: EvaluateOptions, command: Command) => {
      await failing(command, async () => {
        const sets = await setsOfFolder(path)
        if (typeof sets === 'string') throw new BadInput(`${path}: ${sets}`)
        const trained = weights === undefined ? null : await readTrained(weights)
        const reader =
          trained === null ? await openReader() : await readerWith(decodeWeights(trained.bytes), trained.manifest)
        const rows = sets.flatMap((set) => evaluateReader(reader, trained?.manifest ?? null, set))
        if (json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
        else {
          process.stdout.write(
            stringify([FIGURES.map(snakeCase), ...rows.map((row) => FIGURES.map((figure) => row[figure]))]),
          )
        }
      })
    })
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)
}

async function failing(command: Command, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const isSaid = [BadInput, TooFewPosts, EncoderNotInstalled].some((type) => error instanceof type)
    if (!(error instanceof Error && (isSaid || 'syscall' in error))) throw error
    command.configureOutput().writeErr?.(`weft: ${error.message}\n`)
    process.exitCode = 1
  }
}
