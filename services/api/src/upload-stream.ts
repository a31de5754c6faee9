import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'

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

/** A file's name says where people find it again, not where it lies; the rest of a path or a control character does not. */
const NAME_CHARACTERS_MAX = 200

/**
 * The one file of a multipart form, as a stream of its bytes. Throws {@link NoFileInForm}; reading the bytes throws
 * {@link UploadTooLarge} as soon as there are too many, and {@link UploadUnreadable} where the form breaks off.
 */
export async function uploadedFile(
  request: FastifyRequest,
  bytesMax: number,
): Promise<{ name: string; bytes: AsyncGenerator<Uint8Array> }> {
  const part = await firstFile(request)
  if (part === undefined) throw new NoFileInForm(null)
  if (part.fieldname !== 'file') {
    part.file.resume()
    throw new NoFileInForm(part.fieldname)
  }
  const name = part.filename.replaceAll(/\p{Cc}/gu, '').slice(0, NAME_CHARACTERS_MAX)
  return { name: name === '' ? 'upload' : name, bytes: bytesOf(part, bytesMax) }
}

async function firstFile(request: FastifyRequest): Promise<MultipartFile | undefined> {
  try {
    return await request.file()
  } catch (error) {
    if (isFromFramework(error)) throw error
    throw new UploadUnreadable(error)
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
