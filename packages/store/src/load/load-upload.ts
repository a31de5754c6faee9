import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { accountKey } from '@weft/model/account'
import type { ReadSummary, SourceRow } from '@weft/sources/format'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { mergeAccounts } from './merge-accounts.ts'
import { mergeRecords } from './merge-records.ts'
import { createStage, STAGE_COLUMNS, StageWriter } from './stage.ts'

/** One export of an upload, ready to be read. `read` may be called once. */
export interface LoadingFile {
  name: string
  format: string
  read(): AsyncGenerator<SourceRow[], ReadSummary>
}

/** Not one row of the upload could be used. Nothing was kept. */
export class NothingAccepted extends Error {
  override name = 'NothingAccepted'
  readonly file: string
  readonly firstRejects: readonly string[]
  constructor(file: string, rows: number, firstRejects: readonly string[]) {
    super(
      rows === 0
        ? `${file} has no rows: nothing to load`
        : `none of the ${rows} rows of ${file} could be used${firstRejects.length === 0 ? '' : `; first: ${firstRejects.join('; ')}`}`,
    )
    this.file = file
    this.firstRejects = firstRejects
  }
}

/**
 * Loads an upload's files inside the caller's transaction: staged by COPY, then merged set by set, with a receipt row
 * per file that accounts for every source row.
 *
 * Throws {@link NothingAccepted}, or whatever the reader throws; the caller's rollback then leaves nothing behind.
 * Memory does not grow with the file. Loads of one organization take turns at the merge.
 */
export async function loadUpload(
  client: ClientBase,
  organizationId: string,
  uploadId: string,
  files: readonly LoadingFile[],
): Promise<void> {
  await createStage(client)
  const summaries: ReadSummary[] = []
  const copy = client.query(copyFrom(`copy stage (${STAGE_COLUMNS.join(', ')}) from stdin`))
  await pipeline(Readable.from(staged(files, summaries)), copy)
  await client.query('analyze stage')
  // Two loads that both find an account missing would both insert it.
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [organizationId])
  await mergeAccounts(client, organizationId, uploadId)
  await mergeRecords(client, organizationId, uploadId)
  await writeReceipt(client, organizationId, uploadId, files, summaries)
  await writeRejects(client, organizationId, uploadId)
  await writeCoverage(client, organizationId, uploadId, summaries)
  await refuseEmpty(client, uploadId)
  await client.query("update upload set state = 'loaded', finished_at = clock_timestamp() where id = $1", [uploadId])
}

async function* staged(files: readonly LoadingFile[], summaries: ReadSummary[]): AsyncGenerator<string> {
  const writer = new StageWriter()
  for (const [number, file] of files.entries()) {
    const rows = file.read()
    let next = await rows.next()
    for (; next.done !== true; next = await rows.next()) yield writer.rowLines(number, next.value)
    summaries.push(next.value)
    yield writer.summaryLines(number, next.value)
  }
}

async function writeReceipt(
  client: ClientBase,
  organizationId: string,
  uploadId: string,
  files: readonly LoadingFile[],
  summaries: readonly ReadSummary[],
): Promise<void> {
  await client.query(
    `insert into upload_file (organization_id, upload_id, number, name, format, rows, new, updated, known, rejected,
       ignored, ignored_reasons, notes)
     select $1, $2, file.number - 1, name, format, rows, new, updated, rows - rejected - ignored - new - updated,
       rejected, ignored, reasons, array(select jsonb_array_elements_text(notes::jsonb))
     from unnest($3::text[], $4::text[], $5::text[]) with ordinality as file (name, format, notes, number)
     cross join lateral (
       select count(*) as rows, count(*) filter (where type = 'x') as rejected, count(*) filter (where type = 'g') as ignored
       from stage where stage.file = file.number - 1 and principal) as counted
     cross join lateral (
       select coalesce(sum(new), 0) as new, coalesce(sum(updated), 0) as updated
       from outcome where outcome.file = file.number - 1) as merged
     cross join lateral (
       select coalesce(jsonb_object_agg(reason, times order by reason), '{}') as reasons from (
         select text as reason, count(*) as times from stage
         where stage.file = file.number - 1 and type = 'g' group by text) as reason) as ignored_for`,
    [
      organizationId,
      uploadId,
      files.map((file) => file.name),
      files.map((file) => file.format),
      summaries.map((summary) => JSON.stringify(summary.notes)),
    ],
  )
}

async function writeRejects(client: ClientBase, organizationId: string, uploadId: string): Promise<void> {
  await client.query(
    `insert into reject (organization_id, upload_id, file_number, path, row_number, number, column_name, value, problem, fix)
     select $1, $2, file, path, row, row_number() over (partition by file order by path, row, id), id, text,
       detail->>'problem', detail->>'fix'
     from stage where type = 'x'`,
    [organizationId, uploadId],
  )
}

async function writeCoverage(
  client: ClientBase,
  organizationId: string,
  uploadId: string,
  summaries: readonly ReadSummary[],
): Promise<void> {
  for (const [file, summary] of summaries.entries()) {
    for (const [number, coverage] of summary.coverage.entries()) {
      await client.query(
        `insert into coverage (organization_id, upload_id, file_number, number, platform, account_id, direction, acts,
           with_text, time_from, time_to)
         values ($1, $2, $3, $4, $5, (select account_id from stage_key where key = $6), $7, $8, $9,
           to_timestamp($10::double precision / 1000), to_timestamp($11::double precision / 1000))`,
        [
          organizationId,
          uploadId,
          file,
          number,
          coverage.platform,
          coverage.account === null ? null : accountKey(coverage.account),
          coverage.direction,
          coverage.acts,
          coverage.text,
          coverage.from,
          coverage.to,
        ],
      )
    }
  }
}

/** A file that brought nothing usable is a mistake that its owner must hear of, not a success with nothing in it. */
async function refuseEmpty(client: ClientBase, uploadId: string): Promise<void> {
  const { rows } = await client.query<{ number: number; name: string; rows: string }>(
    'select number, name, rows from upload_file where upload_id = $1 and new + updated + known = 0 order by number',
    [uploadId],
  )
  const [empty] = rows
  if (empty === undefined) return
  const rejects = await client.query<{ path: string; row_number: string; column_name: string | null; problem: string }>(
    'select path, row_number, column_name, problem from reject where upload_id = $1 and file_number = $2 order by number limit 3',
    [uploadId, empty.number],
  )
  throw new NothingAccepted(empty.name, Number(empty.rows), rejects.rows.map(rejectWords))
}

function rejectWords(reject: {
  path: string
  row_number: string
  column_name: string | null
  problem: string
}): string {
  const column = reject.column_name === null ? '' : `, column ${reject.column_name}`
  return `${reject.path} row ${reject.row_number}${column}: ${reject.problem}`
}
