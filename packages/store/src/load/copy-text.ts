/**
 * One row in PostgreSQL's COPY text format: columns by TAB, `\N` for null, a line feed at the end.
 *
 * U+0000 cannot be stored in a text column: it becomes U+FFFD, the sign for a character that could not be kept.
 */
export function copyLine(columns: readonly (string | number | boolean | null)[]): string {
  let line = ''
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]
    if (i > 0) line += '\t'
    if (column === null || column === undefined) line += '\\N'
    else if (typeof column === 'string') line += SPECIAL.test(column) ? column.replace(SPECIALS, escaped) : column
    else line += String(column)
  }
  return `${line}\n`
}

// oxlint-disable-next-line no-control-regex -- the characters that COPY gives a meaning to are control characters
const SPECIAL = /[\\\t\n\r\u0000]/
const SPECIALS = new RegExp(SPECIAL, 'g')

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
