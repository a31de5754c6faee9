import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type ReaderQuality, SIGNALS, type Signal } from '@weft/model/signal'
import { EncoderNotInstalled } from '@weft/reading/encoder/universal-sentence-encoder'
import type { PostReader } from '@weft/reading/post-reader'
import type { ReadPost } from '@weft/reading/reader'
import { readSettings } from '@weft/store/settings'
import { Command, InvalidArgumentError } from 'commander'
import { stringify } from 'csv-stringify/sync'
import { HOW_TO_FILL_IN } from '../check/label-words.ts'
import { BadInput } from '../metrics/bad-input.ts'
import { writeWholeFiles } from '../metrics/whole-files.ts'
import { openPostReader } from '../open-post-reader.ts'
import { readCheckedLabels } from '../read/checked-labels.ts'
import { Frame, type PostOfFile, readPosts } from '../read/read-posts.ts'
import { sampleTable } from '../read/sample-table.ts'
import { sharesTable } from '../read/shares-table.ts'
import { statedQuality } from '../stated-quality.ts'

interface ReadOptions {
  out?: string
  shares?: string
  checked?: string
  sample?: number
  sampleOut?: string
  seed: string
  encoder?: boolean
  quality?: boolean
  json?: boolean
}

const COLUMNS = ['id', 'language', 'language_reliable', 'covered', 'model', ...SIGNALS.map((signal) => `p_${signal}`)]

/** `weft read`: signals of any posts, without a database. Bad input: status 1. Wrong use: status 2. */
export function readCommand(): Command {
  return new Command('read')
    .description('Read posts for signals (thanks, difficulty, asks, …); needs no database.')
    .argument('[posts]', 'CSV with columns id,text[,language], or .jsonl with these fields on each line')
    .option('--out <file>', 'where to write a row per post (default: standard output)')
    .option('--shares <file>', 'write the share of posts with each signal as CSV, with its interval')
    .option(
      '--checked <file>',
      'what people said of posts, for --shares: CSV id,signal,label[,sampling_weight], or a filled sample',
    )
    .option('--sample <posts>', 'draw so many posts for people to check', sizeOption)
    .option('--sample-out <file>', 'where to write the sample: CSV with an empty column for each signal')
    .option('--seed <text>', 'of the sample; with the same seed, a larger sample begins with the smaller', 'weft')
    .option('--encoder', 'read with the sentence encoder as well (English; some 100 posts a second)')
    .option('--json', 'JSON Lines instead of CSV; with --quality, JSON')
    .option('--quality', 'print what was measured of the reader, instead of reading')
    .action(async (posts: string | undefined, options: ReadOptions, command: Command) => {
      const wrong = wrongUse(posts, options)
      if (wrong !== null) command.error(`error: ${wrong}`, { exitCode: 2 })
      try {
        const tiers = { ...readSettings(process.env).sentenceEncoder, isOn: options.encoder === true }
        if (options.quality || posts === undefined) {
          await write(qualityText(statedQuality(tiers), options), options.out)
        } else {
          await using reader = await openPostReader(tiers)
          await readFileOfPosts(reader, posts, options)
        }
      } catch (error) {
        if (!(error instanceof BadInput || error instanceof EncoderNotInstalled || isFileError(error))) throw error
        command.configureOutput().writeErr?.(`weft: ${error.message}\n`)
        process.exitCode = 1
      }
    })
}

function wrongUse(posts: string | undefined, options: ReadOptions): string | null {
  const { out, shares, checked, sample, sampleOut, quality } = options
  if (!quality && posts === undefined) return "missing argument 'posts'"
  if (quality && (shares ?? sampleOut) !== undefined) return '--quality reads no posts: no shares, no sample'
  if (checked !== undefined && shares === undefined) return '--checked is for --shares'
  if ((sample === undefined) !== (sampleOut === undefined)) return '--sample and --sample-out go together'
  const paths = [posts, out, shares, checked, sampleOut].flatMap((path) => (path === undefined ? [] : [resolve(path)]))
  const twice = paths.find((path, place) => paths.indexOf(path) !== place)
  return twice === undefined ? null : `'${twice}' is named twice`
}

/** A row per post, and what is asked for besides. Files appear whole, all of them or none. */
async function readFileOfPosts(reader: PostReader, posts: string, options: ReadOptions): Promise<void> {
  const { out, shares, checked, sample, sampleOut, seed } = options
  const labels = checked === undefined ? null : await readCheckedLabels(checked)
  const frame = shares === undefined && sampleOut === undefined ? null : new Frame(posts)
  const rows = (options.json ? jsonLines : csvLines)(reader, framed(readPosts(reader, posts), frame))
  const files: { path: string; content: Readable }[] = []
  if (out !== undefined) files.push({ path: out, content: Readable.from(rows) })
  else if (sampleOut === undefined) await write(rows, undefined)
  else for await (const _ of rows);
  // Each is made when the one before is written: by then all posts are read.
  if (frame !== null && shares !== undefined) {
    files.push({ path: shares, content: Readable.from(once(() => sharesTable(frame, reader.quality, labels))) })
  }
  if (frame !== null && sampleOut !== undefined && sample !== undefined) {
    files.push({ path: sampleOut, content: Readable.from(once(() => sampleTable(posts, frame, sample, seed))) })
  }
  await writeWholeFiles(files)
  if (sampleOut !== undefined) process.stderr.write(`${HOW_TO_FILL_IN}\n`)
}

async function* framed(posts: AsyncGenerator<PostOfFile>, frame: Frame | null): AsyncGenerator<PostOfFile> {
  for await (const post of posts) {
    frame?.add(post)
    yield post
  }
}

async function* once(make: () => string | Promise<string>): AsyncGenerator<string> {
  yield await make()
}

async function write(text: AsyncGenerator<string> | string[], out: string | undefined): Promise<void> {
  const content = Readable.from(text)
  if (out === undefined) await pipeline(content, process.stdout, { end: false })
  else await writeWholeFiles([{ path: out, content }])
}

async function* csvLines(reader: PostReader, posts: AsyncGenerator<PostOfFile>): AsyncGenerator<string> {
  yield stringify([COLUMNS])
  for await (const { id, reading } of posts) {
    const { signals } = reading
    yield stringify([
      [
        id,
        reading.language,
        String(reading.languageReliable),
        String(signals !== null),
        reader.version,
        ...SIGNALS.map((signal) => probabilityIn(reading, signal)?.toFixed(4) ?? ''),
      ],
    ])
  }
}

/** Of a post in German its toxicity alone is read, by a head of its own; that covers no post. */
function probabilityIn({ signals, review }: ReadPost, signal: Signal): number | undefined {
  return signals?.[signal] ?? (signal === 'toxic' ? review.toxic_de : undefined)
}

async function* jsonLines(reader: PostReader, posts: AsyncGenerator<PostOfFile>): AsyncGenerator<string> {
  for await (const { id, reading } of posts) yield `${JSON.stringify({ id, ...reading, model: reader.version })}\n`
}

function qualityText(quality: ReaderQuality, { json }: ReadOptions): string[] {
  return json ? [`${JSON.stringify(quality, null, 2)}\n`] : [stringify(qualityRows(quality))]
}

function sizeOption(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('a number of posts from 1')
  return Number(text)
}

/** A row per signal and set; a signal that no set measures has one row with its figures empty. */
function qualityRows(quality: ReaderQuality): (string | number | null)[][] {
  const figures = ['set', 'language', 'posts', 'positives', 'precision', 'recall', 'f1', 'auc'] as const
  const header = ['model', 'signal', 'tier', 'strict', 'usual', 'lax', ...figures]
  const rows = SIGNALS.flatMap((signal) => {
    const { tier, thresholds, measured } = quality.signals[signal]
    const known = [quality.version, signal, tier, thresholds.strict, thresholds.usual, thresholds.lax]
    if (measured.length === 0) return [[...known, ...figures.map(() => null)]]
    return measured.map((measurement) => [...known, ...figures.map((figure) => measurement[figure])])
  })
  return [header, ...rows]
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}
