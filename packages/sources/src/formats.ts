import type { Export } from './export.ts'
import type { Format } from './format.ts'
import { followsCsv } from './formats/follows-csv.ts'
import { grailbird } from './formats/grailbird.ts'
import { interactionsCsv } from './formats/interactions-csv.ts'
import { rosterCsv } from './formats/roster-csv.ts'
import { xArchive } from './formats/x-archive.ts'
import { type Likeness, UnknownFormat } from './refusal.ts'

/** Every format that is read, in the order in which they are tried: archives first, plain tables last. */
export const FORMATS: readonly Format[] = [xArchive, grailbird, interactionsCsv, followsCsv, rosterCsv]

/**
 * The format of an export, by what is in it; names of files decide only inside archives.
 *
 * Throws {@link UnknownFormat}, which says what was looked for and what the nearest format lacks, and
 * {@link ExportRefused} for pictures, web pages and the like.
 */
export async function detectFormat(exported: Export, formats: readonly Format[] = FORMATS): Promise<Format> {
  const tried: Likeness[] = []
  for (const format of formats) {
    const { found, missing } = await format.match(exported)
    if (missing.length === 0) return format
    tried.push({ format: format.name, found, missing })
  }
  throw new UnknownFormat(exported.name, tried)
}
