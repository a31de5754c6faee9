import type { Coverage } from '@weft/model/coverage'
import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Tables } from './tables.ts'
import type { Upload, UploadOptions } from './upload.ts'

/** What became of the rows: `rows = new + updated + known + rejected + ignored`, always. */
export interface RowCounts {
  rows: number
  new: number
  updated: number
  known: number
  rejected: number
  ignored: number
}

export interface ReceiptFile extends RowCounts {
  file: string
  format: string
  /** Why rows were left out, with how many each. */
  ignoredReasons: Record<string, number>
  /** What a person should know of how the file was read: encoding, assumed zone, missing parts. */
  notes: string[]
  coverage: ReceiptCoverage[]
}

/** Coverage with the account by its name. */
export interface ReceiptCoverage extends Omit<Coverage, 'account' | 'from' | 'to'> {
  account: string | null
  /** ISO 8601, UTC. */
  from: string | null
  to: string | null
}

export interface Receipt {
  files: ReceiptFile[]
  totals: RowCounts
}

export interface Reject {
  file: string
  /** What `row` counts: lines of a table, or items of a list. */
  unit: 'line' | 'item'
  row: number
  column: string | null
  value: string | null
  problem: string
  fix: string
  /** The row as it stands in the file: the cells by column, or an item as its text; `null` where it was not kept. */
  original: Record<string, string> | string | null
}

type Tx = Transaction<Tables>

/** Notes a stored file as an upload that waits to be loaded. */
export async function createUpload(
  tx: Tx,
  organizationId: string,
  upload: Pick<Upload, 'id' | 'name' | 'fileKey' | 'sha256' | 'bytes'> & { options?: UploadOptions },
): Promise<void> {
  await tx
    .insertInto('upload')
    .values({
      organization_id: organizationId,
      id: upload.id,
      name: upload.name,
      file_key: upload.fileKey,
      sha256: Buffer.from(upload.sha256, 'hex'),
      bytes: upload.bytes,
      options: JSON.stringify(upload.options ?? {}),
    })
    .execute()
}

const uploadColumns = [
  'id',
  'name',
  'file_key as fileKey',
  'bytes',
  'state',
  'options',
  'progress',
  'held',
  'problem',
  'undo_problem as undoProblem',
  'cancelling',
  'created_at as createdAt',
  'finished_at as finishedAt',
  sql<string>`encode(sha256, 'hex')`.as('sha256'),
] as const

/** The upload, or `undefined` where the organization has none of that id. */
export async function findUpload(tx: Tx, id: string): Promise<Upload | undefined> {
  const row = await tx.selectFrom('upload').select(uploadColumns).where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : { ...row, bytes: Number(row.bytes) }
}

/**
 * Uploads, newest first; `before` is the id of the last one of the page before. With an `actor` those that it made, by
 * the audit log.
 */
export async function listUploads(
  tx: Tx,
  page: { limit: number; before?: string | undefined; actor?: string | undefined },
): Promise<Upload[]> {
  let query = tx.selectFrom('upload').select(uploadColumns).orderBy('created_at', 'desc').orderBy('id', 'desc')
  if (page.before !== undefined) {
    query = query.where(
      sql<boolean>`(created_at, id) < (select created_at, id from upload as cursor where cursor.id = ${page.before})`,
    )
  }
  if (page.actor !== undefined) {
    query = query.where(
      sql<boolean>`id::text in (select subject from audit where act = 'upload_file' and actor = ${page.actor})`,
    )
  }
  const rows = await query.limit(page.limit).execute()
  return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }))
}

/** The receipt of an upload: per file and in all; no files before it is loaded. Of a held one: what would become of it. */
export async function receiptOfUpload(tx: Tx, uploadId: string): Promise<Receipt> {
  const files = await tx
    .selectFrom('upload_file')
    .selectAll()
    .where('upload_id', '=', uploadId)
    .orderBy('number')
    .execute()
  const coverages = await tx
    .selectFrom('coverage')
    .leftJoin('account', 'account.id', 'coverage.account_id')
    .select(['file_number', 'coverage.platform', 'direction', 'acts', 'with_text', 'time_from', 'time_to'])
    .select(sql<string | null>`coalesce('@' || account.handle, account.platform_id)`.as('account'))
    .where('coverage.upload_id', '=', uploadId)
    .orderBy('file_number')
    .orderBy('number')
    .execute()
  const receipt = files.map((file) => ({
    file: file.name,
    format: file.format,
    rows: Number(file.rows),
    new: Number(file.new),
    updated: Number(file.updated),
    known: Number(file.known),
    rejected: Number(file.rejected),
    ignored: Number(file.ignored),
    ignoredReasons: file.ignored_reasons,
    notes: file.notes,
    coverage: coverages
      .filter((coverage) => coverage.file_number === file.number)
      .map(
        (coverage): ReceiptCoverage => ({
          platform: coverage.platform as Coverage['platform'],
          account: coverage.account,
          direction: coverage.direction as Coverage['direction'],
          acts: coverage.acts as Coverage['acts'],
          text: coverage.with_text,
          from: coverage.time_from?.toISOString() ?? null,
          to: coverage.time_to?.toISOString() ?? null,
        }),
      ),
  }))
  return { files: receipt, totals: totalOf(receipt) }
}

/** The sum of several receipts' rows. */
export function totalOf(counts: readonly RowCounts[]): RowCounts {
  const total: RowCounts = { rows: 0, new: 0, updated: 0, known: 0, rejected: 0, ignored: 0 }
  for (const count of counts) {
    total.rows += count.rows
    total.new += count.new
    total.updated += count.updated
    total.known += count.known
    total.rejected += count.rejected
    total.ignored += count.ignored
  }
  return total
}

/** Rejected rows in the order of the file; `after` skips that many. With a `table` only those of one file inside it. */
export async function rejectsOfUpload(
  tx: Tx,
  uploadId: string,
  page: { limit: number; after?: number | undefined; table?: { fileNumber: number; path: string } | undefined },
): Promise<Reject[]> {
  let query = tx.selectFrom('reject')
  if (page.table !== undefined) {
    query = query.where('file_number', '=', page.table.fileNumber).where('path', '=', page.table.path)
  }
  const rows = await query
    .select(['path', 'unit', 'row_number', 'column_name', 'value', 'problem', 'fix', 'original'])
    .where('upload_id', '=', uploadId)
    .orderBy('file_number')
    .orderBy('number')
    .offset(page.after ?? 0)
    .limit(page.limit)
    .execute()
  return rows.map((row) => ({
    file: row.path,
    unit: row.unit,
    row: Number(row.row_number),
    column: row.column_name,
    value: row.value,
    problem: row.problem,
    fix: row.fix,
    original: row.original,
  }))
}

/** The receipts of every loaded upload's files, in the order they were loaded; the same bytes loaded again count once. */
export async function receiptsOfLoaded(tx: Tx): Promise<ReceiptFile[]> {
  const { rows: uploads } = await sql<{ id: string }>`
    select id from (
      select distinct on (sha256) id, created_at from upload where state = 'loaded' order by sha256, created_at, id
    ) as first order by created_at, id`.execute(tx)
  const receipts: ReceiptFile[] = []
  for (const upload of uploads) receipts.push(...(await receiptOfUpload(tx, upload.id)).files)
  return receipts
}
