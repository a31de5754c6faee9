/** A moment as an export writes it. */
export interface WrittenTime {
  /** UTC milliseconds since 1970. */
  time: number
  /** False where the text names no zone, so that UTC was taken. */
  zoned: boolean
}

/** Which comes first in `03/04/2015`. */
export type DayMonthOrder = 'day_first' | 'month_first'

const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?`
const ZONE = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?`

const ISO = new RegExp(String.raw`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:(?:T|\s+)${CLOCK}${ZONE})?$`, 'i')
const C_STYLE = new RegExp(
  String.raw`^[A-Z][a-z]{2},? ([A-Z][a-z]{2}) +(\d{1,2}) ${CLOCK} (UTC|GMT|[+-]\d{4}) (\d{4})$`,
)
const SLASHED = new RegExp(
  String.raw`^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,?\s+${CLOCK}(?:\s*([ap])\.?m\.?)?${ZONE})?$`,
  'i',
)
const DAY_MONTH_NAME = new RegExp(String.raw`^(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})(?:,? ${CLOCK}${ZONE})?$`)
const UNIX = /^(\d{9,10})(?:\.(\d+))?$/
const UNIX_MILLISECONDS = /^\d{13}$/

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The two numbers that lead a slashed date (`13/04/2015`: 13 and 4), or `null` for any other form. */
export function slashedNumbers(text: string): [first: number, second: number] | null {
  const match = SLASHED.exec(text.trim())
  return match === null ? null : [Number(match[1]), Number(match[3])]
}

/**
 * Reads a moment in the forms that exports use: ISO 8601 with `T` or a blank, `2015-10-02 20:15:40 +0000`,
 * `Wed Dec 15 15:08:28 +0000 2021`, `17 Jun 2021`, plain dates (midnight), Unix seconds and milliseconds.
 *
 * Slashed dates need `order`; without it they are `null`, as is everything that is no date of the calendar.
 */
export function readTime(written: string, order: DayMonthOrder | null = null): WrittenTime | null {
  const text = written.trim()
  return readIso(text) ?? readCStyle(text) ?? readUnix(text) ?? readDayMonthName(text) ?? readSlashed(text, order)
}

/** A plain calendar day, `YYYY-MM-DD`, or `null`. */
export function readDay(written: string): string | null {
  const text = written.trim()
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && readIso(text) !== null ? text : null
}

interface Parts {
  year: string | undefined
  month: number
  day: string | undefined
  hour?: string | undefined
  minute?: string | undefined
  second?: string | undefined
  fraction?: string | undefined
  half?: string | undefined
  zone?: string | undefined
}

function readIso(text: string): WrittenTime | null {
  const match = ISO.exec(text)
  if (match === null) return null
  const [, year, month, day, hour, minute, second, fraction, zone] = match
  return moment({ year, month: Number(month), day, hour, minute, second, fraction, zone })
}

function readCStyle(text: string): WrittenTime | null {
  const match = C_STYLE.exec(text)
  if (match === null) return null
  const [, month, day, hour, minute, second, fraction, zone, year] = match
  return moment({ year, month: monthNumber(month), day, hour, minute, second, fraction, zone })
}

function readDayMonthName(text: string): WrittenTime | null {
  const match = DAY_MONTH_NAME.exec(text)
  if (match === null) return null
  const [, day, month, year, hour, minute, second, fraction, zone] = match
  return moment({ year, month: monthNumber(month), day, hour, minute, second, fraction, zone })
}

function readSlashed(text: string, order: DayMonthOrder | null): WrittenTime | null {
  const match = order === null ? null : SLASHED.exec(text)
  if (match === null) return null
  const [, first, , second, year, hour, minute, seconds, fraction, half, zone] = match
  const [day, month] = order === 'day_first' ? [first, second] : [second, first]
  return moment({ year, month: Number(month), day, hour, minute, second: seconds, fraction, half, zone })
}

function readUnix(text: string): WrittenTime | null {
  const seconds = UNIX.exec(text)
  if (seconds !== null) return { time: Math.floor(Number(text) * 1000), zoned: true }
  return UNIX_MILLISECONDS.test(text) ? { time: Number(text), zoned: true } : null
}

function monthNumber(name: string | undefined): number {
  return MONTHS.indexOf(name ?? '') + 1
}

function moment({ half, zone, fraction, ...parts }: Parts): WrittenTime | null {
  const year = Number(parts.year)
  const day = Number(parts.day)
  let hour = Number(parts.hour ?? 0)
  const minute = Number(parts.minute ?? 0)
  const second = Number(parts.second ?? 0)
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  }
  if (hour > 23 || minute > 59 || second > 60) return null
  const midnight = new Date(Date.UTC(year, parts.month - 1, day))
  // Date.UTC turns 30 February into 2 March: a day that moved was no day.
  if (midnight.getUTCMonth() !== parts.month - 1 || midnight.getUTCDate() !== day || year < 1970) return null
  const milliseconds = Math.floor(Number(`0.${fraction ?? '0'}`) * 1000)
  const offset = offsetMinutes(zone)
  if (offset === null) return null
  return {
    time: midnight.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1000 + milliseconds,
    zoned: zone !== undefined,
  }
}

function offsetMinutes(zone: string | undefined): number | null {
  if (zone === undefined || !/^[+-]/.test(zone)) return 0
  const digits = zone.replace(/\D/g, '').padEnd(4, '0')
  const hours = Number(digits.slice(0, 2))
  const minutes = Number(digits.slice(2))
  if (hours > 14 || minutes > 59) return null
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}
