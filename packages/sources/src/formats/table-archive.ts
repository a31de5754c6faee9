import type { Coverage } from '@weft/model/coverage'
import type { Export, ExportFile } from '../export.ts'
import type { Format, ReadOptions, ReadSummary, SourceRow } from '../format.ts'
import { EmptyExport } from '../refusal.ts'

/** A table in an archive, and the format that reads it alone. */
export interface FoundTable {
  file: ExportFile
  table: Format
}

/** The files that are one of those tables, by their columns, in the order of the tables; each file is one of them only. */
export async function findTables(files: readonly ExportFile[], tables: readonly Format[]): Promise<FoundTable[]> {
  const found: FoundTable[] = []
  for (const file of files) {
    for (const table of tables) {
      const { missing } = await table.match({ name: file.path, files: [file] })
      if (missing.length > 0) continue
      found.push({ file, table })
      break
    }
  }
  return found.toSorted((one, other) => tables.indexOf(one.table) - tables.indexOf(other.table))
}

/**
 * Reads the tables one after the other, as one export. A table without rows is passed over; throws {@link EmptyExport}
 * where none has any.
 */
export async function* readTables(
  exported: Export,
  found: readonly FoundTable[],
  options: ReadOptions,
): AsyncGenerator<SourceRow[], ReadSummary> {
  const coverage: Coverage[] = []
  const notes: string[] = []
  let filled = 0
  for (const { file, table } of found) {
    try {
      const summary = yield* table.read({ name: `${exported.name}/${file.path}`, files: [file] }, options)
      filled++
      coverage.push(...summary.coverage)
      notes.push(...summary.notes.map((note) => (found.length === 1 ? note : `${file.path}: ${note}`)))
    } catch (error) {
      if (!(error instanceof EmptyExport)) throw error
    }
  }
  if (filled === 0) throw new EmptyExport(exported.name, 'rows')
  return { owner: null, coverage, notes }
}
