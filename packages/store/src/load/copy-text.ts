/**
 * A value in PostgreSQL's COPY text format, in which columns are parted by TAB and rows by a line feed: `\N` for null.
 *
 * U+0000 cannot be stored in a text column: it becomes U+FFFD, the sign for a character that could not be kept.
 */
export function copyField(value: string | number | boolean | null): string {
  if (value === null) return '\\N'
  if (typeof value === 'number') return numberText(value)
  if (typeof value !== 'string') return String(value)
  return SPECIAL.test(value) ? value.replace(SPECIALS, escaped) : value
}

/** 000 to 999. */
const THREE_DIGITS = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'))

/**
 * A number as text; whole ones from 1000 on are put together from texts that are there already. The engine remembers
 * what it last wrote for `String(number)`: numbers that are each met once or twice, as those of rows, outlive their rows
 * that way and fill the heap, by some 30 MB for a million rows.
 */
function numberText(value: number): string {
  if (value < 1000 || !Number.isSafeInteger(value)) return String(value)
  return numberText(Math.floor(value / 1000)) + THREE_DIGITS[value % 1000]
}

/** A value as JSON that a `jsonb` column takes: U+0000 and half a surrogate pair, which it refuses, become U+FFFD. */
export function jsonText(value: string | Readonly<Record<string, unknown>>): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'string') return kept(part)
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).map(([name, each]) => [kept(name), each]))
  })
}

function kept(text: string): string {
  return text.replace(UNKEPT, '\uFFFD')
}

// oxlint-disable-next-line no-control-regex -- the characters that COPY gives a meaning to are control characters
const SPECIAL = /[\\\t\n\r\u0000]/
const SPECIALS = new RegExp(SPECIAL, 'g')
// oxlint-disable-next-line no-control-regex -- the one control character that jsonb refuses
const UNKEPT = /[\u0000\p{Surrogate}]/gu

function escaped(character: string): string {
  switch (character) {
    case '\\':
      return '\\\\'
    case '\t':
      return '\\t'
    case '\n':
      return '\\n'
    case '\r':
      return '\\r'
    default:
      return '\uFFFD'
  }
}
