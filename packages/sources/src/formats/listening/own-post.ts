import type { AccountRef } from '@weft/model/account'
import type { Platform } from '@weft/model/platform'
import { readId, textOf, WrongCell } from '../../cell.ts'
import type { ReadOptions, RowPlace } from '../../format.ts'
import { AccountNeeded } from '../../refusal.ts'

/** The account as its link or column names it, else as it was said at upload. */
export function ownAccount(
  platform: Platform,
  handle: string | null,
  { account }: ReadOptions,
  place: RowPlace,
): AccountRef {
  if (handle !== null) return { platform, platformId: null, handle }
  if (account?.platform === platform) return account
  if (account !== undefined) {
    const problem = `the row does not say whose post it is, and the account that was named is not on ${platform}`
    throw new WrongCell({
      column: null,
      value: null,
      problem,
      fix: 'hand the rows of each platform in with its account',
    })
  }
  throw new AccountNeeded(place.file, platform, 'posts')
}

/** A spreadsheet may have rounded the id: then the link, which it leaves alone, stands for the post. */
export function idOrLink(cell: string, url: string): string | null {
  try {
    return readId('post id', cell) ?? textOf(url)
  } catch (error) {
    if (error instanceof WrongCell && url !== '') return url
    throw error
  }
}
