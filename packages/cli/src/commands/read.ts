import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type ReaderQuality, SIGNALS } from '@weft/model/signal'
import { openReader, type Reader } from '@weft/reading/reader'
import { Command } from 'commander'
import { stringify } from 'csv-stringify/sync'
import { BadInput } from '../metrics/bad-input.ts'
import { writeWholeFiles } from '../metrics/whole-files.ts'
import { postRows } from '../read/post-rows.ts'

interface ReadOptions {
  out?: string
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
    .option('--json', 'JSON Lines instead of CSV; with --quality, JSON')
    .option('--quality', 'print what was measured of the reader, instead of reading')
    .action(async (posts: string | undefined, options: ReadOptions, command: Command) => {
      if (!options.quality && posts === undefined) command.error("error: missing argument 'posts'", { exitCode: 2 })
      if (posts !== undefined && options.out !== undefined && resolve(posts) === resolve(options.out)) {
        command.error(`error: '${posts}' is named twice`, { exitCode: 2 })
      }
      try {
        const reader = await openReader()
        await write(textOf(reader, posts, options), options.out)
      } catch (error) {
        if (!(error instanceof BadInput || isFileError(error))) throw error
        command.configureOutput().writeErr?.(`weft: ${error.message}\n`)
        process.exitCode = 1
      }
    })
}

function textOf(reader: Reader, posts: string | undefined, options: ReadOptions): AsyncGenerator<string> | string[] {
  if (options.quality || posts === undefined) {
    return options.json ? [`${JSON.stringify(reader.quality, null, 2)}\n`] : [stringify(qualityRows(reader.quality))]
  }
  return options.json ? jsonLines(reader, posts) : csvLines(reader, posts)
}

async function write(text: AsyncGenerator<string> | string[], out: string | undefined): Promise<void> {
  const content = Readable.from(text)
  if (out === undefined) await pipeline(content, process.stdout, { end: false })
  else await writeWholeFiles([{ path: out, content }])
}

async function* csvLines(reader: Reader, posts: string): AsyncGenerator<string> {
  yield stringify([COLUMNS])
  for await (const { id, text, language } of postRows(posts)) {
    const reading = reader.read(text, language)
    const { signals } = reading
    yield stringify([
      [
        id,
        reading.language,
        String(reading.languageReliable),
        String(signals !== null),
        reader.version,
        ...SIGNALS.map((signal) => signals?.[signal].toFixed(4) ?? ''),
      ],
    ])
  }
}

async function* jsonLines(reader: Reader, posts: string): AsyncGenerator<string> {
  for await (const { id, text, language } of postRows(posts)) {
    yield `${JSON.stringify({ id, ...reader.read(text, language), model: reader.version })}\n`
  }
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
