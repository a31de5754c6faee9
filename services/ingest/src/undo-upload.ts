import { withOrganization, withOrganizationClient } from '@weft/store/database'
import { takeTurn } from '@weft/store/load/load-turn'
import { loadUpload } from '@weft/store/load/load-upload'
import { takeOutUpload, type UndoneSoFar, type UploadAgain } from '@weft/store/undo/take-out-upload'
import type { UploadProblem, UploadProgress } from '@weft/store/upload'
import { endUndoing, noteProgress } from '@weft/store/upload-states'
import { ReadAgain } from './assumed-accounts.ts'
import { LoadProgress, type ProgressNotes } from './load-progress.ts'
import { rejectedShareMaxOf } from './load-stored-upload.ts'
import { endOf } from './loading-end.ts'
import { type LoadService, openUploadExports } from './upload-exports.ts'

/** Another upload cannot be loaded again, so that this one cannot be undone. Nothing was changed. */
class NotLoadedAgain extends Error {
  override name = 'NotLoadedAgain'
  readonly problem: UploadProblem
  constructor({ id, name }: UploadAgain, why: string) {
    const detail =
      'Nothing was changed. To leave out what only this upload brought, the others are loaded again without it, and ' +
      `${name} (upload ${id}) cannot be: ${why}`
    super(detail)
    this.problem = { title: 'Not undone', detail, file: name }
  }
}

/**
 * Undoes a loaded upload: takes out exactly what only it brought, whole or not at all.
 *
 * Every other loaded upload is loaded again from its stored file, with what was said with it and decided about it, in one
 * transaction; until that ends everybody sees all as it was. Where one of them cannot be read any more, this one stays
 * loaded and says why. Anything else that goes wrong is thrown, for the queue to try again. Doing it twice changes
 * nothing, nor does doing it twice at once. Takes about twice as long as loading all the others did, and no more memory
 * than one load.
 * `onProgress` is told after every batch of rows.
 */
export async function undoUpload(
  service: LoadService,
  organizationId: string,
  uploadId: string,
  { onProgress }: { onProgress?: (progress: UploadProgress) => void } = {},
): Promise<void> {
  const { database } = service
  try {
    await withOrganizationClient(database, organizationId, async (client) => {
      if (!(await takeTurn(client, uploadId, 'undoing'))) return
      let rows = 0
      await takeOutUpload(client, organizationId, uploadId, async (other, soFar) => {
        const mark = async (progress: UploadProgress): Promise<void> => {
          await withOrganization(database, organizationId, (tx) => noteProgress(tx, uploadId, progress, 'undoing'))
        }
        const notes = notesOfAll({ mark, batch: onProgress }, rows, other, soFar)
        rows += await loadAgain(service, client, organizationId, other, notes)
      })
    })
  } catch (error) {
    if (!(error instanceof NotLoadedAgain)) throw error
    await withOrganization(database, organizationId, (tx) => endUndoing(tx, uploadId, error.problem))
  }
}

/** Loads an upload whose records were taken out; says how many rows it has. */
async function loadAgain(
  service: LoadService,
  client: Parameters<typeof loadUpload>[0],
  organizationId: string,
  upload: UploadAgain,
  notes: ProgressNotes,
): Promise<number> {
  try {
    await using exports = await openUploadExports(service, organizationId, upload, upload.readWith)
    const rejectedShareMax = rejectedShareMaxOf(upload)
    for (;;) {
      let rows = 0
      const batch = (at: UploadProgress): void => {
        rows = at.rows
        notes.batch?.(at)
      }
      const files = exports.loadingFiles(new LoadProgress({ mark: async (at) => await notes.mark(at), batch }))
      await client.query('savepoint before_upload')
      try {
        const outcome = await loadUpload(client, organizationId, upload.id, files, { rejectedShareMax, isAgain: true })
        if (outcome === 'held') throw new NotLoadedAgain(upload, 'too many of its rows cannot be used')
        await client.query('release savepoint before_upload')
        return rows
      } catch (error) {
        if (!(error instanceof ReadAgain)) throw error
        await client.query('rollback to savepoint before_upload')
      }
    }
  } catch (error) {
    const end = endOf(error)
    if (end === null || end.state === 'cancelled') throw error
    throw new NotLoadedAgain(upload, end.state === 'held' ? end.held.detail : end.problem.detail)
  }
}

/** Tells how far one upload has come as a part of all that are loaded again. */
function notesOfAll(
  notes: ProgressNotes,
  rowsBefore: number,
  { bytes }: UploadAgain,
  { bytesBefore, bytesTotal }: UndoneSoFar,
): ProgressNotes {
  const ofAll = (at: UploadProgress): UploadProgress => {
    const share = at.bytesTotal === 0 ? 1 : at.bytesRead / at.bytesTotal
    return {
      stage: at.stage,
      bytesRead: Math.round(bytesBefore + share * bytes),
      bytesTotal,
      rows: rowsBefore + at.rows,
    }
  }
  return { mark: (at) => notes.mark(ofAll(at)), batch: (at) => notes.batch?.(ofAll(at)) }
}
