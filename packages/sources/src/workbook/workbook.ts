/** One row of a sheet that has anything in it. */
export interface SheetRow {
  /** Its number in the sheet, from 1; rows come in order and may leave numbers out. */
  row: number
  /** From the first column on; `''` where there is nothing. */
  cells: string[]
}

export interface Sheet {
  name: string
  /** About how many bytes it takes in the workbook, unpacked. */
  bytes: number
  rows(): AsyncIterable<SheetRow> | Iterable<SheetRow>
}

/** The sheets that people see when they open a workbook, in their order. */
export interface Workbook {
  sheets: Sheet[]
}

/** As wide as a sheet can be. */
export const COLUMNS_MAX = 16_384

/** As long as a sheet can be. */
export const ROWS_MAX = 1_048_576
