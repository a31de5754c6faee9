import type { ReadSummary } from '@weft/sources/format'
import type { ClientBase } from 'pg'
import type { Merge } from './merge.ts'
import type { RowOutcomes } from './row-outcomes.ts'

/** A file of an upload by its name, and the format it was read as. */
export interface NamedFile {
  name: string
  format: string
}

/** Writes what became of every row, per file, and why rows were rejected. Takes the place of an earlier receipt. */
export async function writeReceipt(
  { client, organizationId, uploadId, files }: Merge,
  named: readonly NamedFile[],
  summaries: readonly ReadSummary[],
  outcomes: readonly RowOutcomes[],
): Promise<void> {
  await client.query('delete from upload_file where upload_id = $1', [uploadId])
  for (const [number, file] of files.entries()) {
    const outcome = outcomes[number]
    await client.query(
      `insert into upload_file (organization_id, upload_id, number, name, format, rows, new, updated, known, rejected,
         ignored, ignored_reasons, notes)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        organizationId,
        uploadId,
        number,
        named[number]?.name,
        named[number]?.format,
        file.rows,
        outcome?.new,
        outcome?.updated,
        outcome?.known,
        file.rejected,
        file.ignored,
        JSON.stringify(Object.fromEntries(file.ignoredReasons)),
        summaries[number]?.notes,
      ],
    )
  }
  await writeRejects(client, organizationId, uploadId)
}

async function writeRejects(client: ClientBase, organizationId: string, uploadId: string): Promise<void> {
  await client.query(
    `insert into reject (organization_id, upload_id, file_number, path, unit, row_number, number, column_name, value,
       problem, fix, original)
     select $1, $2, named.row, named.text, named.kind, rejected.row,
       row_number() over (partition by named.row order by named.text, rejected.row, rejected.line), rejected.id,
       rejected.text, rejected.detail->>'problem', rejected.detail->>'fix', (rejected.detail->>'original')::json
     from stage as rejected join stage as named on named.type = 'n' and named.path = rejected.path
     where rejected.type = 'x'`,
    [organizationId, uploadId],
  )
}

/** Writes what the files can know. */
export async function writeCoverage(merge: Merge, summaries: readonly ReadSummary[]): Promise<void> {
  for (const [file, summary] of summaries.entries()) {
    for (const [number, coverage] of summary.coverage.entries()) {
      await merge.client.query(
        `insert into coverage (organization_id, upload_id, file_number, number, platform, account_id, direction, acts,
           with_text, time_from, time_to)
         values ($1, $2, $3, $4, $5, (select account_id from stage_key where stage_key.number = $6), $7, $8, $9,
           to_timestamp($10::double precision / 1000), to_timestamp($11::double precision / 1000))`,
        [
          merge.organizationId,
          merge.uploadId,
          file,
          number,
          coverage.platform,
          merge.files[file]?.coverageAccounts[number],
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
