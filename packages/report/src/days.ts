const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** The text is no day of the calendar. */
export class NotADay extends Error {
  override name = 'NotADay'
  readonly text: string
  constructor(text: string) {
    super(`"${text}" is not a day: write YEAR-MONTH-DAY, for example 2015-09-30`)
    this.text = text
  }
}

export interface Day {
  year: number
  month: number
  day: number
}

/** Reads `YYYY-MM-DD`; throws {@link NotADay}. */
export function readDay(text: string): Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const time = Date.parse(`${text}T00:00:00Z`)
  // Date.parse takes 31 February for 3 March: the text must come back as it was.
  if (match === null || Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
    throw new NotADay(text)
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
}

/** "30 September 2015". */
export function dayInWords(text: string): string {
  const { year, month, day } = readDay(text)
  return `${day} ${MONTHS[month - 1]} ${year}`
}

/** "1 July to 30 September 2015": the year is said once where both days share it. */
export function periodInWords({ from, to }: { from: string; to: string }): string {
  const start = readDay(from)
  const end = readDay(to)
  if (from === to) return dayInWords(from)
  return `${start.year === end.year ? `${start.day} ${MONTHS[start.month - 1]}` : dayInWords(from)} to ${dayInWords(to)}`
}
