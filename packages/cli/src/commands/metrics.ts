import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ACCOUNT_MEASURES, type AccountMeasures, accountMeasures } from '@weft/network/account-measures'
import { Command } from 'commander'
import { stringify } from 'csv-stringify'
import { BadInput } from '../metrics/bad-input.ts'
import { readNetwork } from '../metrics/edge-list.ts'
import { networkSummary } from '../metrics/network-summary.ts'
import { writeWholeFiles } from '../metrics/whole-files.ts'
import { type Progress, progressOf } from '../progress.ts'

/** Louvain, sampling and shuffling start from here, so that a file always gives the same figures. */
const SEED = 1

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
      const progress = progressOf(3)
      try {
        await measure(edges, options, progress)
      } catch (error) {
        if (!(error instanceof BadInput || isFileError(error))) throw error
        command.configureOutput().writeErr?.(`weft: ${error.message}\n`)
        process.exitCode = 1
      } finally {
        progress.end()
      }
    })
}

async function measure(edges: string, options: MetricsOptions, progress: Progress): Promise<void> {
  const undirected = options.undirected ?? false
  progress.at(0, 'reading')
  const named = await readNetwork({ edges, accounts: options.accounts, undirected }, (rows) =>
    progress.at(0, `reading: ${rows} rows`),
  )
  progress.at(1, `measuring ${named.network.accounts} accounts, ${named.network.ties} ties`)
  const measures = accountMeasures(named.network, named.parties, { undirected, seed: SEED })
  const summary = `${JSON.stringify(networkSummary(named, measures, undirected, SEED), null, 2)}\n`

  progress.at(2, 'writing')
  const files: { path: string; content: string | Readable }[] = []
  if (options.out !== undefined) files.push({ path: options.out, content: accountRows(named.ids, measures) })
  if (options.summary !== undefined) files.push({ path: options.summary, content: summary })
  await writeWholeFiles(files)
  progress.end()

  if (options.json) process.stdout.write(summary)
  else if (options.out === undefined) await pipeline(accountRows(named.ids, measures), process.stdout, { end: false })
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
