import type { Platform } from '@weft/model/platform'
import { finderOf } from './mapping/finder-of-words.ts'

const PLATFORM_WORDS: Readonly<Record<Platform, string>> = {
  x: 'x, twitter, x profile, twitter profile, x twitter, twitter x, x com, twitter com, x formerly twitter, formerly twitter',
  mastodon: 'mastodon, fediverse',
  bluesky: 'bluesky, bluesky profile, bsky, bsky app, bsky social',
  linkedin: 'linkedin, linked in, linkedin com, linkedin page, linkedin company page, linkedin profile',
  instagram:
    'instagram, ig, insta, instagram public, instagram com, instagram business, instagram business account, instagram business profile, instagram profile',
  facebook: 'facebook, fb, facebook com, facebook public, facebook page, facebook pages, facebook profile',
  threads: 'threads, threads profile, threads net, threads com',
  youtube: 'youtube, yt, youtube channel, youtube com, you tube',
  reddit: 'reddit, reddit com',
  slack: 'slack',
  discourse: 'discourse',
  other: 'other',
}

const findPlatform = finderOf(PLATFORM_WORDS)

/** The platform that a cell names, by one of the names that tools have for it; `null` for any other word. */
export function platformNamed(cell: string): Platform | null {
  return findPlatform(cell)
}

const HOSTS: readonly (readonly [pattern: RegExp, platform: Platform])[] = [
  [/^(?:twitter|x)\.com$/, 'x'],
  [/^(?:.*\.)?facebook\.com$|^fb\.(?:com|me|watch)$/, 'facebook'],
  [/^instagram\.com$/, 'instagram'],
  [/^(?:.*\.)?linkedin\.com$|^lnkd\.in$/, 'linkedin'],
  [/^threads\.(?:net|com)$/, 'threads'],
  [/^(?:.*\.)?youtube\.com$|^youtu\.be$/, 'youtube'],
  [/^(?:.*\.)?reddit\.com$|^redd\.it$/, 'reddit'],
  [/^bsky\.app$/, 'bluesky'],
]

/** The platform that an address lies at; `null` for any other host: Fediverse servers have names of their own. */
export function platformOfUrl(url: string): Platform | null {
  const host = /^(?:https?:\/\/)?(?:(?:www|m|mobile)\.)?([\w.-]+)(?:[/?#:]|$)/i.exec(url.trim())?.[1]?.toLowerCase()
  return HOSTS.find(([pattern]) => host !== undefined && pattern.test(host))?.[1] ?? null
}
