import { type Database, withOrganization } from '@weft/store/database'
import { receiptOfUpload } from '@weft/store/uploads'
import { sql } from 'kysely'

/** What an organization's uploads brought, with accounts by name and without the numbers that the database gave out. */
const RECORDS = {
  account: `select platform, platform_id, handle, display_name, description from account`,
  post: `select platform_post_id, handle, time, kind, text, path, row_number from post
    join account on account.id = author_id`,
  interaction: `select actor.handle as actor, target.handle as target, kind, act, time, path, row_number from interaction
    join account as actor on actor.id = actor_id join account as target on target.id = target_id`,
  reject: `select path, unit, row_number, column_name, value, problem, fix, original from reject
    where upload_id in (select id from upload where state <> 'undone')`,
  coverage: `select platform, direction, acts, with_text, time_from, time_to from coverage`,
} as const

/** Of every table how many rows there are and a digest of them in an order that does not depend on when they came. */
export async function storedRecords(database: Database, organizationId: string, uploadId: string) {
  return await withOrganization(database, organizationId, async (tx) => {
    const digests = {} as Record<keyof typeof RECORDS, { count: number; digest: string | null } | undefined>
    for (const [table, query] of Object.entries(RECORDS) as [keyof typeof RECORDS, string][]) {
      const { rows } = await sql<{ count: number; digest: string | null }>`
        select count(*)::integer as count, md5(string_agg(record::text, '|' order by record::text)) as digest
        from (${sql.raw(query)}) as record`.execute(tx)
      digests[table] = rows[0]
    }
    return { ...digests, receipt: await receiptOfUpload(tx, uploadId) }
  })
}
