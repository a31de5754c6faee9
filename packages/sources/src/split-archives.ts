import type { Export } from './export.ts'

/** `takeout-20240105T101112Z-002.zip`: a name, the part's number, the kind of archive. */
const PART = /^(.+)-(\d{3})(\.zip|\.tgz|\.tar\.gz|\.tar)$/i

/**
 * Puts together what a platform cut into several archives because it was large: those that share a name but for the
 * number at its end, and hold no file twice. Parts that hold the same file are exports of their own. The order stays,
 * each put-together export where its first part was.
 */
export function joinSplitArchives(exports: readonly Export[]): Export[] {
  const partsOf = new Map<string, Export[]>()
  for (const one of exports) {
    const key = stemOf(one)
    if (key !== null) partsOf.set(key, [...(partsOf.get(key) ?? []), one])
  }
  const joined: Export[] = []
  for (const one of exports) {
    const parts = partsOf.get(stemOf(one) ?? '') ?? [one]
    if (parts.length === 1 || !areApart(parts)) joined.push(one)
    else if (parts[0] === one) joined.push({ name: nameOf(parts), files: parts.flatMap(({ files }) => files) })
  }
  return joined
}

function stemOf({ name }: Export): string | null {
  const [, stem, , ending] = PART.exec(name) ?? []
  return stem === undefined ? null : `${stem}${ending?.toLowerCase()}`
}

/** Pages for looking through an archive may be in each of its parts; nothing is read of them. */
function areApart(parts: readonly Export[]): boolean {
  const paths = parts.flatMap(({ files }) => files.map((file) => file.path)).filter((path) => !/\.html?$/i.test(path))
  return new Set(paths).size === paths.length
}

/** `takeout-20240105T101112Z-001.zip to -003.zip` */
function nameOf(parts: readonly Export[]): string {
  const [, , number, ending] = PART.exec(parts.at(-1)?.name ?? '') ?? []
  return `${parts[0]?.name} to -${number}${ending}`
}
