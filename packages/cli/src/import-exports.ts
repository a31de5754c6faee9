import { ColumnsUnknown, detectExports, type SaidOfExports } from '@weft/ingest/detect-exports'
import { loadStoredUpload } from '@weft/ingest/load-stored-upload'
import { namedFormat } from '@weft/ingest/named-format'
import { storeUpload } from '@weft/ingest/store-upload'
import type { RememberedMappings } from '@weft/sources/mapping/remembered-format'
import type { ExportInput } from '@weft/sources/open-export'
import { rememberedMapping } from '@weft/store/column-mappings'
import { withOrganization } from '@weft/store/database'
import type { Upload, UploadHeld, UploadOptions } from '@weft/store/upload'
import { findUpload, type Receipt, receiptOfUpload } from '@weft/store/uploads'
import { CannotDo } from './expected-error.ts'
import type { Installation } from './installation.ts'
import { packed } from './pack-folder.ts'
import type { Progress } from './progress.ts'

/** A file, folder or zip, and what is said of it. */
export interface SaidExport {
  path: string
  options: UploadOptions
}

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
  imports: readonly SaidExport[],
  progress: Progress,
): Promise<Imported[]> {
  for (const { path, options } of imports) {
    await detect(
      { path, name: path },
      { as: namedFormat(options), remembered: mappingsOf(installation, organizationId) },
    )
  }
  const imported: Imported[] = []
  for (const [index, { path, options }] of imports.entries()) {
    progress.at(index, `reading ${path}`)
    const { name, bytes } = await packed(path)
    const uploadId = await storeUpload(installation, organizationId, name, bytes, options)
    await loadStoredUpload(installation, organizationId, uploadId, {
      onProgress: ({ stage, rows }) => progress.at(index, `${stage} ${path}: ${rows} rows`),
    })
    imported.push(
      await withOrganization(installation.database, organizationId, async (tx) => {
        const upload = await findUpload(tx, uploadId)
        if (upload === undefined) throw new Error(`upload ${uploadId} is gone`)
        if (upload.problem !== null) throw new CannotDo(upload.problem.detail)
        if (upload.held !== null) throw new CannotDo(`${name}: ${upload.held.detail}${adviceFor(upload.held)}`)
        if (upload.state !== 'loaded') throw new CannotDo(`${name}: the upload is ${upload.state}`)
        return { upload, receipt: await receiptOfUpload(tx, uploadId) }
      }),
    )
  }
  return imported
}

function mappingsOf({ database }: Installation, organizationId: string): RememberedMappings {
  return (key) => withOrganization(database, organizationId, (tx) => rememberedMapping(tx, key))
}

async function detect(input: ExportInput, said: SaidOfExports): Promise<void> {
  try {
    await detectExports(input, said)
  } catch (error) {
    if (error instanceof ColumnsUnknown) throw new CannotDo(`${error.message}; weft columns suggests a --mapping`)
    throw error
  }
}

/** How a command line says what a held upload waits for. */
function adviceFor({ reason }: UploadHeld): string {
  if (reason === 'rejected_rows') return '; with --accept-rejects the others are loaded'
  return reason === 'account_needed' ? '; say it with --account' : ''
}
