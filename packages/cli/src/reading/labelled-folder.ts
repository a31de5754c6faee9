import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { HEADS } from '@weft/reading/head'
import type { LoadedSet } from '@weft/reading/training/cross-fit'
import { KNOWN_SETS, NOT_FOR_TRAINING } from '@weft/reading/training/known-sets'
import { type LabelledPost, type LabelledSet, postOfRow } from '@weft/reading/training/labelled-set'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { BadInput } from '../metrics/bad-input.ts'

/** What a folder of labelled texts says of itself, where it is not one that Weft knows. */
const DESCRIPTION = 'set.json'

const Description = z.strictObject({
  title: z.string().min(1),
  attribution: z.string().min(1).nullable().default(null),
  licence: z.string().min(1),
  ships: z.boolean(),
  language: z.string().regex(/^[a-z]{2}$/),
  files: z.array(z.string().regex(/^[^/\\]+$/)).min(1),
  layout: z.enum(['csv', 'tsv_with_header', 'tsv']),
  text: z.string().min(1),
  labels: z.partialRecord(
    z.enum(HEADS),
    z.strictObject({
      column: z.string().min(1),
      positive: z.array(z.string()).min(1),
      separator: z.string().min(1).optional(),
    }),
  ),
  foldBy: z.enum(['text', 'file']).default('text'),
})

const LAYOUTS = {
  csv: { columns: true, relax_column_count: true, relax_quotes: true },
  tsv: { columns: false, delimiter: '\t', quote: null, relax_column_count: true },
  tsv_with_header: { columns: true, delimiter: '\t', quote: null, relax_column_count: true },
} as const

/** A folder that teaches nothing, and why. */
export interface RefusedFolder {
  folder: string
  why: string
}

/** What a folder of labelled sets holds: sets to learn from, sets only to measure on, and folders that are neither. */
export interface LabelledFolder {
  sets: LoadedSet[]
  refused: RefusedFolder[]
}

/**
 * Reads every labelled set below a folder, one folder a set, in the order of their names. Sets that must not ship are
 * read too, for measuring; they and folders of no use are listed as refused.
 *
 * Throws BadInput where a file is missing, a description is wrong, or a column that a set should have is not there.
 */
export async function readLabelledFolder(root: string): Promise<LabelledFolder> {
  const entries = await readdir(root, { withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const sets: LoadedSet[] = []
  const refused: RefusedFolder[] = []
  for (const folder of folders.sort()) {
    const found = await setsOfFolder(join(root, folder))
    if (typeof found === 'string') refused.push({ folder, why: found })
    else {
      for (const { set, posts } of found) {
        if (!set.ships) refused.push({ folder, why: set.licence })
        sets.push({ set, posts })
      }
    }
  }
  if (sets.length === 0)
    throw new BadInput(`${root}: holds no labelled set (a folder each; ${DESCRIPTION} says what it is)`)
  return { sets, refused }
}

/** The sets of one folder, or why it is of no use. */
export async function setsOfFolder(path: string): Promise<LoadedSet[] | string> {
  const folder = basename(path)
  const described = await describedSet(path, folder)
  const sets = described === null ? KNOWN_SETS.filter((set) => set.folder === folder) : [described]
  if (sets.length === 0) {
    return NOT_FOR_TRAINING[folder] ?? `unknown, and no ${DESCRIPTION} says what it is and whether weights may ship`
  }
  return await Promise.all(sets.map(async (set) => ({ set, posts: await postsOfSet(path, set) })))
}

async function describedSet(path: string, folder: string): Promise<LabelledSet | null> {
  const file = join(path, DESCRIPTION)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    throw new BadInput(`${file}: not JSON (${(error as Error).message})`, { cause: error })
  }
  const { data, error } = Description.safeParse(content)
  if (error) throw new BadInput(`${file}: ${z.prettifyError(error)}`)
  const labels = Object.fromEntries(
    Object.entries(data.labels).map(([head, { separator, ...column }]) => [
      head,
      separator === undefined ? column : { ...column, separator },
    ]),
  )
  return { ...data, labels, name: folder, folder }
}

async function postsOfSet(path: string, set: LabelledSet): Promise<LabelledPost[]> {
  const posts: LabelledPost[] = []
  for (const file of set.files) {
    for (const row of await rowsOf(join(path, file), set)) {
      const post = postOfRow(set, row, file)
      if (post !== null) posts.push(post)
    }
  }
  return posts
}

async function rowsOf(path: string, set: LabelledSet): Promise<Record<string, string>[]> {
  let rows: unknown[]
  try {
    rows = parse(await readFile(path), { bom: true, skip_empty_lines: true, ...LAYOUTS[set.layout] })
  } catch (error) {
    throw new BadInput(`${path}: ${(error as Error).message}`, { cause: error })
  }
  const named = rows.map((row) => ({ ...(row as Record<string, string>) }))
  const needed = [set.text, ...Object.values(set.labels).map(({ column }) => column)]
  const missing = named.length > 0 ? needed.find((column) => named[0]![column] === undefined) : undefined
  if (missing !== undefined) throw new BadInput(`${path}: no column '${missing}' in the first row`)
  return named
}
