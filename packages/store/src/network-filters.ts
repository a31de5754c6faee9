import type { Party } from '@weft/model/party'
import type { ClientBase } from 'pg'

/** What of a network is wanted; `null` and `false` leave all of it. */
export interface NetworkFilters {
  /** Accounts of these parties, and the ties among them. */
  parties: readonly Party[] | null
  /** Ties of at least so many interactions. */
  weightMin: number | null
  /** Ties that were active in at least so many ISO weeks. */
  weeksActiveMin: number | null
  /** Ties that were returned within the quarter, whatever the other filters leave of the ties back. */
  mutual: boolean
  /** The account, those within so many ties of it in either direction, and the ties among all of them. */
  ego: { accountId: string; radius: number } | null
}

/**
 * Narrows the network that `layOutNetwork` laid out: first to parties, then to ties, then to what lies around an account
 * in what is left. Accounts that lose all their ties stay, unless they lie outside that. O(accounts + ties), on the
 * database's disk.
 *
 * False where the account in the middle is not in the network.
 */
export async function narrowNetwork(client: ClientBase, filters: NetworkFilters): Promise<boolean> {
  const { parties, weightMin, weeksActiveMin, mutual, ego } = filters
  if (parties !== null) {
    await client.query('delete from exported_account where party <> all($1)', [parties])
    await removeLooseTies(client)
  }
  if (weightMin !== null || weeksActiveMin !== null || mutual) {
    await client.query('delete from exported_tie where weight < $1 or "weeksActive" < $2 or not (mutual or $3)', [
      weightMin ?? 0,
      weeksActiveMin ?? 0,
      !mutual,
    ])
  }
  return ego === null || (await narrowToEgo(client, ego))
}

async function narrowToEgo(client: ClientBase, { accountId, radius }: { accountId: string; radius: number }) {
  const { rows } = await client.query('select from exported_account where "accountId" = $1', [accountId])
  if (rows.length === 0) return false
  await client.query(
    `with recursive near (place, distance) as (
       select place, 0 from exported_account where "accountId" = $1
       union
       select other, distance + 1
       from near join (
         select source as one, target as other from exported_tie
         union all
         select target, source from exported_tie) as tie on one = place
       where distance < $2)
     delete from exported_account where not exists (select from near where near.place = exported_account.place)`,
    [accountId, radius],
  )
  await removeLooseTies(client)
  return true
}

/** One condition each: joined by `or` they would not be joins, and take the square of the accounts. */
async function removeLooseTies(client: ClientBase): Promise<void> {
  for (const end of ['source', 'target']) {
    await client.query(
      `delete from exported_tie where not exists (select from exported_account where place = exported_tie.${end})`,
    )
  }
}
