import { readCount } from '../count-cell.ts'
import { readTime } from '../time.ts'

/** What the cells of a column look like. `number` is a count or a measure, `id` a key that nobody adds up. */
export const COLUMN_KINDS = ['empty', 'time', 'url', 'number', 'id', 'handle', 'enumeration', 'text'] as const

export type ColumnKind = (typeof COLUMN_KINDS)[number]

/** What databases and statistics tools write where there is nothing. */
const ABSENT = new Set(['', '-', '--', '–', '—', 'na', 'n/a', 'nan', 'null', 'none'])

/** True for an empty cell, and for what tools write into one. */
export function isAbsent(cell: string): boolean {
  const text = cell.trim()
  return text.length <= 4 && ABSENT.has(text.toLowerCase())
}

/** A few cells in a hundred may be odd: what a column holds is what nearly all of them are. */
const NEARLY_ALL = 0.9

/** A word that comes back again and again is one of a few. */
const ENUMERATED_MAX = 12
const REPEATS_MIN = 3

export function isTime(cell: string): boolean {
  // Bare digits are times to those only who know that the column holds times.
  return /\D/.test(cell.trim()) && isTimeOrDigits(cell)
}

/** Seconds and milliseconds since 1970, too. */
export function isTimeOrDigits(cell: string): boolean {
  return (readTime(cell, 'day_first') ?? readTime(cell, 'month_first')) !== null
}

export function isUrl(cell: string): boolean {
  return /^(https?:\/\/|www\.)\S+$/i.test(cell.trim())
}

export function isCount(cell: string): boolean {
  return countOf(cell, 'point') !== null || countOf(cell, 'comma') !== null
}

/** A measure that counts nothing: a fraction, a share, a number below 0. */
export function isNumber(cell: string): boolean {
  return /^[-+]?[\d.,\s\u00a0\u202f]*\d(?:[eE][-+]?\d+)?\s*%?$/.test(cell.trim())
}

function countOf(cell: string, decimal: 'point' | 'comma'): number | null {
  try {
    return readCount('', cell, decimal)
  } catch {
    return null
  }
}

/** Digits that are too long for a count, and other keys without blanks that mix letters and digits. */
export function isId(cell: string): boolean {
  const text = cell.trim()
  return /^\d{12,}$/.test(text) || (/^(?=.*\d)[\w:/.#=+-]{8,}$/.test(text) && !isTime(text) && !isNumber(text))
}

/** A name as platforms allow them: no blanks, and no number. */
export function isHandle(cell: string): boolean {
  return /^@?[\p{L}\p{N}_][\p{L}\p{N}_.\-·]*(@[\w-]+(\.[\w-]+)+)?$/u.test(cell.trim()) && !isNumber(cell)
}

/** What the cells of a column are; those that are empty say nothing. */
export function kindOfColumn(cells: readonly string[]): ColumnKind {
  const values = cells.filter((cell) => !isAbsent(cell))
  if (values.length === 0) return 'empty'
  const areNearlyAll = (test: (cell: string) => boolean) => shareOf(values, test) >= NEARLY_ALL
  if (areNearlyAll(isUrl)) return 'url'
  if (areNearlyAll(isTime)) return 'time'
  if (areNearlyAll((cell) => /^\d{12,}$/.test(cell.trim()))) return 'id'
  if (areNearlyAll(isNumber)) return 'number'
  if (areNearlyAll((cell) => cell.trim().startsWith('@') && isHandle(cell))) return 'handle'
  const distinct = new Set(values.map((cell) => cell.trim().toLowerCase())).size
  if (distinct <= ENUMERATED_MAX && values.length >= distinct * REPEATS_MIN) return 'enumeration'
  if (areNearlyAll((cell) => isHandle(cell) || isId(cell))) return shareOf(values, isId) >= 0.5 ? 'id' : 'handle'
  return 'text'
}

/** 0 to 1; 0 where there are no values. */
export function shareOf(values: readonly string[], test: (value: string) => boolean): number {
  let passed = 0
  for (const value of values) if (test(value)) passed++
  return values.length === 0 ? 0 : passed / values.length
}
