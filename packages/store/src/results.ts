import { type Action, actionId } from '@weft/model/action'
import type { QuarterScores, ScoringMethod } from '@weft/model/scores'
import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** One thing an indicator's number rests on. */
export interface EvidenceRow {
  indicator: string
  /** True where it speaks for the practice: the numerator's part of a share. */
  counts: boolean
  postId: string | null
  accountId: string | null
  otherAccountId: string | null
  /** Of the label it rests on, 0..1; `null` where it rests on no reading. */
  probability: number | null
  /** Who gave that label; `null` where it rests on none. */
  labelledBy: 'reader' | 'person' | null
}

export interface QuarterResult {
  inputHash: string
  method: ScoringMethod
  scores: QuarterScores
  evidence: readonly EvidenceRow[]
  actions: readonly Action[]
}

/** The hash a quarter's stored result was computed from; `undefined` where there is none. */
export async function inputHashOfQuarter(tx: Tx, quarter: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('quarter_result')
    .select('input_hash')
    .where('quarter', '=', quarter)
    .executeTakeFirst()
  return row?.input_hash
}

/** Puts a quarter's result in the place of the one before, with all that hangs on it. */
export async function replaceQuarterResult(tx: Tx, organizationId: string, result: QuarterResult): Promise<void> {
  const quarter = result.scores.quarter
  await tx.deleteFrom('quarter_result').where('quarter', '=', quarter).execute()
  await tx
    .insertInto('quarter_result')
    .values({
      organization_id: organizationId,
      quarter,
      input_hash: result.inputHash,
      method_version: result.method.version,
      rubric: result.method.rubric,
      rubric_changes: JSON.stringify(result.method.rubricChanges),
      reader: result.method.reader,
      seed: result.method.seed,
      scores: JSON.stringify(result.scores),
    })
    .execute()
  await saveEvidence(tx, organizationId, quarter, result.evidence)
  await saveActions(tx, organizationId, quarter, result.actions)
}

/** Takes out results of quarters that the data no longer covers. */
export async function removeQuartersExcept(tx: Tx, quarters: readonly string[]): Promise<void> {
  await sql`delete from quarter_result where quarter <> all(${quarters}::text[])`.execute(tx)
}

async function saveEvidence(
  tx: Tx,
  organizationId: string,
  quarter: string,
  evidence: readonly EvidenceRow[],
): Promise<void> {
  await sql`
    insert into evidence (organization_id, quarter, indicator, number, counts, post_id, account_id, other_account_id,
      probability, labelled_by)
    select ${organizationId}, ${quarter}, indicator,
      row_number() over (partition by indicator order by place), counts, post_id, account_id, other_account_id, probability,
      labelled_by
    from unnest(
      ${evidence.map((each) => each.indicator)}::text[], ${evidence.map((each) => each.counts)}::boolean[],
      ${evidence.map((each) => each.postId)}::bigint[], ${evidence.map((each) => each.accountId)}::bigint[],
      ${evidence.map((each) => each.otherAccountId)}::bigint[], ${evidence.map((each) => each.probability)}::real[],
      ${evidence.map((each) => each.labelledBy)}::text[]
    ) with ordinality as item (indicator, counts, post_id, account_id, other_account_id, probability, labelled_by, place)`.execute(
    tx,
  )
}

async function saveActions(tx: Tx, organizationId: string, quarter: string, actions: readonly Action[]): Promise<void> {
  for (const [index, action] of actions.entries()) {
    await sql`
      insert into action (organization_id, quarter, number, id, kind, practice, indicator, account_ids, post_ids, reason, weight)
      values (${organizationId}, ${quarter}, ${index + 1}, ${actionId(action)}, ${action.kind}, ${action.practice},
        ${action.indicator}, ${action.accounts}::bigint[], ${action.posts}::bigint[], ${action.reason}, ${action.weight})`.execute(
      tx,
    )
  }
}
