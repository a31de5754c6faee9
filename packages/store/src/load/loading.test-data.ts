import { randomUUID } from 'node:crypto'
import type { ReadSummary, SourceRow } from '@weft/sources/format'
import { type Database, withOrganization, withOrganizationClient } from '../database.ts'
import { createOrganization } from '../organizations.ts'
import { createUpload, type RowCounts, receiptOfUpload } from '../uploads.ts'
import { type LoadOutcome, loadUpload } from './load-upload.ts'

interface LoadOptions {
  summary?: ReadSummary
  rejectedShareMax?: number | null
  /** Rows of further files, by their names. */
  beside?: Readonly<Record<string, readonly SourceRow[]>>
  /** An upload that there is already. */
  uploadId?: string
}

/** A new organization, and what tests ask of it. */
export interface LoadingOrganization {
  id: string
  /** Loads rows as one upload; gives the upload's id. */
  load(this: void, rows: readonly SourceRow[], options?: LoadOptions): Promise<string>
  /** The same, with how it ended. */
  loadOutcome(
    this: void,
    rows: readonly SourceRow[],
    options?: LoadOptions,
  ): Promise<{ uploadId: string; outcome: LoadOutcome }>
  countsOf(this: void, uploadId: string): Promise<RowCounts>
  all<Row extends object>(this: void, text: string): Promise<Row[]>
}

const NO_SUMMARY: ReadSummary = { owner: null, coverage: [], notes: [] }

export async function loadingOrganization(database: Database): Promise<LoadingOrganization> {
  const { id } = await createOrganization(database, { name: 'Invented Institute' })
  return { id, load: async (...of) => (await loadOutcome(...of)).uploadId, loadOutcome, countsOf, all }

  async function loadOutcome(
    rows: readonly SourceRow[],
    { summary = NO_SUMMARY, uploadId = randomUUID(), beside = {}, ...options }: LoadOptions = {},
  ) {
    const files = Object.entries({ 'a.csv': rows, ...beside }).map(([name, rowsOfFile], index) => ({
      name,
      format: 'hand_made',
      async *read() {
        yield [...rowsOfFile]
        return index === 0 ? summary : NO_SUMMARY
      },
    }))
    await withOrganization(database, id, async (tx) => {
      const known = await tx.selectFrom('upload').select('id').where('id', '=', uploadId).executeTakeFirst()
      const sha256 = '00'.repeat(32)
      if (known === undefined) {
        await createUpload(tx, id, { id: uploadId, name: 'a.csv', fileKey: uploadId, sha256, bytes: 1 })
      }
    })
    const outcome = await withOrganizationClient(database, id, (client) =>
      loadUpload(client, id, uploadId, files, options),
    )
    return { uploadId, outcome }
  }

  async function countsOf(uploadId: string) {
    return (await withOrganization(database, id, (tx) => receiptOfUpload(tx, uploadId))).totals
  }

  async function all<Row extends object>(text: string): Promise<Row[]> {
    return await withOrganizationClient(database, id, async (client) => (await client.query<Row>(text)).rows)
  }
}
