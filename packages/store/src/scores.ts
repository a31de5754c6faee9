import type { QuarterName } from '@weft/model/quarter'
import type { QuarterScores, ScoringMethod } from '@weft/model/scores'
import type { Transaction } from 'kysely'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** A stored quarter's result, without what hangs on it. */
export interface StoredScores {
  quarter: QuarterName
  inputHash: string
  method: ScoringMethod
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

/** True where the quarter has a result. */
export async function isScored(tx: Tx, quarter: QuarterName): Promise<boolean> {
  const row = await tx.selectFrom('quarter_result').select('quarter').where('quarter', '=', quarter).executeTakeFirst()
  return row !== undefined
}

interface Row {
  quarter: string
  inputHash: string
  rubric: string
  reader: string
  seed: number
  scores: object
  computedAt: Date
}

function selectScores(tx: Tx) {
  return tx
    .selectFrom('quarter_result')
    .select(['quarter', 'input_hash as inputHash', 'rubric', 'reader', 'seed', 'scores', 'computed_at as computedAt'])
}

function scoresOf({ quarter, inputHash, rubric, reader, seed, scores, computedAt }: Row): StoredScores {
  const method = { rubric, reader, seed }
  return { quarter: quarter as QuarterName, inputHash, method, scores: scores as QuarterScores, computedAt }
}
