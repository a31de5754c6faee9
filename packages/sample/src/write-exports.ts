import type { ExportFile } from './export-file.ts'
import type { Institution } from './institution.ts'
import { followsTable, interactionsTable, rosterTable } from './tables.ts'
import { xArchive } from './x-archive.ts'

/**
 * The files an institution would hand in: the brand's X archive, a listening tool's table of interactions, a table of
 * follows, and its roster. The same institution gives the same bytes, on every machine and in every time zone.
 */
export async function writeExports(institution: Institution): Promise<ExportFile[]> {
  return [
    await xArchive(institution),
    interactionsTable(institution),
    followsTable(institution),
    rosterTable(institution),
  ]
}

/** `truth.json`: what was generated, and how many rows of it each file holds. Not for the product to read. */
export function writeTruth(institution: Institution, exports: readonly ExportFile[]): ExportFile {
  const files = Object.fromEntries(exports.map(({ name, rows }) => [name, rows]))
  const text = `${JSON.stringify({ ...institution.truth, files }, null, 2)}\n`
  return { name: 'truth.json', bytes: Buffer.from(text), rows: {} }
}
