import { numberText } from './number-text.ts'

/** What the format of a cell makes of its number. */
export type NumberUse = 'number' | 'moment'

/** Formats that every program knows by their number: dates and times, in the West and in East Asia. */
const MOMENT_FORMATS: readonly (readonly [from: number, to: number])[] = [
  [14, 22],
  [27, 36],
  [45, 45],
  [47, 47],
  [50, 58],
]

/** True for one of the formats that have a number only. */
export function isMomentFormat(id: number): boolean {
  return MOMENT_FORMATS.some(([from, to]) => id >= from && id <= to)
}

/**
 * What a written format such as `yyyy\-mm\-dd hh:mm` shows. Hours counted beyond a day (`[h]:mm`) are a length of time,
 * which is a number.
 */
export function useOfFormat(code: string): NumberUse {
  const [first = ''] = code.split(';')
  const letters = first.replaceAll(/"[^"]*"|[\\_*]./g, '')
  if (/\[(h+|m+|s+)\]/i.test(letters) || /general/i.test(letters)) return 'number'
  return /[dmyhs]/i.test(letters.replaceAll(/\[[^\]]*\]/g, '')) ? 'moment' : 'number'
}

/** Days from a workbook's day 0 to 1970-01-01, in books that count from 1900 and in those that count from 1904. */
const DAYS_TO_1970 = { 1900: 25_569, 1904: 24_107 }

/** 9999-12-31, after which no date can be written. */
const SERIAL_MAX = 2_958_466

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000

/**
 * A number of days as ISO 8601 without a zone, for workbooks name none: a day, a moment, or a time of day below one.
 * Right to the millisecond. A number that is no date stays a number.
 */
export function momentText(stored: string, epoch: 1900 | 1904): string {
  const days = Number(stored)
  if (stored.trim() === '' || !(days >= 0 && days < SERIAL_MAX)) return numberText(stored)
  // Books that count from 1900 have a 29 February in that year, which was none.
  const real = epoch === 1900 && days >= 1 && days < 60 ? days + 1 : days
  const written = new Date(Math.round((real - DAYS_TO_1970[epoch]) * DAY_MILLISECONDS)).toISOString()
  const time = written.slice(11, -1).replace(/\.000$/, '')
  if (days < 1) return time
  return Number.isInteger(days) ? written.slice(0, 10) : `${written.slice(0, 10)}T${time}`
}
