import { readAccountRef } from '@weft/model/account'
import type { Format, ReadOptions } from '@weft/sources/format'
import { FORMATS } from '@weft/sources/formats'
import type { UploadOptions } from '@weft/store/upload'

/** What was said with an upload, as readers take it. */
export function readingOptions({ platform, account, takenAt }: UploadOptions): ReadOptions {
  return {
    platform: platform ?? null,
    ...(account === undefined ? {} : { account: readAccountRef(account) }),
    ...(takenAt === undefined ? {} : { takenAt: Date.parse(takenAt) }),
  }
}

/** The format that somebody named, `null` where nobody did. Throws where there is none of that name any more. */
export function namedFormat({ format: id }: UploadOptions): Format | null {
  if (id === undefined) return null
  const format = FORMATS.find((one) => one.id === id)
  if (format === undefined) throw new Error(`there is no format "${id}"`)
  return format
}
