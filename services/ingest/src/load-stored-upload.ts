import type { ReadSummary, SourceRow } from '@weft/sources/format'
import { ExportRefused } from '@weft/sources/refusal'
import { type Database, withOrganization, withOrganizationClient } from '@weft/store/database'
import type { FileStore } from '@weft/store/files'
import { type LoadingFile, loadUpload, NothingAccepted } from '@weft/store/load/load-upload'
import type { UploadProblem } from '@weft/store/tables'
import { failUpload, findUpload, startLoading } from '@weft/store/uploads'
import { type DetectedExports, detectExports } from './detect-exports.ts'

/**
 * Loads a stored upload: detects what it is, reads it, and brings its rows into the database, whole or not at all.
 *
 * An upload that cannot be used is marked as failed with the reason; that is a result, not an error. Anything else
 * that goes wrong (the database, the disk) is thrown, for the queue to try again. Doing it twice changes nothing.
 */
export async function loadStoredUpload(
  { database, files }: { database: Database; files: FileStore },
  organizationId: string,
  uploadId: string,
): Promise<void> {
  const upload = await withOrganization(database, organizationId, async (tx) => {
    const found = await findUpload(tx, uploadId)
    if (found?.state === 'queued') await startLoading(tx, uploadId)
    return found
  })
  if (upload === undefined || upload.state === 'loaded' || upload.state === 'failed') return
  try {
    await using file = await files.local(upload.fileKey)
    const detected = await detectExports({ path: file.path, name: upload.name })
    await withOrganizationClient(database, organizationId, (client) =>
      loadUpload(client, organizationId, uploadId, loadingFiles(detected)),
    )
  } catch (error) {
    const problem = problemOf(error)
    if (problem === null) throw error
    await withOrganization(database, organizationId, (tx) => failUpload(tx, uploadId, problem))
  }
}

/** The first file's receipt also says which files beside it were left aside. */
function loadingFiles({ exports, leftAside }: DetectedExports): LoadingFile[] {
  const asides = leftAside.map((refusal) => `left aside: ${refusal.message}`)
  return exports.map(({ name, exported, format }, index) => ({
    name,
    format: format.id,
    read: () => withNotes(format.read(exported, { platform: null }), index === 0 ? asides : []),
  }))
}

async function* withNotes(
  rows: AsyncGenerator<SourceRow[], ReadSummary>,
  notes: readonly string[],
): AsyncGenerator<SourceRow[], ReadSummary> {
  const summary = yield* rows
  return { ...summary, notes: [...summary.notes, ...notes] }
}

function problemOf(error: unknown): UploadProblem | null {
  if (error instanceof ExportRefused) return { title: error.name, detail: error.message, file: error.file }
  if (error instanceof NothingAccepted) return { title: error.name, detail: error.message, file: error.file }
  return null
}
