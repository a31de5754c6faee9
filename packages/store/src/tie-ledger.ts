import { INTERACTION_KINDS, type InteractionKind } from '@weft/model/interaction'
import { isInside, PARTIES } from '@weft/model/party'
import type { Quarter } from '@weft/model/quarter'
import { LEDGER_DIRECTIONS, type LedgerChange, type LedgerDirection } from '@weft/model/tie-ledger'
import { type RawBuilder, sql, type Transaction } from 'kysely'
import { labelsInForce } from './parties.ts'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** A quarter and the one before it, and the directions and kinds of acts that are compared: as in their `TieLedger`. */
export interface LedgerQuarters {
  now: Quarter
  before: Quarter
  directions: readonly LedgerDirection[]
  kinds: readonly InteractionKind[]
}

/** Which rows of the ledger; `after` is the last one of the page before. */
export interface LedgerWanted<Place> {
  change: LedgerChange
  limit: number
  after?: Place | undefined
}

/** A tie with its interactions in both quarters; 0 where it was not there. */
export interface LedgerTie {
  sourceId: string
  targetId: string
  weight: number
  weightBefore: number
}

/** An account with the sum of its compared ties, in and out, in both quarters; 0 where it was not there. */
export interface LedgerAccount {
  accountId: string
  strength: number
  strengthBefore: number
}

/**
 * The ties that changed in that way since the quarter before, by source and target: the rows behind the counts of
 * `tieLedger`, by the same rule.
 *
 * Both quarters lie side by side in one table, so that one scan of it in the order of pairs does what joining two
 * aggregates would, and ends with the page: a few milliseconds for a change that is common, and where hardly a tie has
 * changed in that way as much as all interactions of the organization, or of the two quarters, whichever costs less.
 */
export async function listLedgerTies(
  tx: Tx,
  quarters: LedgerQuarters,
  { change, limit, after }: LedgerWanted<Pick<LedgerTie, 'sourceId' | 'targetId'>>,
): Promise<LedgerTie[]> {
  const weight = sql`count(*) filter (where ${isNow(quarters)})`
  const weightBefore = sql`count(*) filter (where not ${isNow(quarters)})`
  const { rows } = await sql<LedgerTie>`
    select actor_id::text as "sourceId", target_id::text as "targetId", ${weight}::integer as weight,
      ${weightBefore}::integer as "weightBefore"
    from interaction
    where ${within(quarters)} and actor_id <> target_id
      and (actor_id, target_id) > (${after?.sourceId ?? '0'}::bigint, ${after?.targetId ?? '0'}::bigint)
      and ${await isCompared(tx, quarters)}
    group by actor_id, target_id
    having ${isChange(change, {
      isNew: sql`${weightBefore} = 0`,
      isLost: sql`${weight} = 0`,
      isInBoth: sql`${weight} > 0 and ${weightBefore} > 0`,
      weight,
      weightBefore,
    })}
    order by actor_id, target_id limit ${limit}`.execute(tx)
  return rows
}

/**
 * The accounts that changed in that way since the quarter before, by id: the rows behind the counts of `tieLedger`, by
 * the same rule. O(interactions of the two quarters) a page, whichever page: an account's acts lie all over the table.
 */
export async function listLedgerAccounts(
  tx: Tx,
  quarters: LedgerQuarters,
  { change, limit, after }: LedgerWanted<string>,
): Promise<LedgerAccount[]> {
  const compared = await isCompared(tx, quarters)
  const acts = (quarter: RawBuilder<unknown>, condition: RawBuilder<unknown> = sql`true`) =>
    sql`count(*) filter (where ${quarter} and ${condition})`
  const [now, before, isOfTie] = [isNow(quarters), sql`not ${isNow(quarters)}`, sql`is_compared and is_tie`]
  const [seen, seenBefore] = [acts(now, sql`is_compared`), acts(before, sql`is_compared`)]
  const [strength, strengthBefore] = [acts(now, isOfTie), acts(before, isOfTie)]
  const from = after ?? '0'
  const { rows } = await sql<LedgerAccount>`
    select account_id::text as "accountId", ${strength}::integer as strength, ${strengthBefore}::integer as "strengthBefore"
    from (
      select actor_id as account_id, time, actor_id <> target_id as is_tie, ${compared} as is_compared
      from interaction where ${within(quarters)} and actor_id > ${from}::bigint
      union all
      select target_id, time, true, ${compared}
      from interaction where ${within(quarters)} and target_id > ${from}::bigint and actor_id <> target_id
    ) as act
    group by account_id
    having ${isChange(change, {
      isNew: sql`${seen} > 0 and ${acts(before)} = 0`,
      isLost: sql`${seenBefore} > 0 and ${acts(now)} = 0`,
      isInBoth: sql`${seen} > 0 and ${seenBefore} > 0`,
      weight: strength,
      weightBefore: strengthBefore,
    })}
    order by account_id limit ${limit}`.execute(tx)
  return rows
}

/** In either of the two quarters, which lie side by side. */
function within({ now, before }: LedgerQuarters): RawBuilder<boolean> {
  return sql`time >= ${new Date(before.from)} and time < ${new Date(now.to)}`
}

function isNow({ now }: LedgerQuarters): RawBuilder<boolean> {
  return sql`time >= ${new Date(now.from)}`
}

type ChangeConditions = Record<'isNew' | 'isLost' | 'isInBoth' | 'weight' | 'weightBefore', RawBuilder<unknown>>

function isChange(change: LedgerChange, of: ChangeConditions): RawBuilder<unknown> {
  if (change === 'new') return of.isNew
  if (change === 'lost') return of.isLost
  const compares = { kept: sql`=`, stronger: sql`>`, weaker: sql`<` }[change]
  return sql`${of.isInBoth} and ${of.weight} ${compares} ${of.weightBefore}`
}

/** Of an interaction: its kind, and its direction by the labels of either quarter, are among those that are compared. */
async function isCompared(tx: Tx, { now, before, directions, kinds }: LedgerQuarters): Promise<RawBuilder<boolean>> {
  const conditions: RawBuilder<unknown>[] = []
  if (!INTERACTION_KINDS.every((kind) => kinds.includes(kind))) conditions.push(sql`kind = any(${kinds}::text[])`)
  if (LEDGER_DIRECTIONS.every((direction) => directions.includes(direction))) {
    return sql`(${sql.join([sql`true`, ...conditions], sql` and `)})`
  }
  for (const quarter of [now, before]) {
    const inside = sql`any(${await insideAccounts(tx, quarter)}::bigint[])`
    conditions.push(sql`
      case when actor_id = ${inside} then 'outbound' when target_id = ${inside} then 'inbound'
        else 'among_others' end = any(${directions}::text[])`)
  }
  return sql`(${sql.join(conditions, sql` and `)})`
}

async function insideAccounts(tx: Tx, quarter: Quarter): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select account_id::text as id from (${labelsInForce(quarter)}) as label
    where party = any(${PARTIES.filter(isInside)}::text[])`.execute(tx)
  return rows.map(({ id }) => id)
}
