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
const ZONE = String.raw`\s*(Z|UTC|GMT|[ECMP][SD]T|[+-]\d{2}:?\d{2}|[+-]\d{2})?`
const HALF = String.raw`(?:\s*([ap])\.?m\.?)?`

const ISO = new RegExp(String.raw`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:(?:T|\s+)${CLOCK}${ZONE})?$`, 'i')
const C_STYLE = new RegExp(
  String.raw`^[A-Z][a-z]{2},? ([A-Z][a-z]{2}) +(\d{1,2}) ${CLOCK} (UTC|GMT|[+-]\d{4}) (\d{4})$`,
)
const SLASHED = new RegExp(String.raw`^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,?\s+${CLOCK}${HALF}${ZONE})?$`, 'i')
const WEEKDAY = '(?:[A-Z][a-z]{2,8},? )?'
const DAY_MONTH_NAME = new RegExp(
  String.raw`^${WEEKDAY}(\d{1,2})[ -]([A-Z][a-z]{2,8})\.?[ -](\d{4})(?:,? ${CLOCK}${HALF}${ZONE})?$`,
  'i',
)
const MONTH_NAME_DAY = new RegExp(
  String.raw`^${WEEKDAY}([A-Z][a-z]{2,8})\.? (\d{1,2}), (\d{4})(?:,? ${CLOCK}${HALF}${ZONE})?$`,
  'i',
)
const UNIX = /^(\d{9,10})(?:\.(\d+))?$/
const UNIX_MILLISECONDS = /^\d{13}$/

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** Hours from UTC of the zones that have a name in e-mail's dates (RFC 5322, section 4.3); other names are not unique. */
const HOURS_OF_ZONE: Readonly<Record<string, number>> = {
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
}

/** The two numbers that lead a slashed date (`13/04/2015`: 13 and 4), or `null` for any other form. */
export function slashedNumbers(written: string): [first: number, second: number] | null {
  const text = written.trim()
  const match = isSeparator(text.charCodeAt(1)) || isSeparator(text.charCodeAt(2)) ? SLASHED.exec(text) : null
  return match === null ? null : [Number(match[1]), Number(match[3])]
}

/**
 * Reads a moment in the forms that exports use: ISO 8601 with `T` or a blank, `2015-10-02 20:15:40 +0000`,
 * `Wed Dec 15 15:08:28 +0000 2021`, `17 Jun 2021`, `03-Jan-2022 07:14PM`, `Tue, Jul 14, 2026`, plain dates (midnight),
 * Unix seconds and milliseconds. Zones are offsets, `Z`, `UTC`, `GMT`, or American ones by their letters (`EST`).
 *
 * Slashed dates need `order`; without it they are `null`, as is everything that is no date of the calendar.
 */
export function readTime(written: string, order: DayMonthOrder | null = null): WrittenTime | null {
  const text = written.trim()
  return (
    readPlainIso(text) ??
    readIso(text) ??
    readCStyle(text) ??
    readUnix(text) ??
    readDayMonthName(text) ??
    readMonthNameDay(text) ??
    readSlashed(text, order)
  )
}

/** A plain calendar day, `YYYY-MM-DD`, or `null`. */
export function readDay(written: string): string | null {
  const text = written.trim()
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && readIso(text) !== null ? text : null
}

function isSeparator(code: number): boolean {
  return code === 0x2f || code === 0x2e || code === 0x2d
}

const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * `2015-10-02T20:15:40Z` and `2015-10-02T20:15:40.123Z`, as nearly all exports write times: the same as
 * {@link readIso}, several times as fast. `null` for every other form, days that are none included.
 */
function readPlainIso(text: string): WrittenTime | null {
  const { length } = text
  if ((length !== 20 && length !== 24) || text.charCodeAt(length - 1) !== 0x5a || text.charCodeAt(10) !== 0x54)
    return null
  if (text.charCodeAt(4) !== 0x2d || text.charCodeAt(7) !== 0x2d) return null
  if (text.charCodeAt(13) !== 0x3a || text.charCodeAt(16) !== 0x3a) return null
  if (length === 24 && text.charCodeAt(19) !== 0x2e) return null
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  const hour = digits(text, 11, 13)
  const minute = digits(text, 14, 16)
  const second = digits(text, 17, 19)
  const milliseconds = length === 24 ? digits(text, 20, 23) : 0
  // Not a digit somewhere: NaN, for which no comparison holds.
  if (!(year >= 1970 && day >= 1 && day <= (DAYS_OF_MONTH[month - 1] ?? 0))) return null
  if (month === 2 && day === 29 && !isLeapYear(year)) return null
  if (!(hour <= 23 && minute <= 59 && second <= 60 && milliseconds <= 999)) return null
  const time = ((dayNumber(year, month, day) * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + milliseconds
  return { time, zoned: true }
}

/** From here on years have five digits, which no form above has. */
const YEAR_10000 = Date.UTC(10_000, 0, 1)

/** The whole number that the digits from `start` up to `end` write; NaN where one is no digit. */
function digits(text: string, start: number, end: number): number {
  let number = 0
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 0x30
    if (digit < 0 || digit > 9) return Number.NaN
    number = number * 10 + digit
  }
  return number
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** Days from 1970-01-01 in the Gregorian calendar, for years from 1970: years are counted from March, leap days last. */
function dayNumber(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400)
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return marchYear * 365 + leapDays + dayOfYear - DAYS_TO_1970
}

/** Days from 1 March of the year 0 to 1970-01-01. */
const DAYS_TO_1970 = 719_468

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
  const [, day, month, year, hour, minute, second, fraction, half, zone] = match
  return moment({ year, month: monthNumber(month), day, hour, minute, second, fraction, half, zone })
}

function readMonthNameDay(text: string): WrittenTime | null {
  const match = MONTH_NAME_DAY.exec(text)
  if (match === null) return null
  const [, month, day, year, hour, minute, second, fraction, half, zone] = match
  return moment({ year, month: monthNumber(month), day, hour, minute, second, fraction, half, zone })
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

/** From 1, by an English name or its beginning; 0 for any other word. */
function monthNumber(name: string | undefined): number {
  const word = name?.toLowerCase() ?? ''
  return MONTHS.findIndex((month) => month.startsWith(word === 'sept' ? 'sep' : word)) + 1
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
  const time = midnight.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1000 + milliseconds
  // East of Greenwich the first hours of 1970 are in 1969, and west of it the last of 9999 are in 10000.
  return time < 0 || time >= YEAR_10000 ? null : { time, zoned: zone !== undefined }
}

function offsetMinutes(zone: string | undefined): number | null {
  if (zone === undefined) return 0
  if (!/^[+-]/.test(zone)) return (HOURS_OF_ZONE[zone.toLowerCase()] ?? 0) * 60
  const digits = zone.replace(/\D/g, '').padEnd(4, '0')
  const hours = Number(digits.slice(0, 2))
  const minutes = Number(digits.slice(2))
  if (hours > 14 || minutes > 59) return null
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}
