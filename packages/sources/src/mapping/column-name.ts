import { createHash } from 'node:crypto'
import { isRejectsColumn, isRejectsTable } from '../rejects-table.ts'

/** A heading as columns are known by: trimmed, lower case, single blanks. */
export function columnName(heading: string): string {
  return heading.trim().toLowerCase().replaceAll(/\s+/g, ' ')
}

/**
 * The key under which a mapping is remembered: the same for tables with the same headings, whatever their order, case and
 * blanks, and also once rows of such a table were handed back and corrected. A heading more, or one fewer, makes another.
 */
export function headerKey(headings: readonly string[]): string {
  const all = headings.map((heading) => columnName(heading).normalize('NFC'))
  const names = (isRejectsTable(all) ? all.filter((name) => !isRejectsColumn(name)) : all).toSorted(byCodeUnit)
  return createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 32)
}

function byCodeUnit(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
