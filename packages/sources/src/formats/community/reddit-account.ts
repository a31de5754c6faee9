import type { AccountRef } from '@weft/model/account'

/** A Reddit account by its name, and by its stable id (`t2_…`) where an answer has it. */
export function redditAccount(handle: string, platformId: string | null = null): AccountRef {
  return { platform: 'reddit', platformId, handle }
}

/** Accounts that a text names: `u/name` or `/u/name`. */
export function redditMentions(text: string): AccountRef[] {
  return [...text.matchAll(/(?<![\w/])\/?u\/([\w-]{3,20})(?![\w-])/g)].map(([, handle = '']) => redditAccount(handle))
}

/** An address of Reddit: its API writes them without the host. */
export function redditAddress(permalink: string | null): string | null {
  return permalink?.startsWith('/') === true ? `https://www.reddit.com${permalink}` : permalink
}
