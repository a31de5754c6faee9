import type { ExportFile } from '../export.ts'
import { type ExportInput, openExports } from '../open-export.ts'
import { ExportRefused } from '../refusal.ts'
import { type DescribedTable, describeTable } from './describe-table.ts'

/** Files looked into for a table: more sheets than any workbook that people made. */
const FILES_MAX = 100

/**
 * The table in an upload whose columns a person can be asked about, and what it looks like: the first file or sheet
 * that is one; `null` where none is. Reads the first rows of each. Throws {@link ExportRefused} for what cannot be
 * opened.
 */
export async function tableToMap(input: ExportInput): Promise<{ file: ExportFile; described: DescribedTable } | null> {
  const files = (await openExports(input)).flatMap((exported) => exported.files)
  for (const file of files.slice(0, FILES_MAX)) {
    try {
      return { file, described: await describeTable(file) }
    } catch (error) {
      if (!(error instanceof ExportRefused)) throw error
    }
  }
  return null
}
