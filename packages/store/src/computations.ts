import type { ComputationProgress, ComputationState } from '@weft/model/computation'
import { sql, type Transaction } from 'kysely'
import { type Database, withOrganization } from './database.ts'
import type { Queue } from './queue.ts'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** The computing of an organization's results: the present one, or the last. */
export interface Computation {
  state: ComputationState
  /** While it runs, and where it ended early. */
  progress: ComputationProgress | null
  /** Why it failed. */
  problem: string | null
  askedAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

/**
 * Asks for an organization's results to be computed: once, however many ask before it begins, and once more after it
 * where one is running already. Takes back that somebody wants the running one cancelled: the newest wish holds.
 *
 * With `afterSeconds` it begins not before then, for what comes in a hundred small steps: it is computed once for many.
 */
export async function askForScores(
  { database, queue }: { database: Database; queue: Pick<Queue, 'send'> },
  organizationId: string,
  { afterSeconds }: { afterSeconds?: number } = {},
): Promise<void> {
  await withOrganization(database, organizationId, async (tx) => {
    await sql`
      insert into computation (organization_id, state) values (${organizationId}, 'queued')
      on conflict (organization_id) do update set
        state = case computation.state when 'running' then 'running' else 'queued' end,
        cancelling = false, problem = null, asked_at = clock_timestamp()`.execute(tx)
  })
  const wait = afterSeconds === undefined ? {} : { afterSeconds }
  await queue.send('score_quarters', { organizationId }, { singletonKey: organizationId, ...wait })
}

/** The present or last computation; `undefined` where none was ever asked for. */
export async function findComputation(tx: Tx): Promise<Computation | undefined> {
  return await tx
    .selectFrom('computation')
    .select([
      'state',
      'progress',
      'problem',
      'asked_at as askedAt',
      'started_at as startedAt',
      'finished_at as finishedAt',
    ])
    .executeTakeFirst()
}

/** Marks that computing begins; false where somebody cancelled it while it waited. */
export async function startComputation(tx: Tx, organizationId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into computation (organization_id, state, started_at) values (${organizationId}, 'running', clock_timestamp())
    on conflict (organization_id) do update set state = 'running', started_at = clock_timestamp(), finished_at = null,
      progress = null, problem = null
    where computation.state <> 'cancelled'`.execute(tx)
  return (numAffectedRows ?? 0n) > 0n
}

/** Notes how far computing has come; true where somebody wants it cancelled. */
export async function noteComputation(tx: Tx, progress: ComputationProgress | null): Promise<boolean> {
  const row = await tx
    .updateTable('computation')
    .set({ progress: progress === null ? null : JSON.stringify(progress) })
    .where('state', '=', 'running')
    .returning('cancelling')
    .executeTakeFirst()
  return row?.cancelling === true
}

/** How computing ends. `waiting`: for uploads, whose loading asks again. */
export type ComputationEnd = { state: 'done' | 'cancelled' | 'waiting' } | { state: 'failed'; problem: string }

/** Marks that computing has ended. Where more was asked for since it began, it is queued again whatever it ended in. */
export async function endComputation(tx: Tx, end: ComputationEnd): Promise<void> {
  const state = end.state === 'waiting' ? 'queued' : end.state
  const problem = end.state === 'failed' ? end.problem : null
  await sql`
    update computation set
      state = case when asked_at > started_at then 'queued' else ${state} end,
      problem = case when asked_at > started_at then null else ${problem}::text end,
      progress = case when ${state} in ('done', 'queued') then null else progress end,
      cancelling = false, finished_at = clock_timestamp()
    where state = 'running'`.execute(tx)
}

/**
 * Cancels computing: one that waits at once; one that runs notices within a second or two. `null` where it does neither.
 */
export async function cancelComputation(tx: Tx): Promise<'cancelled' | 'cancelling' | null> {
  const waiting = await tx
    .updateTable('computation')
    .set({ state: 'cancelled', finished_at: sql<Date>`clock_timestamp()` })
    .where('state', '=', 'queued')
    .executeTakeFirst()
  if (waiting.numUpdatedRows > 0n) return 'cancelled'
  const running = await tx
    .updateTable('computation')
    .set({ cancelling: true })
    .where('state', '=', 'running')
    .executeTakeFirst()
  return running.numUpdatedRows > 0n ? 'cancelling' : null
}
