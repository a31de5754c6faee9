import { createHash } from 'node:crypto'

/** A heading as columns are known by: trimmed, lower case, single blanks. */
export function columnName(heading: string): string {
  return heading.trim().toLowerCase().replaceAll(/\s+/g, ' ')
}

/**
 * The key under which a mapping is remembered: the same for tables with the same headings, whatever their order, case and
 * blanks. A heading more, or one fewer, makes another table.
 */
export function headerKey(headings: readonly string[]): string {
  const names = headings.map((heading) => columnName(heading).normalize('NFC')).toSorted(byCodeUnit)
  return createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 32)
}

function byCodeUnit(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
