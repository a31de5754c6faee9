import { join } from 'node:path'
import { benchmark, type Outcome } from './benchmark.ts'
import { diskFile } from './disk-file.ts'
import { interactionsTable, mastodonOutbox, ROWS_PER_POST, writeLines } from './interactions.ts'

interface Sizes {
  table: string
  largeTable: string
  outbox: string
  largeOutbox: string
}

/** How often the large file holds the rows of the small one. */
const TIMES = 10

/** Does memory depend on the size of a file? */
export const readLarge = benchmark<Sizes>({
  question: 'Does reading a file ten times as large take more memory?',
  unit: 'rows',
  async prepare({ folder, rows }) {
    const small = Math.ceil(rows / 2)
    const posts = Math.ceil(rows / ROWS_PER_POST)
    const input = {
      table: join(folder, 'table.csv'),
      largeTable: join(folder, 'large-table.csv'),
      outbox: join(folder, 'outbox.json'),
      largeOutbox: join(folder, 'large-outbox.json'),
    }
    await writeLines(input.table, interactionsTable(small, 'large'))
    await writeLines(input.largeTable, interactionsTable(small * TIMES, 'large'))
    await writeLines(input.outbox, mastodonOutbox(posts, 'large'))
    await writeLines(input.largeOutbox, mastodonOutbox(posts * TIMES, 'large'))
    return { input }
  },
  contestants: {
    table: async () => {
      const read = await tableReader()
      return ({ table }) => read(table)
    },
    'table, ten times': async () => {
      const read = await tableReader()
      return ({ largeTable }) => read(largeTable)
    },
    JSON: async () => {
      const read = await jsonReader()
      return ({ outbox }) => read(outbox)
    },
    'JSON, ten times': async () => {
      const read = await jsonReader()
      return ({ largeOutbox }) => read(largeOutbox)
    },
  },
  comparisons: [
    { of: 'table, ten times', to: 'table', by: 'peakMegabytes', atMost: 1.1 },
    { of: 'JSON, ten times', to: 'JSON', by: 'peakMegabytes', atMost: 1.1 },
  ],
  limits: [],
})

async function tableReader(): Promise<(path: string) => Promise<Outcome>> {
  const { interactionsCsv } = await import('@weft/sources/formats/interactions-csv')
  const { readAll } = await import('@weft/sources/read-all')
  return async (path) => {
    let work = 0
    await readAll(interactionsCsv, { name: path, files: [await diskFile(path)] }, { platform: 'x' }, (rows) => {
      work += rows.length
    })
    return { work, digest: null }
  }
}

async function jsonReader(): Promise<(path: string) => Promise<Outcome>> {
  const { jsonArrayItems } = await import('@weft/sources/json-file')
  return async (path) => {
    let work = 0
    for await (const { item } of jsonArrayItems(await diskFile(path), 'orderedItems')) work = item
    return { work, digest: null }
  }
}
