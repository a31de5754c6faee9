import type { QuarterName } from '@weft/model/quarter'
import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** A scorecard as it is kept: the words it says, and where its PDF lies. */
export interface StoredScorecard {
  quarter: QuarterName
  version: number
  inputHash: string
  state: 'draft'
  content: object
  fileKey: string
  /** Hexadecimal, of the PDF. */
  sha256: string
  bytes: number
  createdAt: Date
}

/** The newest version of a quarter's scorecard; `undefined` where there is none. */
export async function newestScorecard(tx: Tx, quarter: string): Promise<StoredScorecard | undefined> {
  const row = await tx
    .selectFrom('scorecard')
    .select(['quarter', 'version', 'input_hash as inputHash', 'state', 'content', 'file_key as fileKey', 'bytes'])
    .select(['created_at as createdAt', sql<string>`encode(sha256, 'hex')`.as('sha256')])
    .where('quarter', '=', quarter)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return { ...row, quarter: row.quarter as QuarterName, content: row.content, bytes: Number(row.bytes) }
}

/** Adds a version; an earlier one is never changed. */
export async function addScorecard(
  tx: Tx,
  organizationId: string,
  scorecard: Omit<StoredScorecard, 'createdAt'>,
): Promise<void> {
  await tx
    .insertInto('scorecard')
    .values({
      organization_id: organizationId,
      quarter: scorecard.quarter,
      version: scorecard.version,
      input_hash: scorecard.inputHash,
      state: scorecard.state,
      content: JSON.stringify(scorecard.content),
      file_key: scorecard.fileKey,
      sha256: Buffer.from(scorecard.sha256, 'hex'),
      bytes: scorecard.bytes,
    })
    .execute()
}

/** What is said of a scorecard without opening it. */
export type ScorecardListed = Omit<StoredScorecard, 'content'>

/** The newest version of every quarter's scorecard, oldest quarter first. */
export async function listScorecards(tx: Tx): Promise<ScorecardListed[]> {
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
