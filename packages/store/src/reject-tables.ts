import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** The rejected rows of one file inside an upload: those that make one table together. */
export interface RejectTable {
  fileNumber: number
  path: string
  rows: number
}

/** The files of an upload that have rejected rows, in the order of its receipt. */
export async function rejectTables(tx: Tx, uploadId: string): Promise<RejectTable[]> {
  return await tx
    .selectFrom('reject')
    .select(['file_number as fileNumber', 'path', sql<number>`count(*)::integer`.as('rows')])
    .where('upload_id', '=', uploadId)
    .groupBy(['file_number', 'path'])
    .orderBy('file_number')
    .orderBy('path')
    .execute()
}

/**
 * The columns that the rows of such a table had in their file, in its order. A row that broke has fewer or more of them:
 * the one with most has all. Empty where they were items of a list.
 */
export async function columnsOfRejects(tx: Tx, uploadId: string, { fileNumber, path }: RejectTable): Promise<string[]> {
  const row = await tx
    .selectFrom('reject')
    .select('original')
    .where('upload_id', '=', uploadId)
    .where('file_number', '=', fileNumber)
    .where('path', '=', path)
    .where(sql<boolean>`json_typeof(original) = 'object'`)
    .orderBy(sql`(select count(*) from json_object_keys(original))`, 'desc')
    .orderBy('number')
    .limit(1)
    .executeTakeFirst()
  return Object.keys(row?.original ?? {})
}
