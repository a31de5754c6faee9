import { readFile } from 'node:fs/promises'
import { type ColumnMapping, NotAMapping, readMapping } from '@weft/sources/mapping/column-mapping'
import { headerKey } from '@weft/sources/mapping/column-name'
import type { RememberedMappings } from '@weft/sources/mapping/remembered-format'
import { rememberMapping } from '@weft/store/column-mappings'
import { withOrganization } from '@weft/store/database'
import { CannotDo } from './expected-error.ts'
import type { Installation } from './installation.ts'

/** Reads the column mappings that were named on the command line. Throws `CannotDo` that says which is none, and why. */
export async function readMappingFiles(paths: readonly string[]): Promise<ColumnMapping[]> {
  const mappings: ColumnMapping[] = []
  for (const path of paths) mappings.push(await readMappingFile(path))
  return mappings
}

async function readMappingFile(path: string): Promise<ColumnMapping> {
  try {
    return readMapping(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (error instanceof NotAMapping) throw new CannotDo(`${path}: ${error.message}`)
    if (error instanceof SyntaxError) throw new CannotDo(`${path} is not JSON; weft columns writes column mappings`)
    throw new CannotDo(`${path} cannot be read; check the path`)
  }
}

/** The mappings at hand by the headings that they are for. */
export function rememberedAmong(mappings: readonly ColumnMapping[]): RememberedMappings {
  const byKey = new Map(mappings.map((mapping) => [headerKey(mapping.headings), mapping]))
  return async (key) => byKey.get(key)
}

/** Keeps mappings for an organization, as the API does. */
export async function rememberMappings(
  { database }: Installation,
  organizationId: string,
  mappings: readonly ColumnMapping[],
): Promise<void> {
  await withOrganization(database, organizationId, async (tx) => {
    for (const mapping of mappings) {
      const kept = { headerKey: headerKey(mapping.headings), mapping, setBy: 'command line' }
      await rememberMapping(tx, organizationId, kept)
    }
  })
}
