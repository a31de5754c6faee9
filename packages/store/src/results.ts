import type { Action } from '@weft/model/action'
import type { QuarterScores, ScoringMethod } from '@weft/model/scores'
import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** The measures of one account in one quarter; columns as `weft metrics` names them. */
export interface AccountMeasures {
  accountId: string
  inDegree: number
  outDegree: number
  inStrength: number
  outStrength: number
  pagerank: number | null
  betweenness: number | null
  closeness: number | null
  harmonic: number | null
  eigenvector: number | null
  hub: number | null
  authority: number | null
  core: number | null
  constraint: number | null
  clustering: number | null
  community: number | null
  eiIndex: number | null
  reciprocity: number | null
}

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
}

export interface QuarterResult {
  inputHash: string
  method: ScoringMethod
  scores: QuarterScores
  measures: readonly AccountMeasures[]
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
      rubric: result.method.rubric,
      reader: result.method.reader,
      seed: result.method.seed,
      scores: JSON.stringify(result.scores),
    })
    .execute()
  await saveMeasures(tx, organizationId, quarter, result.measures)
  await saveEvidence(tx, organizationId, quarter, result.evidence)
  await saveActions(tx, organizationId, quarter, result.actions)
}

/** Takes out results of quarters that the data no longer covers. */
export async function removeQuartersExcept(tx: Tx, quarters: readonly string[]): Promise<void> {
  await sql`delete from quarter_result where quarter <> all(${quarters}::text[])`.execute(tx)
}

async function saveMeasures(
  tx: Tx,
  organizationId: string,
  quarter: string,
  measures: readonly AccountMeasures[],
): Promise<void> {
  const column = (name: keyof AccountMeasures) => measures.map((each) => each[name])
  await sql`
    insert into account_measure (organization_id, quarter, account_id, in_degree, out_degree, in_strength, out_strength,
      pagerank, betweenness, closeness, harmonic, eigenvector, hub, authority, core, "constraint", clustering, community,
      ei_index, reciprocity)
    select ${organizationId}, ${quarter}, * from unnest(
      ${column('accountId')}::bigint[], ${column('inDegree')}::integer[], ${column('outDegree')}::integer[],
      ${column('inStrength')}::double precision[], ${column('outStrength')}::double precision[],
      ${column('pagerank')}::double precision[], ${column('betweenness')}::double precision[],
      ${column('closeness')}::double precision[], ${column('harmonic')}::double precision[],
      ${column('eigenvector')}::double precision[], ${column('hub')}::double precision[],
      ${column('authority')}::double precision[], ${column('core')}::integer[],
      ${column('constraint')}::double precision[], ${column('clustering')}::double precision[],
      ${column('community')}::integer[], ${column('eiIndex')}::double precision[],
      ${column('reciprocity')}::double precision[])`.execute(tx)
}

async function saveEvidence(
  tx: Tx,
  organizationId: string,
  quarter: string,
  evidence: readonly EvidenceRow[],
): Promise<void> {
  await sql`
    insert into evidence (organization_id, quarter, indicator, number, counts, post_id, account_id, other_account_id,
      probability)
    select ${organizationId}, ${quarter}, indicator,
      row_number() over (partition by indicator order by place), counts, post_id, account_id, other_account_id, probability
    from unnest(
      ${evidence.map((each) => each.indicator)}::text[], ${evidence.map((each) => each.counts)}::boolean[],
      ${evidence.map((each) => each.postId)}::bigint[], ${evidence.map((each) => each.accountId)}::bigint[],
      ${evidence.map((each) => each.otherAccountId)}::bigint[], ${evidence.map((each) => each.probability)}::real[]
    ) with ordinality as item (indicator, counts, post_id, account_id, other_account_id, probability, place)`.execute(
    tx,
  )
}

async function saveActions(tx: Tx, organizationId: string, quarter: string, actions: readonly Action[]): Promise<void> {
  for (const [index, action] of actions.entries()) {
    await sql`
      insert into action (organization_id, quarter, number, kind, practice, indicator, account_ids, post_ids, reason, weight)
      values (${organizationId}, ${quarter}, ${index + 1}, ${action.kind}, ${action.practice}, ${action.indicator},
        ${action.accounts}::bigint[], ${action.posts}::bigint[], ${action.reason}, ${action.weight})`.execute(tx)
  }
}
