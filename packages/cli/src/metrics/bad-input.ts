/** A file that cannot be used, said so that its owner can mend it. */
export class BadInput extends Error {
  override name = 'BadInput'
}

/** One cell that cannot be used. `row` counts as a spreadsheet does: the header is row 1. */
export class BadCell extends BadInput {
  override name = 'BadCell'
  readonly file: string
  readonly row: number
  readonly column: string
  readonly value: string
  readonly expected: string
  constructor(at: { file: string; row: number; column: string; value: string; expected: string }) {
    super(`${at.file}, row ${at.row}, column ${at.column}: '${at.value}' is not ${at.expected}`)
    this.file = at.file
    this.row = at.row
    this.column = at.column
    this.value = at.value
    this.expected = at.expected
  }
}

/** Wrong cells shown at once: enough to mend a habit by. */
const SHOWN_MAX = 20

/** Several wrong cells as one error, the first of them in full; `outcome` is what became of the file. */
export function badCells(wrong: readonly BadCell[], outcome: string): BadInput {
  const shown = wrong.slice(0, SHOWN_MAX).map(({ message }) => message)
  const more = wrong.length - shown.length
  return new BadInput([...shown, ...(more > 0 ? [`and ${more} more`] : []), outcome].join('\n'))
}
