import type { ExportFile } from '../export.ts'
import { type ExportInput, openExports } from '../open-export.ts'
import { ExportRefused } from '../refusal.ts'
import { type DescribedTable, describeTable } from './describe-table.ts'

/** Files looked into for a table: more sheets than any workbook that people made. */
const FILES_MAX = 100

/** A table in an upload, and what it looks like. */
export interface TableToMap {
  file: ExportFile
  described: DescribedTable
}

/**
 * The table in an upload whose columns a person can be asked about: the first file or sheet with several columns, else
 * the first with one, which may as well be a page of words; `null` where there is none. Reads the first rows of each.
 * Throws {@link ExportRefused} for what cannot be opened.
 */
export async function tableToMap(input: ExportInput): Promise<TableToMap | null> {
  const files = (await openExports(input)).flatMap((exported) => exported.files)
  let ofOneColumn: TableToMap | null = null
  for (const file of files.slice(0, FILES_MAX)) {
    try {
      const table = { file, described: await describeTable(file) }
      if (table.described.columns.length > 1) return table
      ofOneColumn ??= table
    } catch (error) {
      if (!(error instanceof ExportRefused)) throw error
    }
  }
  return ofOneColumn
}
