import type { ColumnMapping } from '@weft/sources/mapping/column-mapping'
import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** A mapping that an organization set, under the key of the headings that it is for. */
export interface RememberedMapping {
  headerKey: string
  /** A column mapping as it was kept: JSON, to be read by whoever uses it. */
  mapping: unknown
  setAt: Date
  setBy: string
}

/** Keeps a mapping for every table with these headings; takes the place of the one that was kept before. */
export async function rememberMapping(
  tx: Tx,
  organizationId: string,
  { headerKey, mapping, setBy }: { headerKey: string; mapping: ColumnMapping; setBy: string },
): Promise<void> {
  const row = { mapping: JSON.stringify(mapping), set_by: setBy }
  await tx
    .insertInto('column_mapping')
    .values({ organization_id: organizationId, header_key: headerKey, ...row })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'header_key']).doUpdateSet({ ...row, set_at: sql`now()` }),
    )
    .execute()
}

/** The mapping kept for tables with these headings, as JSON; `undefined` where there is none. */
export async function rememberedMapping(tx: Tx, headerKey: string): Promise<unknown> {
  const row = await tx
    .selectFrom('column_mapping')
    .select('mapping')
    .where('header_key', '=', headerKey)
    .executeTakeFirst()
  return row?.mapping
}

/** Every mapping that is kept, newest first. */
export async function listMappings(tx: Tx): Promise<RememberedMapping[]> {
  return await tx
    .selectFrom('column_mapping')
    .select(['header_key as headerKey', 'mapping', 'set_at as setAt', 'set_by as setBy'])
    .orderBy('set_at', 'desc')
    .orderBy('header_key')
    .execute()
}

/** Forgets a mapping: the next such table asks again. False where there is none. What was loaded by it stays. */
export async function forgetMapping(tx: Tx, headerKey: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('column_mapping')
    .where('header_key', '=', headerKey)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
