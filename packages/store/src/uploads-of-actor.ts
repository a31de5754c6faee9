import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'
import type { Upload } from './uploads.ts'

/** The uploads that one actor made, by the audit log, newest first; `before` as for every list of uploads. */
export async function uploadsOfActor(
  tx: Transaction<Tables>,
  actor: string,
  page: { limit: number; before?: string | undefined },
): Promise<Upload[]> {
  const before = page.before ?? null
  const { rows } = await sql<Upload & { bytes: string }>`
    select id, name, file_key as "fileKey", bytes, encode(sha256, 'hex') as sha256, state, problem,
      created_at as "createdAt", finished_at as "finishedAt"
    from upload
    where id::text in (select subject from audit where act = 'upload_file' and actor = ${actor})
      and (${before}::uuid is null or (created_at, id) < (
        select created_at, id from upload as last where last.id = ${before}::uuid))
    order by created_at desc, id desc limit ${page.limit}`.execute(tx)
  return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }))
}
