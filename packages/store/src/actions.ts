import type { Action, ActionKind, ActionState } from '@weft/model/action'
import type { Scored } from '@weft/model/practice'
import type { QuarterName } from '@weft/model/quarter'
import { sql, type Transaction } from 'kysely'
import { type ActionDecision, decidedInQuarter, decisionsInForce } from './action-decisions.ts'
import { scoredQuarterBefore } from './scores.ts'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** An action in its place, the order of what matters, with what people made of it. */
export interface ListedAction extends Action {
  /** The same however often the quarter is scored. */
  id: string
  number: number
  state: ActionState
  /** The last decision, be it of an earlier quarter; `null` where nobody decided anything that lasts. */
  decision: ActionDecision | null
}

export interface ActionsWanted {
  id?: string | undefined
  kind?: ActionKind | undefined
  practice?: Scored | undefined
  state?: ActionState | undefined
}

type Row = Action & Pick<ListedAction, 'id' | 'number'> & { [Key in keyof ActionDecision]: ActionDecision[Key] | null }

/** A quarter's actions, most important first; `after` is the number of the last one of the page before. */
export async function listActions(
  tx: Tx,
  quarter: QuarterName,
  { limit, after = 0, ...wanted }: ActionsWanted & { limit: number; after?: number | undefined },
): Promise<ListedAction[]> {
  const conditions = [sql`action.quarter = ${quarter}`, sql`number > ${after}`]
  if (wanted.id !== undefined) conditions.push(sql`action.id = ${wanted.id}`)
  if (wanted.kind !== undefined) conditions.push(sql`kind = ${wanted.kind}`)
  if (wanted.practice !== undefined) conditions.push(sql`practice = ${wanted.practice}`)
  if (wanted.state !== undefined) conditions.push(sql`coalesce(state, 'open') = ${wanted.state}`)
  const { rows } = await sql<Row>`
    select action.id, number, kind, practice, indicator, reason, weight, account_ids as accounts, post_ids as posts, state,
      owner, note, decision.quarter, "setAt", "setBy"
    from action left join (${decisionsInForce(quarter)}) as decision on action_id = action.id
    where ${sql.join(conditions, sql` and `)} order by number limit ${limit}`.execute(tx)
  return rows.map(listed)
}

function listed({ state, owner, note, quarter, setAt, setBy, ...action }: Row): ListedAction {
  const decision =
    state === null || quarter === null || setAt === null || setBy === null
      ? null
      : { state, owner, note, quarter, setAt, setBy }
  return { ...action, state: state ?? 'open', decision }
}

/** What became of an action since it was listed. */
export interface ActionOutcome {
  id: string | null
  kind: ActionKind
  practice: Scored
  indicator: string
  reason: string
  state: ActionState
  decision: ActionDecision | null
  /** True where the quarter after lists it again: what it is about is still so. */
  isStillDue: boolean
}

/** What became of the actions of the scored quarter before. */
export interface ActionOutcomes {
  before: QuarterName
  items: ActionOutcome[]
}

/**
 * What became of the actions of the scored quarter before `now`: those listed then, and those that somebody decided about
 * and that the list holds no more. `undefined` where no quarter before was scored. O(actions + decisions).
 */
export async function outcomesBefore(tx: Tx, now: QuarterName): Promise<ActionOutcomes | undefined> {
  const before = await scoredQuarterBefore(tx, now)
  return before === undefined ? undefined : { before, items: await outcomesOfActions(tx, before, now) }
}

async function outcomesOfActions(tx: Tx, then: QuarterName, now: QuarterName): Promise<ActionOutcome[]> {
  const all = { limit: Number.MAX_SAFE_INTEGER }
  const due = new Set((await listActions(tx, now, all)).map(({ id }) => id))
  const actions = await listActions(tx, then, all)
  const isListed = new Set(actions.map(({ id }) => id))
  const outcomes = actions.map(({ id, kind, practice, indicator, reason, state, decision }): ActionOutcome => {
    return { id, kind, practice, indicator, reason, state, decision, isStillDue: due.has(id) }
  })
  for (const decided of await decidedInQuarter(tx, then)) {
    const { actionId: id, kind, practice, indicator, reason, ...decision } = decided
    if (id !== null && isListed.has(id)) continue
    const isStillDue = id !== null && due.has(id)
    outcomes.push({ id, kind, practice, indicator, reason, state: decision.state, decision, isStillDue })
  }
  return outcomes
}
