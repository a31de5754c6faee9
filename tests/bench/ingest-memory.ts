import { type BenchDatabase, benchDatabase, freshDatabase } from './bench-database.ts'
import { benchmark } from './benchmark.ts'

/**
 * The same load as in `ingest`, of a file and of one ten times as large: what the process that loads holds of them. What
 * the database server holds is its own and not in it.
 */
export const ingestMemory = benchmark<BenchDatabase>({
  question: 'Does a file ten times as large take more memory to load?',
  unit: 'rows',
  async prepare({ folder, rows }) {
    const { release, ...input } = await benchDatabase(folder, [rows, rows * 10])
    return { input, release }
  },
  contestants: {
    load: () => loading(0),
    'load ten times as much': () => loading(1),
  },
  comparisons: [{ of: 'load ten times as much', to: 'load', by: 'peakMegabytes', atMost: 1.1 }],
  limits: ['load', 'load ten times as much'].map((of) => ({ of, by: 'peakMegabytes' as const, atMost: 150 })),
})

async function loading(table: number) {
  const { loadInto } = await import('./load-into.ts')
  return async (input: BenchDatabase) => {
    const url = await freshDatabase(input)
    return { work: await loadInto(url, input, table), digest: null }
  }
}
