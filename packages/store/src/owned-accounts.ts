import type { AccountRef } from '@weft/model/account'
import type { Platform } from '@weft/model/platform'
import { sql, type Transaction } from 'kysely'
import { STRONGEST_LABEL_FIRST } from './label-order.ts'
import type { Tables } from './tables.ts'

/** The accounts on a platform that are the organization's own today, at most `limit`, in the order they were added. */
export async function ownedAccounts(
  tx: Transaction<Tables>,
  platform: Platform,
  { limit }: { limit: number },
): Promise<AccountRef[]> {
  const { rows } = await sql<Omit<AccountRef, 'platform'>>`
    select platform_id as "platformId", handle from (
      select distinct on (account_id) account_id, party from party_label
      where withdrawn_at is null and (valid_from is null or valid_from <= current_date)
        and (valid_to is null or valid_to >= current_date)
      order by account_id, ${STRONGEST_LABEL_FIRST}
    ) as label join account on account.id = account_id
    where party = 'owned' and platform = ${platform} order by account.id limit ${limit}`.execute(tx)
  return rows.map((row) => ({ platform, ...row }))
}
