import { type ActionKind, type ActionState, POST_ACTION_KINDS } from '@weft/model/action'
import type { Scored } from '@weft/model/practice'
import type { QuarterName } from '@weft/model/quarter'
import { type RawBuilder, sql, type Transaction } from 'kysely'
import { recordAct } from './audit.ts'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** What somebody decided about an action. */
export interface ActionDecision {
  state: ActionState
  /** Who sees to it. */
  owner: string | null
  note: string | null
  /** The quarter in whose list the action stood. */
  quarter: QuarterName
  setAt: Date
  setBy: string
}

/** What people decided about one action, in whichever quarter, newest first. */
export async function decisionsOfAction(tx: Tx, id: string): Promise<ActionDecision[]> {
  const { rows } = await sql<ActionDecision>`
    select ${DECISION_COLUMNS} from (${decisions}) as decision where action_id = ${id} order by id desc`.execute(tx)
  return rows
}

/**
 * Writes down what somebody decides about an action of a quarter, and in the audit trail that they did. False where the
 * quarter's list has no action of that name. Ask for scores afterwards: weeding moves later quarters.
 */
export async function decideAction(
  tx: Tx,
  organizationId: string,
  decided: Pick<ActionDecision, 'quarter' | 'state' | 'owner' | 'note' | 'setBy'> & { actionId: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into action_decision (organization_id, quarter, kind, practice, indicator, reason, accounts, post_platform,
      platform_post_id, state, owner, note, set_by)
    select ${organizationId}, quarter, action.kind, practice, indicator, reason,
      (select coalesce(jsonb_agg(jsonb_build_object('platform', platform, 'platformId', platform_id, 'handle', handle_folded)
          order by account.id), '[]') from account where id = any(account_ids)),
      post.platform, post.platform_post_id, ${decided.state}, ${decided.owner}, ${decided.note}, ${decided.setBy}
    from action left join post on action.kind = any(${[...POST_ACTION_KINDS]}::text[]) and post.id = post_ids[1]
    where action.quarter = ${decided.quarter} and action.id = ${decided.actionId}`.execute(tx)
  if (numAffectedRows !== 1n) return false
  const { actionId: subject, setBy: actor, ...detail } = decided
  await recordAct(tx, organizationId, { actor, act: 'decide_action', subject, detail })
  return true
}

/** An account that somebody decided to escort out, and in whose quarter's list it stood. */
export interface WeededAccount {
  accountId: string
  quarter: QuarterName
}

/** The accounts weeded on record: of which it was last decided that reviewing them is done. */
export async function weededAccounts(tx: Tx): Promise<WeededAccount[]> {
  const { rows } = await sql<WeededAccount>`
    select split_part(action_id, '-', 2) as "accountId", quarter from (${lastWeedings}) as weeding
    where state = 'done' order by 1`.execute(tx)
  return rows
}

/** The weeding on record as one text that two installations share: it goes into the hash that names a result. */
export async function weedingSettings(tx: Tx): Promise<string> {
  const { rows } = await sql<{ setting: string }>`
    select concat_ws('|', quarter, accounts::text) collate "C" as setting from (${lastWeedings}) as weeding
    where state = 'done' order by 1`.execute(tx)
  return rows.map(({ setting }) => setting).join('\n')
}

/** A decision that is still known, though the data may hold its action no more. */
export interface DecidedAction extends ActionDecision {
  actionId: string | null
  kind: ActionKind
  practice: Scored
  indicator: string
  reason: string
}

/** What was last decided about each action of a quarter, those included that the quarter's list has no more. */
export async function decidedInQuarter(tx: Tx, quarter: QuarterName): Promise<DecidedAction[]> {
  const { rows } = await sql<DecidedAction>`
    select distinct on (coalesce(action_id, id::text)) ${DECISION_COLUMNS}, action_id as "actionId", kind, practice, indicator,
      reason
    from (${decisions}) as decision where quarter = ${quarter}
    order by coalesce(action_id, id::text), id desc`.execute(tx)
  return rows
}

/** Columns of an {@link ActionDecision}. */
const DECISION_COLUMNS = sql`state, owner, note, quarter, set_at as "setAt", set_by as "setBy"`

/**
 * Every decision, with the name that its action has now; `null` where the post or an account is not known any more.
 *
 * An account is found by its platform's id, else by its handle, else as the one that last had that handle.
 */
const decisions: RawBuilder<unknown> = sql`
  select action_decision.*, case
    when platform_post_id is not null then kind || '-' || (
      select id from post where platform = post_platform and post.platform_post_id = action_decision.platform_post_id)
    else kind || '-' || (
      select case when bool_and(account_id is not null) then string_agg(account_id::text, '-' order by account_id) end
      from jsonb_to_recordset(accounts) as named (platform text, "platformId" text, handle text)
      cross join lateral (select coalesce(
        (select id from account where account.platform = named.platform and platform_id = "platformId"),
        (select id from account where account.platform = named.platform and handle_folded = named.handle and platform_id is null),
        (select known.account_id from known_handle as known
          where known.platform = named.platform and known.handle_folded = named.handle order by last_seen desc limit 1)
      ) as account_id) as found) end as action_id
  from action_decision`

/** What was last decided about each account that may drain. */
const lastWeedings: RawBuilder<unknown> = sql`
  select distinct on (action_id) * from (${decisions}) as decision
  where kind = 'review_draining' and action_id is not null order by action_id, id desc`

/**
 * What holds of a quarter's actions: per action's name the last decision up to that quarter. Being accepted or dismissed
 * lasts; what was done and is due again is open again. Columns: action_id and those of {@link ActionDecision}.
 */
export function decisionsInForce(quarter: QuarterName): RawBuilder<unknown> {
  return sql`
    select action_id, ${DECISION_COLUMNS} from (
      select distinct on (action_id) * from (${decisions}) as decision
      where action_id is not null and quarter <= ${quarter} order by action_id, id desc) as last
    where quarter = ${quarter} or state in ('accepted', 'dismissed')`
}
