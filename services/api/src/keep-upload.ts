import { recordAct } from '@weft/store/audit'
import { withOrganization } from '@weft/store/database'
import type { StoredFile } from '@weft/store/files'
import type { UploadOptions } from '@weft/store/upload'
import { endLoading, endUndoing } from '@weft/store/upload-states'
import { createUpload } from '@weft/store/uploads'
import type { ApiParts } from './parts.ts'

/** Where an upload's bytes lie. */
export function fileKeyOf(organizationId: string, uploadId: string): string {
  return `${organizationId}/uploads/${uploadId}`
}

/** A file that was stored, and who sent it. */
export interface SentFile {
  id: string
  name: string
  stored: StoredFile
  options: UploadOptions
  actor: string
}

/** Notes a stored file as an upload, with who made it, and asks for it to be loaded. */
export async function keepUpload(parts: ApiParts, organizationId: string, sent: SentFile): Promise<void> {
  const { id, name, stored, options, actor } = sent
  const { bytes, sha256 } = stored
  await withOrganization(parts.database, organizationId, async (tx) => {
    await createUpload(tx, organizationId, { id, name, fileKey: fileKeyOf(organizationId, id), options, ...stored })
    const detail = { name, bytes, sha256, options }
    await recordAct(tx, organizationId, { actor, act: 'upload_file', subject: id, detail })
  })
  await askToLoad(parts, organizationId, id)
}

/** Asks for an upload to be loaded. One that nobody was asked to load would wait for ever, and scoring with it. */
export async function askToLoad(
  { database, queue }: ApiParts,
  organizationId: string,
  uploadId: string,
): Promise<void> {
  try {
    await queue.send('load_upload', { organizationId, uploadId }, { singletonKey: uploadId })
  } catch (error) {
    const detail = 'It was received but could not be queued, for a reason on our side; try again.'
    const problem = { title: 'Not queued', detail, file: null }
    await withOrganization(database, organizationId, (tx) => endLoading(tx, uploadId, { state: 'failed', problem }))
    throw error
  }
}

/** Asks for an upload to be undone; where nobody can be asked, it is loaded as before. */
export async function askToUndo(
  { database, queue }: ApiParts,
  organizationId: string,
  uploadId: string,
): Promise<void> {
  try {
    await queue.send('undo_upload', { organizationId, uploadId }, { singletonKey: uploadId })
  } catch (error) {
    const detail = 'Undoing it could not be queued, for a reason on our side; try again.'
    const problem = { title: 'Not undone', detail, file: null }
    await withOrganization(database, organizationId, (tx) => endUndoing(tx, uploadId, problem))
    throw error
  }
}
