import type { ExportFile } from '../export.ts'
import { type ReadOptions, recordsOf, type SourceRecord, type SourceRow } from '../format.ts'
import type { ColumnMapping } from './column-mapping.ts'
import { mappedFormat } from './mapped-format.ts'
import { recordInWords } from './record-in-words.ts'

/** How one row would be understood. `row` is its line. */
export type PreviewedRow =
  | { row: number; outcome: 'record'; words: string[]; records: readonly SourceRecord[] }
  | { row: number; outcome: 'rejected'; column: string | null; value: string | null; problem: string; fix: string }
  | { row: number; outcome: 'ignored'; reason: string }

/**
 * How a mapping would have the first rows of a table understood: each in words and as records, or why not.
 *
 * Reads no further than it must; a column of dates that read either way has to be read to its end. Throws what reading
 * throws: `AccountNeeded` where the mapping asks for our account and none was named.
 */
export async function previewMapping(
  file: ExportFile,
  mapping: ColumnMapping,
  { rows: count = 20, options = { platform: null } }: { rows?: number; options?: ReadOptions } = {},
): Promise<PreviewedRow[]> {
  const previewed: PreviewedRow[] = []
  for await (const batch of mappedFormat(mapping).read({ name: file.path, files: [file] }, options)) {
    previewed.push(...batch.slice(0, count - previewed.length).map(previewOf))
    if (previewed.length >= count) break
  }
  return previewed
}

function previewOf(row: SourceRow): PreviewedRow {
  const at = { row: row.place.row }
  switch (row.outcome) {
    case 'record': {
      const records = recordsOf(row)
      return { ...at, outcome: 'record', words: records.map(recordInWords), records }
    }
    case 'rejected': {
      const { column, value, problem, fix } = row
      return { ...at, outcome: 'rejected', column, value, problem, fix }
    }
    case 'ignored':
      return { ...at, outcome: 'ignored', reason: row.reason }
  }
}
