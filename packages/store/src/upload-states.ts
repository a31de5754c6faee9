import { sql, type Transaction } from 'kysely'
import type { ClientBase } from 'pg'
import type { Tables } from './tables.ts'
import type { ReadWith, UploadHeld, UploadOptions, UploadProblem, UploadProgress, UploadState } from './upload.ts'

type Tx = Transaction<Tables>

/** The uploads that are still to be loaded, oldest first: those that wait, and those that somebody has begun. */
export async function waitingUploads(tx: Tx): Promise<string[]> {
  return await uploadsIn(tx, ['queued', 'loading'])
}

/** The uploads that are still to be undone, oldest first. */
export async function uploadsToUndo(tx: Tx): Promise<string[]> {
  return await uploadsIn(tx, ['undoing'])
}

async function uploadsIn(tx: Tx, states: readonly UploadState[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('upload')
    .select('id')
    .where('state', 'in', states)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}

/** Marks a waiting upload as being loaded. */
export async function startLoading(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('upload').set({ state: 'loading' }).where('id', '=', id).where('state', '=', 'queued').execute()
}

/** Notes how far loading or undoing has come; true where somebody wants it cancelled. */
export async function noteProgress(
  tx: Tx,
  id: string,
  progress: UploadProgress,
  state: 'loading' | 'undoing' = 'loading',
): Promise<boolean> {
  const row = await tx
    .updateTable('upload')
    .set({ progress: JSON.stringify(progress) })
    .where('id', '=', id)
    .where('state', '=', state)
    .returning('cancelling')
    .executeTakeFirst()
  return row?.cancelling === true
}

/** How loading ends where it brings nothing; what it staged is gone with its transaction. */
export type LoadingEnd =
  | { state: 'held'; held: UploadHeld }
  | { state: 'failed'; problem: UploadProblem }
  | { state: 'cancelled' }

/** Ends an upload that is under way. One that has ended, or was cancelled meanwhile, is left as it is. */
export async function endLoading(tx: Tx, id: string, end: LoadingEnd): Promise<void> {
  await tx
    .updateTable('upload')
    .set({
      state: end.state,
      held: end.state === 'held' ? JSON.stringify(end.held) : null,
      problem: end.state === 'failed' ? JSON.stringify(end.problem) : null,
      finished_at: end.state === 'held' ? null : sql<Date>`clock_timestamp()`,
      cancelling: false,
    })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'loading'])
    .execute()
}

/**
 * Cancels an upload: one that waits at once; for one that is being loaded it is noted, and whoever loads it notices at
 * its next mark. `null` where it is neither.
 */
export async function cancelUpload(tx: Tx, id: string): Promise<'cancelled' | 'cancelling' | null> {
  const waiting = await tx
    .updateTable('upload')
    .set({ state: 'cancelled', held: null, finished_at: sql`clock_timestamp()` })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'held'])
    .executeTakeFirst()
  if (waiting.numUpdatedRows > 0n) return 'cancelled'
  const loading = await tx
    .updateTable('upload')
    .set({ cancelling: true })
    .where('id', '=', id)
    .where('state', '=', 'loading')
    .executeTakeFirst()
  return loading.numUpdatedRows > 0n ? 'cancelling' : null
}

/** From where an upload can be queued again: by a decision, or by another try. */
export const REQUEUED_FROM = { resume: ['held'], retry: ['failed', 'cancelled', 'undone'] } as const

/**
 * Queues an upload again; what is said now takes the place of what was said of the same before. False where it is in
 * no state for that.
 */
export async function requeueUpload(
  tx: Tx,
  id: string,
  by: keyof typeof REQUEUED_FROM,
  options: UploadOptions,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('upload')
    .set({
      state: 'queued',
      options: sql<string>`options || ${JSON.stringify(options)}::jsonb`,
      held: null,
      problem: null,
      progress: null,
      cancelling: false,
      finished_at: null,
    })
    .where('id', '=', id)
    .where('state', 'in', REQUEUED_FROM[by])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Marks a loaded upload as one that is to be undone. False where it is in no state for that. */
export async function startUndoing(tx: Tx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('upload')
    .set({ state: 'undoing', undo_problem: null, progress: null })
    .where('id', '=', id)
    .where('state', '=', 'loaded')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Says why an upload could not be undone: it is loaded as before. One that was undone meanwhile is left as it is. */
export async function endUndoing(tx: Tx, id: string, problem: UploadProblem): Promise<void> {
  await tx
    .updateTable('upload')
    .set({ state: 'loaded', undo_problem: JSON.stringify(problem), progress: null })
    .where('id', '=', id)
    .where('state', '=', 'undoing')
    .execute()
}

/** Keeps what reading an upload took from its organization. */
export async function noteReadWith(client: ClientBase, id: string, readWith: ReadWith): Promise<void> {
  await client.query('update upload set read_with = $2 where id = $1', [id, JSON.stringify(readWith)])
}
