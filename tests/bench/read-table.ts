import { join } from 'node:path'
import { benchmark, type Outcome } from './benchmark.ts'
import { bytesOf, diskFile } from './disk-file.ts'
import { interactionsTable, writeLines } from './interactions.ts'

interface Table {
  path: string
}

/** How fast a table of interactions is read, beside the parser that most people take. */
export const readTable = benchmark<Table>({
  question: 'How fast is a table of interactions with texts read?',
  unit: 'rows',
  async prepare({ folder, rows }) {
    const path = join(folder, 'interactions.csv')
    await writeLines(path, interactionsTable(rows, 'interactions'))
    return { input: { path } }
  },
  contestants: {
    async rows() {
      const { findHeader } = await import('@weft/sources/header')
      const { tableRows } = await import('@weft/sources/table')
      return async ({ path }) => {
        const file = await diskFile(path)
        const header = await findHeader(file, ['id', 'time', 'kind', 'actor', 'target'])
        if (header === null) throw new Error('no header')
        const count = new CellCount()
        for await (const { cells } of tableRows(file, header)) count.see(cells)
        return count.outcome()
      }
    },
    async records() {
      const { interactionsCsv } = await import('@weft/sources/formats/interactions-csv')
      const { readAll } = await import('@weft/sources/read-all')
      return async ({ path }) => {
        let records = 0
        const exported = { name: 'interactions.csv', files: [await diskFile(path)] }
        await readAll(interactionsCsv, exported, { platform: 'x' }, (rows) => {
          for (const row of rows) if (row.outcome === 'record') records++
        })
        return { work: records, digest: null }
      }
    },
    async 'csv-parse'() {
      const { parse } = await import('csv-parse')
      const { pipeline } = await import('node:stream')
      return async ({ path }) => {
        const parser = parse({ from: 2, record_delimiter: '\r\n' })
        const rows: AsyncIterable<string[]> = pipeline(bytesOf(path), parser, () => {})
        const count = new CellCount()
        for await (const cells of rows) count.see(cells)
        return count.outcome()
      }
    },
  },
  comparisons: [
    { of: 'rows', to: 'csv-parse', by: 'seconds', atMost: 0.5 },
    // Checking cells and making records of them included, where the peer only cuts.
    { of: 'records', to: 'csv-parse', by: 'seconds', atMost: 1 },
    { of: 'records', to: 'csv-parse', by: 'peakMegabytes', atMost: null },
  ],
  limits: [{ of: 'records', by: 'peakMegabytes', atMost: 110 }],
})

/** Rows and the characters in them: enough to see that two parsers read the same table. */
class CellCount {
  #rows = 0
  #characters = 0

  see(cells: readonly string[]): void {
    this.#rows++
    for (const cell of cells) this.#characters += cell.length
  }

  outcome(): Outcome {
    return { work: this.#rows, digest: `${this.#rows} rows of ${this.#characters} characters` }
  }
}
