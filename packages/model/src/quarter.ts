/** A quarter's name: `2015-Q3`. */
export type QuarterName = `${number}-Q${1 | 2 | 3 | 4}`

/** How an organization cuts time: its IANA time zone and the month (1..12) its fiscal year starts in. */
export interface Calendar {
  timeZone: string
  fiscalYearStartMonth: number
}

export const UTC_CALENDAR: Calendar = { timeZone: 'UTC', fiscalYearStartMonth: 1 }

/** A quarter with its bounds: `from` inclusive, `to` exclusive, UTC milliseconds. */
export interface Quarter {
  name: QuarterName
  from: number
  to: number
}

/** The text is no quarter. */
export class NotAQuarter extends Error {
  override name = 'NotAQuarter'
  readonly text: string
  constructor(text: string) {
    super(`"${text}" is not a quarter: write YEAR-Q1 to YEAR-Q4, for example 2015-Q3`)
    this.text = text
  }
}

/**
 * The quarter of that name in the organization's calendar. With a fiscal year that does not start in January, the
 * year in the name is the one in which the fiscal year starts. Throws {@link NotAQuarter}.
 */
export function quarterNamed(text: string, calendar: Calendar = UTC_CALENDAR): Quarter {
  const match = /^(\d{4})-Q([1-4])$/.exec(text)
  if (match === null) throw new NotAQuarter(text)
  const year = Number(match[1])
  const number = Number(match[2])
  const firstMonth = calendar.fiscalYearStartMonth - 1 + (number - 1) * 3
  return {
    name: text as QuarterName,
    from: startOfMonth(year, firstMonth, calendar.timeZone),
    to: startOfMonth(year, firstMonth + 3, calendar.timeZone),
  }
}

/** The quarter that holds a moment (UTC milliseconds). */
export function quarterOf(time: number, calendar: Calendar = UTC_CALENDAR): Quarter {
  const { year, month } = localYearAndMonth(time, calendar.timeZone)
  const months = year * 12 + (month - 1) - (calendar.fiscalYearStartMonth - 1)
  return quarterNamed(`${Math.floor(months / 12)}-Q${Math.floor((((months % 12) + 12) % 12) / 3) + 1}`, calendar)
}

/** The quarter before. */
export function quarterBefore(quarter: Quarter, calendar: Calendar = UTC_CALENDAR): Quarter {
  return quarterOf(quarter.from - 1, calendar)
}

/** All quarters from the one that holds `from` to the one that holds `to`, in order. */
export function quartersBetween(from: number, to: number, calendar: Calendar = UTC_CALENDAR): Quarter[] {
  const quarters: Quarter[] = []
  for (let quarter = quarterOf(from, calendar); quarter.from <= to; quarter = quarterOf(quarter.to, calendar)) {
    quarters.push(quarter)
  }
  return quarters
}

/** True for a moment inside the quarter. */
export function isWithin(time: number, quarter: Quarter): boolean {
  return time >= quarter.from && time < quarter.to
}

function startOfMonth(year: number, monthIndex: number, timeZone: string): number {
  const asUtc = Date.UTC(year, monthIndex, 1)
  // The zone's offset at that local midnight: a second step settles the case where the first guess lies across a change.
  const guess = asUtc - offsetMilliseconds(asUtc, timeZone)
  return asUtc - offsetMilliseconds(guess, timeZone)
}

function offsetMilliseconds(time: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0
  const parts = partsInZone(time, timeZone)
  return (
    Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) -
    Math.floor(time / 1000) * 1000
  )
}

function localYearAndMonth(time: number, timeZone: string): { year: number; month: number } {
  if (timeZone === 'UTC') {
    const date = new Date(time)
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 }
  }
  return partsInZone(time, timeZone)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function partsInZone(time: number, timeZone: string) {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(timeZone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(time).map((part) => [part.type, Number(part.value)]))
  return {
    year: parts['year'] ?? 0,
    month: parts['month'] ?? 0,
    day: parts['day'] ?? 0,
    hour: parts['hour'] ?? 0,
    minute: parts['minute'] ?? 0,
    second: parts['second'] ?? 0,
  }
}
