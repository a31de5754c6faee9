import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | boolean | null

/** A table as CSV: a header, then the rows; an absent value is an empty cell. LF line ends. */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return stringify([header, ...rows.map((row) => row.map(spreadsheetSafe))])
}

/** A text that a spreadsheet would run as a formula is kept from it by a leading apostrophe. */
function spreadsheetSafe(cell: Cell): Cell {
  return typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}
