import type { Party } from '@weft/model/party'
import type { Quarter } from '@weft/model/quarter'
import { sql, type Transaction } from 'kysely'
import { type AccountMeasures, measureColumns } from './account-measures.ts'
import { labelsInForce } from './parties.ts'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** An account of a quarter's network, as exports name it: `account` is the handle, else the platform's id. */
export interface ExportedAccount extends AccountMeasures {
  account: string
  platform: string
  platformId: string | null
  displayName: string | null
  party: Party
}

/** A quarter's accounts with their measures and parties, whole, in an order that does not depend on the database. */
export async function exportedAccounts(tx: Tx, quarter: Quarter): Promise<ExportedAccount[]> {
  const { rows } = await sql<ExportedAccount>`
    select account.id::text as "accountId", coalesce(handle, platform_id) as account, platform,
      platform_id as "platformId", display_name as "displayName", coalesce(label.party, 'unclassified') as party,
      ${measureColumns()}
    from account_measure join account on account.id = account_measure.account_id
    left join (${labelsInForce(quarter)}) as label on label.account_id = account.id
    where quarter = ${quarter.name} and not without_owned
    order by platform collate "C", platform_id collate "C" nulls last, handle_folded collate "C"`.execute(tx)
  return rows
}
