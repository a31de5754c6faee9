import { isPlatform, type Platform } from './platform.ts'

/**
 * How an export names an account: by the platform's stable id, by handle, or by both. At least one is there.
 *
 * Ids are text: most exceed 2^53. Handles are kept as written, without a leading `@`.
 */
export interface AccountRef {
  platform: Platform
  platformId: string | null
  handle: string | null
}

/**
 * The form of a handle that identity is compared by: trimmed, no leading `@`, lower case.
 * Fediverse handles keep their host.
 */
export function foldHandle(handle: string): string {
  return handle.trim().replace(/^@/, '').toLowerCase()
}

/**
 * The text that two mentions of one account share: its stable id if there is one, else its folded handle.
 * Ids and handles live in different spaces, so `x:id:783214` never equals `x:@783214`.
 */
export function accountKey(ref: AccountRef): string {
  if (ref.platformId !== null) return `${ref.platform}:id:${ref.platformId}`
  if (ref.handle !== null) return `${ref.platform}:@${foldHandle(ref.handle)}`
  throw new Error('an account reference needs a platform id or a handle')
}

/** An account as people write it on a command line: `x:handle`, `mastodon:user@host`. */
export class NotAnAccount extends Error {
  override name = 'NotAnAccount'
  readonly text: string
  constructor(text: string) {
    super(
      `"${text}" is not an account: write PLATFORM:HANDLE, for example x:weftmuseum or mastodon:weft@example.social`,
    )
    this.text = text
  }
}

/** Reads `PLATFORM:HANDLE`; throws {@link NotAnAccount}. */
export function readAccountRef(text: string): AccountRef {
  const colon = text.indexOf(':')
  const platform = text.slice(0, Math.max(colon, 0)).trim().toLowerCase()
  const handle = text
    .slice(colon + 1)
    .trim()
    .replace(/^@/, '')
  if (!isPlatform(platform) || handle === '') throw new NotAnAccount(text)
  return { platform, platformId: null, handle }
}
