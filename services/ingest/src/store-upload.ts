import { randomUUID } from 'node:crypto'
import { type Database, withOrganization } from '@weft/store/database'
import type { FileStore } from '@weft/store/files'
import type { UploadOptions } from '@weft/store/upload'
import { createUpload } from '@weft/store/uploads'

/**
 * Puts an upload's bytes where they are kept and notes it as waiting; returns its id. Loading is a job of its own.
 *
 * The name is what people see; the key under which the bytes lie does not depend on it.
 */
export async function storeUpload(
  { database, files }: { database: Database; files: FileStore },
  organizationId: string,
  name: string,
  bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  options: UploadOptions = {},
): Promise<string> {
  const id = randomUUID()
  const fileKey = `${organizationId}/uploads/${id}`
  const stored = await files.put(fileKey, bytes)
  await withOrganization(database, organizationId, (tx) =>
    createUpload(tx, organizationId, { id, name, fileKey, options, ...stored }),
  )
  return id
}
