import type { Quarter } from '@weft/model/quarter'
import { sql, type Transaction } from 'kysely'
import type { AccountName } from './accounts.ts'
import { labelsInForce } from './parties.ts'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** An account that nobody has said anything about, with what a label for it would change. */
export interface UnclassifiedAccount extends AccountName {
  description: string | null
  website: string | null
  /** Its interactions in the quarter, both ways. */
  interactions: number
  /** Those with classified accounts: cross-party figures leave them out until this account is classified too. */
  withClassified: number
  /** `withClassified` over all that cross-party figures leave out because one end is unclassified, 0..1. */
  share: number
}

/**
 * Unclassified accounts of a quarter by effect: first those whose label brings most interactions into cross-party
 * figures, then those with most interactions. Acts toward oneself do not count. O(interactions of the quarter).
 */
export async function unclassifiedAccounts(
  tx: Tx,
  quarter: Quarter,
  { limit, offset }: { limit: number; offset: number },
): Promise<UnclassifiedAccount[]> {
  const { rows } = await sql<UnclassifiedAccount>`
    with classified as (
      select account_id from (${labelsInForce(quarter)}) as label where party <> 'unclassified'),
    pair as (
      select actor_id, target_id, count(*) as interactions from interaction
      where time >= ${new Date(quarter.from)} and time < ${new Date(quarter.to)} and actor_id <> target_id
      group by actor_id, target_id),
    tie as (
      select actor_id as account_id, target_id as other_id, interactions from pair
      union all select target_id, actor_id, interactions from pair),
    effect as (
      select tie.account_id, sum(interactions)::integer as interactions,
        coalesce(sum(interactions) filter (where other.account_id is not null), 0)::integer as with_classified
      from tie left join classified as other on other.account_id = other_id
      where tie.account_id not in (select account_id from classified)
      group by tie.account_id)
    select account.id::text as id, platform, platform_id as "platformId", handle, display_name as "displayName",
      description, website, interactions, with_classified as "withClassified",
      coalesce(with_classified / nullif(sum(with_classified) over (), 0)::double precision, 0) as share
    from effect join account on account.id = effect.account_id
    order by with_classified desc, interactions desc, account.id limit ${limit} offset ${offset}`.execute(tx)
  return rows
}
