import { createHash } from 'node:crypto'
import { type Calendar, type Quarter, quarterOf, quartersBetween } from '@weft/model/quarter'
import { sql, type Transaction } from 'kysely'
import { weedingSettings } from './action-decisions.ts'
import { labelSettings } from './labels.ts'
import { partySettings } from './parties.ts'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** True while an upload of the organization is still to be loaded or undone: scoring waits for it. */
export async function hasUnloadedUploads(tx: Tx): Promise<boolean> {
  const row = await tx
    .selectFrom('upload')
    .select('id')
    .where('state', 'in', ['queued', 'loading', 'undoing'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * What a result rests on, as one hexadecimal SHA-256: the bytes of every loaded upload and what was said of how to
 * read them, whatever their order, the party settings, what people said of posts, and whom they weeded on record.
 */
export async function inputHash(tx: Tx): Promise<string> {
  const { rows } = await sql<{ read: string }>`
    select distinct encode(sha256, 'hex') || case when options = '{}' then '' else ' ' || options::text end as read
    from upload where state = 'loaded' order by 1`.execute(tx)
  const hash = createHash('sha256')
  for (const { read } of rows) hash.update(`${read}\n`)
  hash.update(await partySettings(tx))
  const labels = await labelSettings(tx)
  if (labels !== '') hash.update(`\n${labels}`)
  const weeded = await weedingSettings(tx)
  if (weeded !== '') hash.update(`\nweeded ${weeded}`)
  return hash.digest('hex')
}

/**
 * The quarters that the data covers: at least half of each lies between the first and the last dated row. Data that
 * covers no quarter by half (a single week, one snapshot) is scored in the quarters it touches.
 */
export async function coveredQuarters(tx: Tx, calendar: Calendar): Promise<Quarter[]> {
  const { rows } = await sql<{ from: number | null; to: number | null }>`
    select (extract(epoch from min(first)) * 1000)::double precision as from,
      (extract(epoch from max(last)) * 1000)::double precision as to
    from (
      select min(time) as first, max(time) as last from post
      union all select min(time), max(time) from interaction
      union all select min(snapshot_time), max(snapshot_time) from follow
        where not exists (select from post where time is not null)
          and not exists (select from interaction where time is not null)
    ) as dated`.execute(tx)
  const { from, to } = rows[0] ?? { from: null, to: null }
  if (from === null || to === null) return []
  const touched = quartersBetween(from, to, calendar)
  const half = touched.filter(
    (quarter) => Math.min(to, quarter.to) - Math.max(from, quarter.from) >= (quarter.to - quarter.from) / 2,
  )
  return half.length > 0 ? half : touched.length > 0 ? touched : [quarterOf(to, calendar)]
}
