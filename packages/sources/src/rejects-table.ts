/** What a table of rejected rows says beside the columns of the file that they come from. */
export const REJECTS_COLUMNS = ['weft_file', 'weft_row', 'weft_column', 'weft_problem', 'weft_fix'] as const

/** A table with this column is one of ours that was handed back, corrected. */
const TELLING_COLUMN = 'weft_problem'

/** What spreadsheets take for the beginning of a formula, with the apostrophes that guard it already. */
const FORMULA = /^'*[=+\-@\t\r]/
const GUARDED_FORMULA = /^'+[=+\-@\t\r]/

/** True for a table of rejected rows that was handed back; `columns` in lower case. */
export function isRejectsTable(columns: readonly string[]): boolean {
  return columns.includes(TELLING_COLUMN)
}

export function isRejectsColumn(column: string): boolean {
  return REJECTS_COLUMNS.some((one) => one === column)
}

/** A cell as it is written for spreadsheets: an apostrophe keeps them from running it as a formula. */
export function guardedCell(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell
}

/** The cell as it was before {@link guardedCell}; any other is left as it is. */
export function unguardedCell(cell: string): string {
  return GUARDED_FORMULA.test(cell) ? cell.slice(1) : cell
}
