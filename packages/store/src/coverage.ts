import type { Coverage, CoveredAct } from '@weft/model/coverage'
import type { Platform } from '@weft/model/platform'
import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/**
 * What an organization's uploads can know, as scoring asks it: each piece is outbound, inbound or among others.
 *
 * An account's own export keeps its direction where the account is inside. A table that does not say whose view it is
 * (`as_observed`), or an outsider's export, covers the directions and kinds that really occur in it.
 */
export async function resolvedCoverage(tx: Tx, inside: ReadonlySet<string>): Promise<Coverage[]> {
  const { rows } = await sql<CoverageRow>`
    select upload_id::text as "uploadId", file_number as "fileNumber", platform, account_id::text as "accountId",
      direction, acts, with_text as text,
      (extract(epoch from time_from) * 1000)::double precision as from,
      (extract(epoch from time_to) * 1000)::double precision as to
    from coverage
    order by platform collate "C", direction, time_from, time_to, acts`.execute(tx)
  const resolved: Coverage[] = []
  for (const row of rows) {
    const { platform, direction, text, from, to } = row
    if (direction !== 'as_observed' && (row.accountId === null || inside.has(row.accountId))) {
      resolved.push({ platform, account: null, direction, acts: row.acts, text, from, to })
      continue
    }
    for (const [observed, acts] of await observedDirections(tx, row, inside)) {
      resolved.push({ platform, account: null, direction: observed, acts, text, from, to })
    }
  }
  return resolved
}

interface CoverageRow {
  uploadId: string
  fileNumber: number
  platform: Platform
  accountId: string | null
  direction: Coverage['direction']
  acts: CoveredAct[]
  text: boolean
  from: number | null
  to: number | null
}

type Observed = 'outbound' | 'inbound' | 'among_others'

async function observedDirections(
  tx: Tx,
  file: CoverageRow,
  inside: ReadonlySet<string>,
): Promise<Map<Observed, CoveredAct[]>> {
  const ours = [...inside]
  const { rows } = await sql<{ direction: Observed; kind: CoveredAct }>`
    with act as (
      select actor_id as source, target_id as target, kind from interaction
      where upload_id = ${file.uploadId} and file_number = ${file.fileNumber}
      union all
      select follower_id, followed_id, 'follow' from follow
      where upload_id = ${file.uploadId} and file_number = ${file.fileNumber})
    select case when source = any(${ours}::bigint[]) then 'outbound'
      when target = any(${ours}::bigint[]) then 'inbound' else 'among_others' end as direction, kind
    from act where source <> target
    group by 1, 2 order by 1, 2`.execute(tx)
  const observed = new Map<Observed, CoveredAct[]>()
  for (const { direction, kind } of rows) {
    const acts = observed.get(direction) ?? (file.acts.includes('post') ? ['post'] : [])
    acts.push(kind)
    observed.set(direction, acts)
  }
  return observed
}
