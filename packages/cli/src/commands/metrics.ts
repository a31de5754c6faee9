import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ACCOUNT_MEASURES, type AccountMeasures } from '@weft/network/account-measures'
import { measureInThreads } from '@weft/network/measure-in-threads'
import { Command } from 'commander'
import { stringify } from 'csv-stringify'
import { BadInput } from '../metrics/bad-input.ts'
import { readNetwork } from '../metrics/edge-list.ts'
import { networkSummary } from '../metrics/network-summary.ts'
import { sampleInWords } from '../metrics/sample-in-words.ts'
import { writeWholeFiles } from '../metrics/whole-files.ts'
import { type Progress, progressOf } from '../progress.ts'

/** Louvain, sampling and shuffling start from here, so that a file always gives the same figures. */
const SEED = 1

/** Where on the bar, of 100, measuring starts and ends; how much there is to read is known when it is read. */
const MEASURING = { from: 10, to: 90 }

interface MetricsOptions {
  accounts?: string
  undirected?: boolean
  out?: string
  summary?: string
  json?: boolean
}

/** `weft metrics`: measures any edge list, without a database. Bad input: status 1. Wrong use: status 2. */
export function metricsCommand(): Command {
  return new Command('metrics')
    .description('Measure a network given as a list of edges; needs no database.')
    .argument('<edges>', 'CSV with columns source,target[,weight]; repeats add up, self-loops are left out of measures')
    .option('--accounts <file>', 'CSV with columns id,party; accounts without ties stay, as isolates')
    .option('--undirected', 'each edge counts as a tie both ways; reciprocities have no value')
    .option('--out <file>', 'where to write a row per account, as CSV (default: standard output)')
    .option('--summary <file>', 'where to write the figures of the whole network, as JSON')
    .option('--json', 'print the figures of the whole network instead of the rows')
    .action(async (edges: string, options: MetricsOptions, command: Command) => {
      const clash = sameFileTwice([edges, options.accounts, options.out, options.summary])
      if (clash !== null) command.error(`error: '${clash}' is named twice`, { exitCode: 2 })
      const progress = progressOf(100)
      try {
        await measure(edges, options, progress, (text) => command.configureOutput().writeErr?.(text))
      } catch (error) {
        if (!(error instanceof BadInput || isFileError(error))) throw error
        // Whoever reads our output has seen enough, as `head` has.
        if (isFileError(error) && error.code === 'EPIPE') return
        command.configureOutput().writeErr?.(`weft: ${error.message}\n`)
        process.exitCode = 1
      } finally {
        progress.end()
      }
    })
}

async function measure(
  edges: string,
  options: MetricsOptions,
  progress: Progress,
  say: (text: string) => void,
): Promise<void> {
  const undirected = options.undirected ?? false
  const { ids, network, parties, owned } = await readNetwork(
    { edges, accounts: options.accounts, undirected },
    (rows) => progress.at(0, `reading: ${rows} rows`),
  )
  const measuring = `measuring ${network.accounts} accounts, ${network.ties} ties`
  const { from, to } = MEASURING
  progress.at(from, measuring)
  const onProgress = (share: number) => progress.at(from + Math.floor((to - from) * share), measuring)
  const measured = await measureInThreads(network, parties, owned, { undirected, seed: SEED, onProgress })
  const summary = `${JSON.stringify(networkSummary(measured, undirected, SEED), null, 2)}\n`

  progress.at(to, 'writing')
  const files: { path: string; content: string | Readable }[] = []
  if (options.out !== undefined) files.push({ path: options.out, content: accountRows(ids, measured.measures) })
  if (options.summary !== undefined) files.push({ path: options.summary, content: summary })
  await writeWholeFiles(files)
  progress.end()
  const { sampled } = measured.measures
  if (sampled !== null) say(`weft: ${sampleInWords(sampled, network.accounts)}\n`)

  if (options.json) process.stdout.write(summary)
  else if (options.out === undefined)
    await pipeline(accountRows(ids, measured.measures), process.stdout, { end: false })
}

/** A CSV row per account, absent values as empty cells. Ids stay exactly as they came: scripts join on them. */
function accountRows(ids: readonly string[], { columns }: AccountMeasures): Readable {
  function* rows() {
    for (const [account, id] of ids.entries()) {
      yield [id, ...ACCOUNT_MEASURES.map((measure) => columns[measure]?.[account] ?? null)]
    }
  }
  return Readable.from(rows()).pipe(stringify({ header: true, columns: ['id', ...ACCOUNT_MEASURES] }))
}

function sameFileTwice(paths: readonly (string | undefined)[]): string | null {
  const named = paths.filter((path) => path !== undefined)
  return named.find((path, i) => named.findIndex((other) => resolve(other) === resolve(path)) !== i) ?? null
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}
