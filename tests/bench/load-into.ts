import { loadStoredUpload } from '@weft/ingest/load-stored-upload'
import { closeDatabase, openDatabase, withOrganization } from '@weft/store/database'
import { folderFiles } from '@weft/store/files/folder-files'
import { findUpload, receiptOfUpload } from '@weft/store/uploads'
import type { BenchDatabase } from './bench-database.ts'

/** Loads one of the stored uploads as the ingest service does; gives the number of its rows. */
export async function loadInto(url: string, stored: BenchDatabase, table: number): Promise<number> {
  const { organizationId, filesFolder, uploadIds } = stored
  const uploadId = uploadIds[table]
  if (uploadId === undefined) throw new Error(`no upload ${table} was stored`)
  const database = await openDatabase({ url })
  await loadStoredUpload({ database, files: folderFiles(filesFolder) }, organizationId, uploadId)
  const { upload, receipt } = await withOrganization(database, organizationId, async (tx) => ({
    upload: await findUpload(tx, uploadId),
    receipt: await receiptOfUpload(tx, uploadId),
  }))
  await closeDatabase(database)
  if (upload?.state !== 'loaded') throw new Error(`the upload is ${upload?.state}: ${upload?.problem?.detail}`)
  return receipt.totals.rows
}
