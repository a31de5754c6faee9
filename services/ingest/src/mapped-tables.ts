import type { Format } from '@weft/sources/format'
import { readMapping } from '@weft/sources/mapping/column-mapping'
import { headerKey } from '@weft/sources/mapping/column-name'
import { mappedFormat } from '@weft/sources/mapping/mapped-format'
import { tableToMap } from '@weft/sources/mapping/table-to-map'
import type { ExportInput } from '@weft/sources/open-export'
import { NothingKnown, UnknownFormat } from '@weft/sources/refusal'
import { type DetectedExports, detectExports } from './detect-exports.ts'

/** A table that no format knows, of which nobody has said yet what its columns mean, or not of all that are needed. */
export class ColumnsUnknown extends Error {
  override name = 'ColumnsUnknown'
}

/** Headings quoted: enough to know the table by. */
const HEADINGS_QUOTED_MAX = 12

/** How an upload is to be read beside what is in it. */
export interface SaidFormat {
  /** The format that a person names. */
  as: Format | null
  /** The column mapping that a person gives with it, as JSON. */
  columns: unknown
  /** The mapping that is kept for tables with these headings, as JSON; `undefined` where there is none. */
  remembered(headerKey: string): Promise<unknown>
}

/**
 * What is in an upload: as {@link detectExports}, and where no format knows any of it, its table by a column mapping,
 * the one that is given or else the one that was kept for its headings. Throws {@link ColumnsUnknown} where there is
 * neither.
 */
export async function detectUpload(
  input: ExportInput,
  { as, columns, remembered }: SaidFormat,
): Promise<DetectedExports> {
  if (as === null && columns !== undefined) return await detectMapped(input, mappedFormat(readMapping(columns)))
  try {
    return await detectExports(input, { as })
  } catch (error) {
    if (as !== null || !(error instanceof UnknownFormat || error instanceof NothingKnown)) throw error
    const table = await tableToMap(input)
    if (table === null) throw error
    const { headings } = table.described
    const mapping = await remembered(headerKey(headings))
    if (mapping === undefined) {
      const shown = headings.filter((heading) => heading !== '').slice(0, HEADINGS_QUOTED_MAX)
      throw new ColumnsUnknown(
        `${input.name} is a table that is not known here; say what its columns mean: ${shown.join(', ')}`,
      )
    }
    return await detectMapped(input, mappedFormat(readMapping(mapping)))
  }
}

async function detectMapped(input: ExportInput, mapped: Format): Promise<DetectedExports> {
  const detected = await detectExports(input, { as: mapped })
  for (const { name, exported } of detected.exports) {
    const { missing } = await mapped.match(exported)
    if (missing.length > 0)
      throw new ColumnsUnknown(`${name} lacks what its column mapping names: ${missing.join(', ')}`)
  }
  return detected
}
