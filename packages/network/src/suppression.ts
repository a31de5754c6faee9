/** Fewer accounts than this are nobody's business but those who work with them (method.md §7). */
export const ACCOUNTS_TOLD_MIN = 5

/** Which cells of a table are hidden, given how many accounts stand behind each and which sums of cells are known. */
export interface CountTable {
  /** Accounts behind each cell; 0 for an empty one, Infinity for one that is anybody's to know. */
  accounts: readonly number[]
  /** Cells whose sum is known from elsewhere, each as their places. */
  totals: readonly (readonly number[])[]
}

/**
 * Hides every cell that fewer than {@link ACCOUNTS_TOLD_MIN} accounts stand behind, and as many others as it takes that no hidden
 * one follows from the totals and what is left, by any sums and differences of them, and that no total leaves a rest of
 * fewer accounts than that. What is hidden besides is the next smallest, an empty cell last. Empty cells point at nobody.
 *
 * True at the places that are hidden. Where all of a total is hidden there is nothing left to hide it behind: do not publish that
 * total. O(cells^2 x totals^2) at most. Source: Willenborg & de Waal 2001, doi:10.1007/978-1-4613-0121-9, chapter 2.
 */
export function suppressed({ accounts, totals }: CountTable): boolean[] {
  const hidden = accounts.map((count) => count > 0 && count < ACCOUNTS_TOLD_MIN)
  const smallFirst = totals.toSorted((one, other) => one.length - other.length)
  for (;;) {
    const next = nextToHide(hidden, accounts, smallFirst)
    if (next === undefined) return hidden
    hidden[next] = true
  }
}

function nextToHide(
  hidden: readonly boolean[],
  accounts: readonly number[],
  totals: CountTable['totals'],
): number | undefined {
  const smallestIn = (places: readonly number[]) => {
    const size = (place: number) => accounts[place] || Number.MAX_VALUE
    const visible = places.filter((place) => !hidden[place])
    return visible.reduce<number | undefined>(
      (least, place) => (least === undefined || size(place) < size(least) ? place : least),
      undefined,
    )
  }
  for (const total of totals) {
    const behind = total.filter((place) => hidden[place])
    const sum = behind.reduce((all, place) => all + accounts[place]!, 0)
    const next = behind.length > 0 && sum < ACCOUNTS_TOLD_MIN ? smallestIn(total) : undefined
    if (next !== undefined) return next
  }
  const given = new Set(determined(hidden, totals))
  // A total of which only one cell is hidden gives it away by itself: mended first.
  const ofOne = totals.filter((total) => total.filter((place) => hidden[place]).length === 1)
  const ofSome = totals.filter((total) => total.some((place) => given.has(place)))
  for (const total of [...ofOne, ...ofSome]) {
    const next = smallestIn(total)
    if (next !== undefined) return next
  }
  return undefined
}

/** Hidden cells that follow from the totals: those that stand alone in a row of their reduced equations. */
function determined(hidden: readonly boolean[], totals: CountTable['totals']): number[] {
  const unknown = [...hidden.keys()].filter((place) => hidden[place])
  const rows = totals.map((total) => unknown.map((place) => (total.includes(place) ? 1 : 0)))
  const reduced = reducedRows(rows, unknown.length)
  return unknown.filter((_, column) =>
    reduced.some(
      (row) =>
        Math.abs(row[column]!) > ROUNDING &&
        row.every((value, other) => other === column || Math.abs(value) <= ROUNDING),
    ),
  )
}

const ROUNDING = 1e-9

/** Gauss and Jordan's reduction, in place of the rows. */
function reducedRows(rows: number[][], columns: number): number[][] {
  let done = 0
  for (let column = 0; column < columns && done < rows.length; column++) {
    const pivot = rows.findIndex((row, place) => place >= done && Math.abs(row[column]!) > ROUNDING)
    if (pivot < 0) continue
    ;[rows[done], rows[pivot]] = [rows[pivot]!, rows[done]!]
    const lead = rows[done]!
    const scale = lead[column]!
    for (let other = 0; other < columns; other++) lead[other]! /= scale
    rows.forEach((row, place) => {
      const factor = row[column]!
      if (place === done || factor === 0) return
      for (let other = 0; other < columns; other++) row[other]! -= factor * lead[other]!
    })
    done++
  }
  return rows
}
