import type { QuarterName } from '@weft/model/quarter'
import { sql, type Transaction } from 'kysely'
import type { StoredScorecard } from './scorecards.ts'
import type { Tables } from './tables.ts'

/** What is said of a scorecard without opening it. */
export type ScorecardListed = Omit<StoredScorecard, 'content'>

/** The newest version of every quarter's scorecard, oldest quarter first. */
export async function listScorecards(tx: Transaction<Tables>): Promise<ScorecardListed[]> {
  const rows = await tx
    .selectFrom('scorecard')
    .distinctOn('quarter')
    .select(['quarter', 'version', 'input_hash as inputHash', 'state', 'file_key as fileKey', 'bytes'])
    .select(['created_at as createdAt', sql<string>`encode(sha256, 'hex')`.as('sha256')])
    .orderBy('quarter')
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, quarter: row.quarter as QuarterName, bytes: Number(row.bytes) }))
}
