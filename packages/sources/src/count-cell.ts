import { WrongCell } from './cell.ts'

/** How a tool writes the numbers of a table: `1,200` and `2.5`, or `1.200` and `2,5`. */
export type DecimalMark = 'point' | 'comma'

/** What tools write where they counted nothing: unknown, never 0. */
const ABSENT = new Set(['', '-', '--', '–', '—', 'na', 'n/a', 'null', 'none'])

/**
 * A count: a whole number, 0 or more; `null` where the cell is empty or says so in another way. `7767.0` is 7767, and
 * groups of three digits may be set apart. Throws {@link WrongCell} for anything else, a fraction or a share included,
 * and `1.000`: one here, a thousand elsewhere.
 */
export function readCount(column: string, cell: string, decimal: DecimalMark = 'point'): number | null {
  const text = cell.trim().replace(/[\s\u00a0\u202f]/g, '')
  if (ABSENT.has(text.toLowerCase())) return null
  const [group, mark] = decimal === 'point' ? [',', '.'] : ['.', ',']
  const written = new RegExp(`^(\\d{1,3}(?:\\${group}\\d{3})+|\\d+)(?:\\${mark}0*)?$`).exec(text)?.[1]
  const isEither = new RegExp(`^\\d{1,3}\\${mark}000$`).test(text)
  const count = written === undefined || isEither ? Number.NaN : Number(written.replaceAll(group, ''))
  if (Number.isSafeInteger(count)) return count
  throw new WrongCell({
    column,
    value: cell,
    problem: 'no whole number',
    fix: 'write a count such as 1200, with nothing between thousands, or leave it empty',
  })
}
