import { guardedCell, isRejectsColumn, REJECTS_COLUMNS } from '@weft/sources/rejects-table'
import type { RejectTable } from '@weft/store/reject-tables'
import type { Reject } from '@weft/store/uploads'
import { stringify } from 'csv-stringify/sync'

/** Rows read at a time. */
const BATCH_ROWS = 1000

/** The column that holds an item of a list as its JSON. */
const ITEM = 'item'

/** An upload has rejected rows in several files, of different columns: one table cannot hold them. */
export class SeveralTables extends Error {
  override name = 'SeveralTables'
  constructor(tables: readonly RejectTable[]) {
    const listed = tables.map(({ path, rows }, index) => `${index + 1}: ${path} (${rows} rows)`)
    super(
      `rows of ${tables.length} files were rejected, and each is a table of its own; add &file=N with N of ${listed.join(', ')}`,
    )
  }
}

/**
 * Rejected rows as a table to correct and hand in again: the columns they had, then where each stood, what is wrong and
 * what to change. No cell is a formula to a spreadsheet; reading the table takes that guard off again.
 */
export async function* rejectsCsv(
  columns: readonly string[],
  read: (page: { after: number; limit: number }) => Promise<Reject[]>,
): AsyncGenerator<string> {
  // Ours in a table that was handed in again say what was wrong the last time.
  const original = columns.length === 0 ? [ITEM] : columns.filter((column) => !isRejectsColumn(column))
  yield stringify([[...original, ...REJECTS_COLUMNS].map(guardedCell)], { bom: true })
  for (let after = 0; ; after += BATCH_ROWS) {
    const rejects = await read({ after, limit: BATCH_ROWS })
    yield stringify(rejects.map((reject) => [...cellsOf(reject, original), ...aboutReject(reject)].map(guardedCell)))
    if (rejects.length < BATCH_ROWS) return
  }
}

function cellsOf({ original }: Reject, columns: readonly string[]): string[] {
  return columns.map((column) => {
    if (original === null) return ''
    if (typeof original === 'string') return column === ITEM ? original : ''
    return original[column] ?? ''
  })
}

function aboutReject({ file, row, column, problem, fix }: Reject): string[] {
  const about = {
    weft_file: file,
    weft_row: String(row),
    weft_column: column ?? '',
    weft_problem: problem,
    weft_fix: fix,
  }
  return REJECTS_COLUMNS.map((name) => about[name])
}
