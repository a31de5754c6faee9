import type { Export } from '@weft/sources/export'
import type { Format } from '@weft/sources/format'
import { readMapping } from '@weft/sources/mapping/column-mapping'
import { mappedFormat } from '@weft/sources/mapping/mapped-format'
import type { RememberedMappings } from '@weft/sources/mapping/remembered-format'
import { tableToMap } from '@weft/sources/mapping/table-to-map'
import type { ExportInput } from '@weft/sources/open-export'
import { recogniseExports } from '@weft/sources/recognise'
import { EmptyExport, type ExportRefused, NotData, NothingKnown, UnknownFormat } from '@weft/sources/refusal'

/** An export in an upload. */
export interface DetectedExport {
  name: string
  exported: Export
  format: Format
}

/** What an upload holds. */
export interface DetectedExports {
  /** Never empty. */
  exports: DetectedExport[]
  /** Files that are no export, beside others that are: a read-me, a picture, an empty file. */
  leftAside: ExportRefused[]
}

/** A table that no format knows, of which nobody has said yet what its columns mean, or not of all that are needed. */
export class ColumnsUnknown extends Error {
  override name = 'ColumnsUnknown'
}

/** What is known of an upload beside what is in it. */
export interface SaidOfExports {
  /** The format that a person names. */
  as: Format | null
  /** The column mapping that a person gives for it, as JSON. */
  columns?: unknown
  remembered: RememberedMappings
}

/** Headings quoted: enough to know a table by. */
const HEADINGS_QUOTED_MAX = 12

/**
 * What is in a file, folder or zip, export by export.
 *
 * Throws `ExportRefused` where there is no export in it, or where one is damaged or unsafe: then all of it is refused.
 * Throws {@link ColumnsUnknown} where nothing is known but there is a table that somebody can explain.
 */
export async function detectExports(
  input: ExportInput,
  { as, columns, remembered }: SaidOfExports,
): Promise<DetectedExports> {
  const mapped = as === null && columns !== undefined ? mappedFormat(readMapping(columns)) : null
  const detected: DetectedExports = { exports: [], leftAside: [] }
  for (const recognition of await recogniseExports([input], { as: mapped ?? as, remembered })) {
    if ('format' in recognition) detected.exports.push(recognition)
    else if (canBeLeftAside(recognition.refusal)) detected.leftAside.push(recognition.refusal)
    else throw recognition.refusal
  }
  if (mapped !== null) await refuseLacking(mapped, detected)
  const [refusal] = detected.leftAside
  if (detected.exports.length > 0 || refusal === undefined) return detected
  if (as === null && isUnknown(refusal)) await askForColumns(input, refusal)
  throw refusal
}

async function refuseLacking(mapped: Format, { exports }: DetectedExports): Promise<void> {
  for (const { name, exported } of exports) {
    const { missing } = await mapped.match(exported)
    if (missing.length > 0) {
      throw new ColumnsUnknown(`${name} lacks what its column mapping names: ${missing.join(', ')}`)
    }
  }
}

async function askForColumns(input: ExportInput, refusal: ExportRefused): Promise<void> {
  const table = await tableToMap(input)
  if (table === null) return
  const shown = table.described.headings.filter((heading) => heading !== '').slice(0, HEADINGS_QUOTED_MAX)
  const nearest = refusal instanceof UnknownFormat ? refusal.nearest : null
  const lacks =
    nearest === null ? '' : ` (nearest is ${nearest.format}, of which it lacks ${nearest.missing.join(', ')})`
  throw new ColumnsUnknown(
    `${input.name} is a table that is not known here${lacks}; say what its columns mean: ${shown.join(', ')}`,
  )
}

function isUnknown(refusal: ExportRefused): boolean {
  return refusal instanceof UnknownFormat || (refusal instanceof NothingKnown && refusal.refusals.some(isUnknown))
}

function canBeLeftAside(refusal: ExportRefused): boolean {
  if (refusal instanceof NothingKnown) return refusal.refusals.every(canBeLeftAside)
  return refusal instanceof UnknownFormat || refusal instanceof NotData || refusal instanceof EmptyExport
}
