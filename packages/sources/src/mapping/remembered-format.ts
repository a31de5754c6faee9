import type { ExportFile } from '../export.ts'
import type { Format } from '../format.ts'
import { ExportRefused } from '../refusal.ts'
import { readMapping } from './column-mapping.ts'
import { headerKey } from './column-name.ts'
import { describeTable } from './describe-table.ts'
import { mappedFormat } from './mapped-format.ts'

/** The column mapping that is kept for tables with the headings of this key, as JSON; `undefined` where there is none. */
export type RememberedMappings = (headerKey: string) => Promise<unknown>

/**
 * The format of a table whose columns somebody has explained before; `null` where nobody has, or it is no table. Reads
 * its first rows. Throws `NotAMapping` where what is kept is none.
 */
export async function rememberedFormat(file: ExportFile, remembered: RememberedMappings): Promise<Format | null> {
  const headings = await headingsOf(file)
  const mapping = headings === null ? undefined : await remembered(headerKey(headings))
  return mapping === undefined ? null : mappedFormat(readMapping(mapping))
}

async function headingsOf(file: ExportFile): Promise<readonly string[] | null> {
  try {
    return (await describeTable(file)).headings
  } catch (error) {
    if (error instanceof ExportRefused) return null
    throw error
  }
}
