import type { Format } from '@weft/sources/format'
import { FORMATS } from '@weft/sources/formats'
import type { UploadOptions } from '@weft/store/upload'

/** The format that somebody named, `null` where nobody did. Throws where there is none of that name any more. */
export function namedFormat({ format: id }: UploadOptions): Format | null {
  if (id === undefined) return null
  const format = FORMATS.find((one) => one.id === id)
  if (format === undefined) throw new Error(`there is no format "${id}"`)
  return format
}
