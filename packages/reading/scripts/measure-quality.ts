/**
 * Measures the reader that is in the sources and writes src/quality.json.
 *
 * Usage: pnpm --filter @weft/reading run measure FOLDER, where FOLDER holds the labelled sets, one folder a set.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { LabelledPost, LabelledSet } from '../src/labelled-set.ts'
import { measureQuality } from '../src/measure-quality.ts'
import { openReader } from '../src/reader.ts'

const LAYOUTS = {
  csv: { columns: true, relax_column_count: true, relax_quotes: true },
  tsv: { columns: false, delimiter: '\t', quote: null, relax_column_count: true },
  tsv_with_header: { columns: true, delimiter: '\t', quote: null, relax_column_count: true },
} as const

async function postsOfSet(folder: string, set: LabelledSet): Promise<LabelledPost[]> {
  const posts: LabelledPost[] = []
  for (const file of set.files) {
    const bytes = await readFile(join(folder, file))
    const options = { bom: true, skip_empty_lines: true, ...LAYOUTS[set.layout] }
    const rows: unknown[] = parse(bytes, options)
    for (const row of rows) {
      const post = set.post({ ...(row as Record<string, string>) })
      if (post && post.text.trim() !== '') posts.push(post)
    }
  }
  return posts
}

const folder = process.argv[2]
if (folder === undefined) {
  console.error('usage: measure FOLDER (a folder with the labelled sets, one folder a set)')
  process.exit(2)
}
const reader = await openReader()
const quality = await measureQuality(reader, (set) => postsOfSet(resolve(folder), set))
await writeFile(new URL('../src/quality.json', import.meta.url), `${JSON.stringify(quality, null, 2)}\n`)
for (const [signal, { thresholds, measured }] of Object.entries(quality.signals)) {
  console.log(signal, thresholds)
  if (measured.length > 0) console.table(measured)
}
