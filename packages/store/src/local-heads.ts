import type { Signal } from '@weft/model/signal'
import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** What came of learning: kept, of no use, or too little to learn from. */
export type LocalHeadState = 'accepted' | 'no_better' | 'too_few'

/** What an organization asked for of one signal, and what came of it. */
export interface LocalHeadRow {
  signal: Signal
  askedAt: Date
  askedBy: string
  /** `null` until it was learnt for the first time. */
  learnt: {
    at: Date
    state: LocalHeadState
    /** The reader that was corrected; the head holds for no other. */
    reader: string
    /** What it was learnt from and how it did, as the reading package states it. */
    evidence: unknown
  } | null
  /** True until what was asked for last is learnt. */
  isWaiting: boolean
}

/** An accepted head as it is kept. */
export interface KeptLocalHead {
  signal: Signal
  digest: string
  quality: unknown
  slope: number
  weights: Uint8Array
}

/** Asks for heads of these signals; what was learnt before holds until they are there. */
export async function askForLocalHeads(
  tx: Tx,
  organizationId: string,
  { signals, askedBy }: { signals: readonly Signal[]; askedBy: string },
): Promise<void> {
  await sql`
    insert into local_head (organization_id, signal, asked_by)
    select ${organizationId}, signal, ${askedBy} from unnest(${[...signals]}::text[]) as asked (signal)
    on conflict (organization_id, signal) do update set asked_at = clock_timestamp(), asked_by = excluded.asked_by`.execute(
    tx,
  )
}

/** Every signal that heads were asked for, by name. */
export async function localHeads(tx: Tx): Promise<LocalHeadRow[]> {
  const rows = await tx
    .selectFrom('local_head')
    .select(['signal', 'asked_at', 'asked_by', 'learnt_at', 'state', 'reader', 'evidence'])
    .orderBy('signal')
    .execute()
  return rows.map(({ signal, asked_at: askedAt, asked_by: askedBy, learnt_at: at, state, reader, evidence }) => ({
    signal: signal as Signal,
    askedAt,
    askedBy,
    learnt: at === null || state === null || reader === null ? null : { at, state, reader, evidence },
    isWaiting: at === null || at < askedAt,
  }))
}

/** What is stated of the accepted heads that correct this reader, by signal. */
export async function statedLocalHeads(
  tx: Tx,
  reader: string,
): Promise<Pick<KeptLocalHead, 'signal' | 'digest' | 'quality'>[]> {
  return (await acceptedHeads(tx, reader).select(['signal', 'digest', 'quality']).execute()) as KeptLocalHead[]
}

/** The accepted heads that correct this reader, by signal; 200 kB each. */
export async function keptLocalHeads(tx: Tx, reader: string): Promise<KeptLocalHead[]> {
  const columns = ['signal', 'digest', 'quality', 'slope', 'weights'] as const
  return (await acceptedHeads(tx, reader).select(columns).execute()) as KeptLocalHead[]
}

function acceptedHeads(tx: Tx, reader: string) {
  return tx.selectFrom('local_head').where('state', '=', 'accepted').where('reader', '=', reader).orderBy('signal')
}

/**
 * Keeps what came of learning one signal, in the place of what was learnt before, if it is still asked for. `startedAt` is
 * when its labels were read: what was asked for since is still to be learnt.
 */
export async function saveLocalHead(
  tx: Tx,
  {
    signal,
    startedAt,
    state,
    reader,
    evidence,
    kept,
  }: {
    signal: Signal
    startedAt: Date
    state: LocalHeadState
    reader: string
    evidence: unknown
    kept: Omit<KeptLocalHead, 'signal'> | null
  },
): Promise<void> {
  await tx
    .updateTable('local_head')
    .set({
      learnt_at: startedAt,
      state,
      reader,
      evidence: JSON.stringify(evidence),
      digest: kept?.digest ?? null,
      quality: kept === null ? null : JSON.stringify(kept.quality),
      slope: kept?.slope ?? null,
      weights: kept === null ? null : Buffer.from(kept.weights),
    })
    .where('signal', '=', signal)
    .execute()
}

/** Goes back to the reader as it ships, for one signal. False where nothing was asked for. */
export async function withdrawLocalHead(tx: Tx, signal: Signal): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('local_head').where('signal', '=', signal).executeTakeFirst()
  return numDeletedRows > 0n
}

/** The database's own clock, which also says when heads were asked for. */
export async function clock(tx: Tx): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(tx)
  return rows[0]!.now
}
