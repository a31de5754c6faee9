import { detectExports } from '@weft/ingest/detect-exports'
import { loadStoredUpload } from '@weft/ingest/load-stored-upload'
import { storeUpload } from '@weft/ingest/store-upload'
import { withOrganization } from '@weft/store/database'
import { findUpload, type Receipt, receiptOfUpload, type Upload } from '@weft/store/uploads'
import { CannotDo } from './expected-error.ts'
import type { Installation } from './installation.ts'
import { packed } from './pack-folder.ts'
import type { Progress } from './progress.ts'

/** An import that was loaded, with its receipt. */
export interface Imported {
  upload: Upload
  receipt: Receipt
}

/**
 * Imports files, folders and zips, each as one upload, in the order given.
 *
 * All are looked at before the first is loaded, so that a path that cannot be read at all changes nothing. Throws
 * {@link CannotDo} with the reason at the first that cannot be used; those before it stay.
 */
export async function importExports(
  installation: Installation,
  organizationId: string,
  paths: readonly string[],
  progress: Progress,
): Promise<Imported[]> {
  for (const path of paths) await detectExports({ path, name: path })
  const imported: Imported[] = []
  for (const [index, path] of paths.entries()) {
    progress.at(index, `reading ${path}`)
    const { name, bytes } = await packed(path)
    const uploadId = await storeUpload(installation, organizationId, name, bytes)
    await loadStoredUpload(installation, organizationId, uploadId)
    imported.push(
      await withOrganization(installation.database, organizationId, async (tx) => {
        const upload = await findUpload(tx, uploadId)
        if (upload === undefined) throw new Error(`upload ${uploadId} is gone`)
        if (upload.problem !== null) throw new CannotDo(upload.problem.detail)
        return { upload, receipt: await receiptOfUpload(tx, uploadId) }
      }),
    )
  }
  return imported
}
