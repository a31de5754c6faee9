import type { Multipart, MultipartFile } from '@fastify/multipart'
import { UploadFields } from '@weft/contract/uploads'
import type { StoredFile } from '@weft/store/files'
import type { FastifyRequest } from 'fastify'
import { assertDigest, statedDigest } from './upload-digest.ts'
import { type SaidOfUpload, saidOfUpload } from './upload-said.ts'

export class UploadTooLarge extends Error {
  override name = 'UploadTooLarge'
  constructor(bytesMax: number) {
    super(
      `the file is larger than ${Math.floor(bytesMax / 1024 / 1024)} MB (${bytesMax} bytes), the most that is taken here; ` +
        'leave the media out of the export, or have WEFT_UPLOAD_MEGABYTES_MAX raised',
    )
  }
}

export class NoFileInForm extends Error {
  override name = 'NoFileInForm'
  constructor(found: string | null) {
    const but = found === null ? '' : `, not "${found}"`
    super(`send the export as multipart/form-data in the field "file"${but}; for example: curl -F file=@archive.zip …`)
  }
}

export class UploadUnreadable extends Error {
  override name = 'UploadUnreadable'
  constructor(cause: unknown) {
    super('the form ended early or is malformed; nothing was kept, send it again', { cause })
  }
}

/** A form as it was received: its one file kept, and what its other fields say. */
export interface ReceivedForm {
  name: string
  stored: StoredFile
  said: SaidOfUpload
}

/** Where a form's file goes, and how it is taken away again where the form turns out to be no good. */
export interface FileKeeper {
  keep(bytes: AsyncIterable<Uint8Array>): Promise<StoredFile>
  remove(): Promise<void>
}

/**
 * Receives a multipart form: the file goes to its place as it comes in; the other fields may stand before or after it.
 *
 * Throws {@link NoFileInForm}, {@link UploadTooLarge} as soon as there is too much, {@link UploadUnreadable} where the
 * form breaks off, `RequestInvalid` for fields that are wrong and `DigestMismatch` where the file is not the one that
 * was meant. Then nothing is kept.
 */
export async function receiveForm(
  request: FastifyRequest,
  bytesMax: number,
  keeper: FileKeeper,
): Promise<ReceivedForm> {
  const fields: Record<string, unknown> = {}
  let received: Omit<ReceivedForm, 'said'> | null = null
  try {
    for await (const part of partsOf(request)) {
      if (part.type === 'field') {
        fields[part.fieldname] = part.value
      } else if (part.fieldname === 'file') {
        received = { name: uploadName(part.filename), stored: await keeper.keep(bytesOf(part, bytesMax)) }
      } else {
        part.file.resume()
        throw new NoFileInForm(part.fieldname)
      }
    }
    if (received === null) throw new NoFileInForm(null)
    const said = saidOfUpload(UploadFields, fields)
    assertDigest(statedDigest(said.sha256, request), received.stored)
    return { ...received, said }
  } catch (error) {
    if (received !== null) await keeper.remove()
    throw error
  }
}

/** A file's name says where people find it again, not where it lies; the rest of a path or a control character does not. */
const NAME_CHARACTERS_MAX = 200

/** The name to show for a file that was sent under this one. */
export function uploadName(sent: string): string {
  const name = sent.replaceAll(/\p{Cc}/gu, '').slice(0, NAME_CHARACTERS_MAX)
  return name === '' ? 'upload' : name
}

async function* partsOf(request: FastifyRequest): AsyncGenerator<Multipart> {
  const parts = request.parts()
  for (;;) {
    let next: IteratorResult<Multipart, unknown>
    try {
      next = await parts.next()
    } catch (error) {
      throw isFromFramework(error) ? error : new UploadUnreadable(error)
    }
    if (next.done === true) return
    yield next.value
  }
}

async function* bytesOf(part: MultipartFile, bytesMax: number): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of part.file) yield chunk as Uint8Array
  } catch (error) {
    throw part.file.truncated ? new UploadTooLarge(bytesMax) : new UploadUnreadable(error)
  }
  if (part.file.truncated) throw new UploadTooLarge(bytesMax)
}

function isFromFramework(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error
}
