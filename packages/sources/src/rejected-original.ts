/** A cell longer than a spreadsheet's may be is cut. */
const CELL_MAX = 32_767

/** Cells beyond the header that are handed back; a row with more of them has swallowed others. */
const FURTHER_MAX = 100

/**
 * A row as the file has it, for handing back: its cells by the file's own headings, as many as there are; further ones
 * under `+1`, `+2`. A heading that comes twice keeps its name where it comes last, as that is the column that is used:
 * before that it is `id (1)`, `id (2)`. A column without a heading is `(3)`, by its place from 1.
 */
export function originalRow(headings: readonly string[], cells: readonly string[]): Record<string, string> {
  const names = namesOf(headings)
  const kept = cells.slice(0, headings.length + FURTHER_MAX)
  return Object.fromEntries(kept.map((cell, at) => [names[at] ?? `+${at - names.length + 1}`, shortened(cell)]))
}

/** Names are asked for once per rejected row, of the same table. */
const known = new WeakMap<readonly string[], string[]>()

/** A name for each column. */
function namesOf(headings: readonly string[]): string[] {
  let names = known.get(headings)
  if (names === undefined) {
    const left = new Map<string, number>()
    for (const heading of headings) left.set(heading, (left.get(heading) ?? 0) + 1)
    const totals = new Map(left)
    names = headings.map((heading, at) => {
      const rest = (left.get(heading) ?? 1) - 1
      left.set(heading, rest)
      if (heading === '') return `(${at + 1})`
      return rest === 0 ? heading : `${heading} (${(totals.get(heading) ?? 1) - rest})`
    })
    known.set(headings, names)
  }
  return names
}

function shortened(cell: string): string {
  return cell.length > CELL_MAX ? `${cell.slice(0, CELL_MAX - 1)}…` : cell
}
