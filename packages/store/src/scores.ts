import type { QuarterName } from '@weft/model/quarter'
import type { RubricChange } from '@weft/model/rubric-change'
import type { QuarterScores, ScoringMethod } from '@weft/model/scores'
import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** A stored quarter's result, without what hangs on it. */
export interface StoredScores {
  quarter: QuarterName
  inputHash: string
  method: ScoringMethod
  /** True where the quarter before was scored by another method: the trend is broken here, and no change is told. */
  methodChanged: boolean
  scores: QuarterScores
  computedAt: Date
}

/** The quarter's result; `undefined` where it has none. */
export async function findScores(tx: Tx, quarter: QuarterName): Promise<StoredScores | undefined> {
  const row = await selectScores(tx).where('quarter', '=', quarter).executeTakeFirst()
  return row && scoresOf(row)
}

/** Every scored quarter's result, oldest first. */
export async function listScores(tx: Tx): Promise<StoredScores[]> {
  return (await selectScores(tx).orderBy('quarter').execute()).map(scoresOf)
}

/** The newest quarter with a result; `undefined` where none was scored. */
export async function lastScoredQuarter(tx: Tx): Promise<QuarterName | undefined> {
  const row = await tx
    .selectFrom('quarter_result')
    .select('quarter')
    .orderBy('quarter', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.quarter as QuarterName | undefined
}

/** The newest scored quarter before another; `undefined` where there is none. */
export async function scoredQuarterBefore(tx: Tx, quarter: QuarterName): Promise<QuarterName | undefined> {
  const row = await tx
    .selectFrom('quarter_result')
    .select('quarter')
    .where('quarter', '<', quarter)
    .orderBy('quarter', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.quarter as QuarterName | undefined
}

/** True where the quarter has a result. */
export async function isScored(tx: Tx, quarter: QuarterName): Promise<boolean> {
  const row = await tx.selectFrom('quarter_result').select('quarter').where('quarter', '=', quarter).executeTakeFirst()
  return row !== undefined
}

interface Row {
  quarter: string
  inputHash: string
  version: number
  rubric: string
  rubricChanges: object[]
  reader: string
  seed: number
  methodChanged: boolean
  scores: object
  computedAt: Date
}

function selectScores(tx: Tx) {
  return tx
    .selectFrom((results) =>
      results
        .selectFrom('quarter_result')
        .selectAll()
        .select(
          sql<boolean>`coalesce((method_version, rubric, reader, seed) is distinct from
            lag((method_version, rubric, reader, seed)) over (order by quarter), false)
            and lag(quarter) over (order by quarter) is not null`.as('method_changed'),
        )
        .as('result'),
    )
    .select(['quarter', 'input_hash as inputHash', 'method_version as version', 'rubric', 'reader', 'seed', 'scores'])
    .select(['rubric_changes as rubricChanges', 'method_changed as methodChanged', 'computed_at as computedAt'])
}

function scoresOf({ quarter, inputHash, scores, computedAt, methodChanged, ...method }: Row): StoredScores {
  const stored = { quarter: quarter as QuarterName, inputHash, methodChanged, computedAt }
  return {
    ...stored,
    method: { ...method, rubricChanges: method.rubricChanges as RubricChange[] },
    scores: methodChanged ? withoutChanges(scores as QuarterScores) : (scores as QuarterScores),
  }
}

/** Scores of two methods are no movement: what was compared when this was computed has been scored anew since. */
function withoutChanges({ practices, weave, ...scores }: QuarterScores): QuarterScores {
  const kept = Object.entries(practices).map(([practice, score]) => [practice, { ...score, change: null }])
  return {
    ...scores,
    practices: Object.fromEntries(kept) as QuarterScores['practices'],
    weave: { ...weave, change: null },
  }
}
