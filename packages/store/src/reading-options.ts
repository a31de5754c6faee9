import { readAccountRef } from '@weft/model/account'
import type { ReadOptions } from '@weft/sources/format'
import type { UploadOptions } from './upload.ts'

/** What was said with an upload, as readers take it. */
export function readingOptions({ platform, account, takenAt }: UploadOptions): ReadOptions {
  return {
    platform: platform ?? null,
    ...(account === undefined ? {} : { account: readAccountRef(account) }),
    ...(takenAt === undefined ? {} : { takenAt: Date.parse(takenAt) }),
  }
}
