import { hasDone } from '@weft/store/audit'
import type { OrganizationTransaction } from '@weft/store/database'
import type { Upload } from '@weft/store/upload'
import { findUpload } from '@weft/store/uploads'
import type { FastifyRequest } from 'fastify'
import { actorOf, keyOf } from './access.ts'
import { NotFound } from './not-found.ts'

/** An upload that the caller may see: an uploader those made with its own key. Throws `NotFound` for any other. */
export async function visibleUpload(tx: OrganizationTransaction, request: FastifyRequest, id: string): Promise<Upload> {
  const upload = await findUpload(tx, id)
  const isTheirs =
    keyOf(request).role !== 'uploader' ||
    (await hasDone(tx, { actor: actorOf(request), act: 'upload_file', subject: id }))
  if (upload === undefined || !isTheirs) throw new NotFound(`upload ${id}`)
  return upload
}
