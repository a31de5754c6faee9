import { withOrganization, withOrganizationClient } from '@weft/store/database'
import { isCancelling, takeTurn } from '@weft/store/load/load-turn'
import { loadUpload, REJECTED_SHARE_MAX } from '@weft/store/load/load-upload'
import type { Upload, UploadProgress } from '@weft/store/upload'
import { endLoading, noteProgress, noteReadWith, startLoading } from '@weft/store/upload-states'
import { findUpload, receiptOfUpload } from '@weft/store/uploads'
import { ReadAgain } from './assumed-accounts.ts'
import { LoadProgress, type ProgressNotes } from './load-progress.ts'
import { endOf, heldForRejects, UploadCancelled } from './loading-end.ts'
import { type LoadService, openUploadExports } from './upload-exports.ts'

/**
 * Loads a stored upload: detects what it is, reads it, and brings its rows into the database, whole or not at all.
 *
 * An upload that cannot be used is marked as failed with the reason, and one that a person has to decide about is held;
 * those are results, not errors. Anything else that goes wrong (the database, the disk) is thrown, for the queue to try
 * again. Doing it twice changes nothing, nor does doing it twice at once. `onProgress` is told after every batch of rows.
 */
export async function loadStoredUpload(
  service: LoadService,
  organizationId: string,
  uploadId: string,
  { onProgress }: { onProgress?: (progress: UploadProgress) => void } = {},
): Promise<void> {
  const { database } = service
  const upload = await withOrganization(database, organizationId, async (tx) => {
    await startLoading(tx, uploadId)
    return await findUpload(tx, uploadId)
  })
  if (upload?.state !== 'loading') return
  try {
    if (upload.cancelling) throw new UploadCancelled()
    const outcome = await loadRows(service, organizationId, upload, onProgress)
    if (outcome !== 'held') return
    await withOrganization(database, organizationId, async (tx) => {
      const held = heldForRejects(await receiptOfUpload(tx, uploadId))
      await endLoading(tx, uploadId, { state: 'held', held })
    })
  } catch (error) {
    const end = endOf(error)
    if (end === null) throw error
    await withOrganization(database, organizationId, (tx) => endLoading(tx, uploadId, end))
  }
}

async function loadRows(
  service: LoadService,
  organizationId: string,
  upload: Upload,
  onProgress: ProgressNotes['batch'],
): Promise<'loaded' | 'held' | 'not ours to load'> {
  const { database } = service
  await using exports = await openUploadExports(service, organizationId, upload)
  const rejectedShareMax = rejectedShareMaxOf(upload)
  for (;;) {
    const files = exports.loadingFiles(new LoadProgress(progressNotes(service, organizationId, upload.id, onProgress)))
    try {
      return await withOrganizationClient(database, organizationId, async (client) => {
        if (!(await takeTurn(client, upload.id))) return 'not ours to load'
        const outcome = await loadUpload(client, organizationId, upload.id, files, { rejectedShareMax })
        if (outcome === 'loaded') await noteReadWith(client, upload.id, exports.readWith)
        if (await isCancelling(client, upload.id)) throw new UploadCancelled()
        return outcome
      })
    } catch (error) {
      if (!(error instanceof ReadAgain)) throw error
    }
  }
}

/** How much of an upload may be rejected before a person has to see it; `null`: one has. */
export function rejectedShareMaxOf({ options }: Pick<Upload, 'options'>): number | null {
  return options.acceptRejects === true ? null : REJECTED_SHARE_MAX
}

function progressNotes(
  { database }: LoadService,
  organizationId: string,
  uploadId: string,
  batch: ProgressNotes['batch'],
): ProgressNotes {
  return {
    batch,
    mark: async (at) => {
      // On a connection of its own: what the load's transaction writes is seen by nobody until it is over.
      const isUnwanted = await withOrganization(database, organizationId, (tx) => noteProgress(tx, uploadId, at))
      if (isUnwanted) throw new UploadCancelled()
    },
  }
}
