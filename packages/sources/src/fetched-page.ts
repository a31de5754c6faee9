import { isPlatform, type Platform } from '@weft/model/platform'
import { asObject, isObject, type JsonObject, objectAt, textAt } from './json-fields.ts'
import type { LosslessJson } from './lossless-json.ts'
import { readTime } from './time.ts'

/** An answer of a platform's API with what was asked, as `weft fetch` keeps it. */
export interface FetchedPage {
  platform: Platform
  /** What was asked for: followers, following, statuses, threads, notifications. */
  endpoint: string
  /** Of which account, as its handle. */
  account: string
  /** When, UTC milliseconds. */
  takenAt: number | null
  /** The address that was asked, with its parameters. */
  url: string | null
  /** True for the page that was asked for first; false where that is not said. */
  isFirst: boolean
  /** True for a page after which the server had no more; false where that is not said. */
  isLast: boolean
  body: LosslessJson
}

/** The page in a line that `weft fetch` wrote; `null` for any other JSON. */
export function fetchedPage(value: LosslessJson): FetchedPage | null {
  const line: JsonObject = asObject(value)
  if (!isObject(line['weft_fetch']) || !('body' in line)) return null
  const about = objectAt(line, 'weft_fetch')
  const platform = textAt(about, 'platform') ?? ''
  const endpoint = textAt(about, 'endpoint')
  const account = textAt(about, 'account')
  if (!isPlatform(platform) || endpoint === null || account === null) return null
  return {
    platform,
    endpoint,
    account,
    takenAt: readTime(textAt(about, 'taken_at') ?? '')?.time ?? null,
    url: textAt(about, 'url'),
    isFirst: about['cursor'] === null,
    isLast: about['next'] === null,
    body: line['body'] ?? null,
  }
}
