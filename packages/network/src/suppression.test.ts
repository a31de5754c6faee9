import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ACCOUNTS_TOLD_MIN, type CountTable, suppressed } from './suppression.ts'

/** Rows, columns and the whole of a table, as the places of their cells. */
function totalsOf(rows: number, columns: number): number[][] {
  const at = (row: number, column: number) => row * columns + column
  const all = (count: number) => Array.from({ length: count }, (_, place) => place)
  return [
    ...all(rows).map((row) => all(columns).map((column) => at(row, column))),
    ...all(columns).map((column) => all(rows).map((row) => at(row, column))),
    all(rows * columns),
  ]
}

const placesOf = (hidden: readonly boolean[]) => [...hidden.keys()].filter((place) => hidden[place])

test('cells of one to four accounts are hidden; empty ones and those of five are not', () => {
  expect(placesOf(suppressed({ accounts: [0, 1, 4, 5, 9], totals: [] }))).toEqual([1, 2])
})

test('where a total is known, the next smallest is hidden too', () => {
  expect(placesOf(suppressed({ accounts: [3, 20, 8, 30], totals: [[0, 1, 2, 3]] }))).toEqual([0, 2])
})

test('two small cells of a total that are too few together hide a third; five are enough', () => {
  expect(placesOf(suppressed({ accounts: [1, 2, 20, 8], totals: [[0, 1, 2, 3]] }))).toEqual([0, 1, 3])
  expect(placesOf(suppressed({ accounts: [2, 3, 20, 8], totals: [[0, 1, 2, 3]] }))).toEqual([0, 1])
})

test('in a table with rows and columns a small cell takes three others with it', () => {
  // 2  10  11
  // 12 13  14
  // 15 16  17
  const accounts = [2, 10, 11, 12, 13, 14, 15, 16, 17]
  expect(placesOf(suppressed({ accounts, totals: totalsOf(3, 3) }))).toEqual([0, 1, 3, 4])
})

test('a difference of totals gives a cell away as a total does', () => {
  // All four, and the last three of them: the first is what is between.
  const hidden = suppressed({
    accounts: [2, 10, 11, 12],
    totals: [
      [0, 1, 2, 3],
      [1, 2, 3],
    ],
  })
  // Nothing hides the first while both are known, so nothing of what could is left: whoever publishes both must not.
  expect(placesOf(hidden)).toEqual([0, 1, 2, 3])
})

test('where nothing is small, nothing is hidden', () => {
  expect(placesOf(suppressed({ accounts: [5, 6, 0, 7], totals: totalsOf(2, 2) }))).toEqual([])
})

/**
 * Whether another table with the same totals and the same visible cells exists in which this cell differs: a walk along the
 * hidden cells of rows and columns in turn that comes back to where it began moves one up and the next down.
 */
function canDiffer(hidden: readonly boolean[], columns: number, place: number): boolean {
  const cells = placesOf(hidden).filter((other) => other !== place)
  const [row, column] = [Math.floor(place / columns), place % columns]
  const reached = new Set([`row ${row}`])
  for (let grew = true; grew; ) {
    grew = false
    for (const cell of cells) {
      const ends = [`row ${Math.floor(cell / columns)}`, `column ${cell % columns}`]
      if (!ends.some((end) => reached.has(end)) || ends.every((end) => reached.has(end))) continue
      for (const end of ends) reached.add(end)
      grew = true
    }
  }
  return reached.has(`column ${column}`)
}

test('whatever the table: no small cell is shown, none follows by adding and subtracting, and no rest is too small', () => {
  const tables = fc
    .record({ rows: fc.integer({ min: 2, max: 6 }), columns: fc.integer({ min: 2, max: 6 }) })
    .chain(({ rows, columns }) =>
      fc
        .array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 200 })), {
          minLength: rows * columns,
          maxLength: rows * columns,
        })
        .map((accounts) => ({ accounts, columns, totals: totalsOf(rows, columns) })),
    )
  fc.assert(
    fc.property(tables, ({ accounts, columns, totals }) => {
      const table: CountTable = { accounts, totals }
      const hidden = suppressed(table)
      const shown = accounts.filter((_, place) => !hidden[place])
      expect(shown.filter((count) => count > 0 && count < ACCOUNTS_TOLD_MIN)).toEqual([])
      for (const place of placesOf(hidden)) expect(canDiffer(hidden, columns, place)).toBe(true)
      for (const total of totals) {
        const behind = total.filter((place) => hidden[place])
        const rest = behind.reduce((sum, place) => sum + accounts[place]!, 0)
        const everything = behind.length === total.length
        expect(behind.length === 0 || rest >= ACCOUNTS_TOLD_MIN || everything).toBe(true)
      }
    }),
  )
})
