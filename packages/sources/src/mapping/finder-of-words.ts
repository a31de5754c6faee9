import { plainHeading } from './plain-heading.ts'

/** Such columns hold a handful of words, a million times. */
const REMEMBERED_MAX = 1000

/** Finds which of the names has a cell among its words: lists with commas between, compared by {@link plainHeading}. */
export function finderOf<Name extends string>(words: Readonly<Record<Name, string>>): (cell: string) => Name | null {
  const nameOf = new Map(
    (Object.entries(words) as [Name, string][]).flatMap(([name, list]) =>
      [...list.split(','), name].map((word): [string, Name] => [plainHeading(word), name]),
    ),
  )
  const found = new Map<string, Name | null>()
  return (cell) => {
    const known = found.get(cell)
    if (known !== undefined) return known
    // `LinkedIn` is one word, though `createdAt` is two.
    const name = nameOf.get(plainHeading(cell.toLowerCase())) ?? nameOf.get(plainHeading(cell)) ?? null
    if (found.size >= REMEMBERED_MAX) found.clear()
    found.set(cell, name)
    return name
  }
}
