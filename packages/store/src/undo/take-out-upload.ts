import type { ClientBase } from 'pg'
import { takeRecords } from '../load/load-turn.ts'
import type { ReadWith, Upload } from '../upload.ts'
import { putBack } from './put-back.ts'
import { setAside } from './set-aside.ts'

/** A loaded upload that is loaded again because another is undone. */
export interface UploadAgain extends Pick<Upload, 'id' | 'name' | 'fileKey' | 'sha256' | 'bytes' | 'options'> {
  /** What its reading took from the organization; `null` for one that was loaded before that was kept. */
  readWith: ReadWith | null
}

/** How far undoing has come: bytes as they were received. */
export interface UndoneSoFar {
  bytesBefore: number
  bytesTotal: number
}

/**
 * Takes out exactly what only that upload brought, inside the caller's transaction: everything that uploads brought is
 * taken out, and `loadAgain` then loads every other loaded one again, in the order in which they were loaded, so that
 * the records and receipts are those of an organization that never had it.
 *
 * What people decided stays: labels by hand, rules, mappings, settings; and so do the ids of accounts that are still
 * there and what was read in posts that still say the same. The upload's own receipt and rejects stay to be read.
 *
 * Whatever `loadAgain` throws is thrown on; the caller's rollback then leaves all as it was. Waits until no load of the
 * organization is at its records, and keeps others from them to the end. Costs about twice what loading all the other
 * uploads did, and as much disk again as their records until the database has tidied up.
 */
export async function takeOutUpload(
  client: ClientBase,
  organizationId: string,
  uploadId: string,
  loadAgain: (upload: UploadAgain, soFar: UndoneSoFar) => Promise<void>,
): Promise<void> {
  await takeRecords(client, organizationId)
  const others = await otherUploads(client, uploadId)
  const bytesTotal = others.reduce((sum, { bytes }) => sum + bytes, 0)
  await setAside(client, organizationId)
  let bytesBefore = 0
  for (const other of others) {
    await loadAgain(other, { bytesBefore, bytesTotal })
    await dropStage(client)
    bytesBefore += other.bytes
  }
  await putBack(client, organizationId)
  await client.query(
    `update upload set state = 'undone', progress = null, finished_at = clock_timestamp() where id = $1`,
    [uploadId],
  )
}

async function otherUploads(client: ClientBase, uploadId: string): Promise<UploadAgain[]> {
  // One that is to be undone as well, later, is still loaded now.
  const { rows } = await client.query<UploadAgain>(
    `select id, name, file_key as "fileKey", encode(sha256, 'hex') as sha256, bytes::double precision as bytes, options,
       read_with as "readWith"
     from upload where state in ('loaded', 'undoing') and id <> $1 order by finished_at, id`,
    [uploadId],
  )
  return rows
}

/** Makes room for the next upload's temporary tables. Emptied first, they give their disk back before the commit. */
async function dropStage(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ tables: string | null }>(`
    select string_agg(quote_ident(relname), ', ') as tables from pg_class
    where relnamespace = pg_my_temp_schema() and relkind = 'r' and not starts_with(relname::text, 'undo_')`)
  const tables = rows[0]?.tables
  if (tables === null || tables === undefined) return
  await client.query(`truncate ${tables}`)
  await client.query(`drop table ${tables}`)
}
