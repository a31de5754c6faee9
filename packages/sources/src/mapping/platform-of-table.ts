import type { Platform } from '@weft/model/platform'
import { platformOfUrl } from '../platform-named.ts'
import { isAbsent } from './column-kind.ts'
import type { ColumnPair } from './column-pairs.ts'
import type { DescribedTable } from './describe-table.ts'
import { plainHeading } from './plain-heading.ts'

/** The one platform that all addresses of the table lie at, or that its headings speak of. */
export function platformOfTable(pairs: readonly ColumnPair[], { columns }: DescribedTable): Platform | null {
  const urls = pairs.find(({ role }) => role === 'url')?.column.cells.filter((cell) => !isAbsent(cell)) ?? []
  const platforms = new Set(urls.map(platformOfUrl))
  if (platforms.size > 0) {
    const [only] = platforms
    return platforms.size === 1 && only !== undefined ? only : null
  }
  const words = new Set(columns.flatMap(({ heading }) => plainHeading(heading).split(' ')))
  const spoken = (Object.entries(WORDS_OF_PLATFORM) as [Platform, readonly string[]][]).filter(([, own]) =>
    own.some((word) => words.has(word)),
  )
  return spoken.length === 1 ? (spoken[0]?.[0] ?? null) : null
}

/** Words that only one platform has for its things. */
const WORDS_OF_PLATFORM: Partial<Readonly<Record<Platform, readonly string[]>>> = {
  x: ['tweet', 'tweets', 'twitter', 'retweet', 'retweets', 'retweeted'],
  mastodon: ['toot', 'toots', 'boosts', 'reblogs', 'reblog'],
  instagram: ['instagram'],
  facebook: ['facebook'],
  linkedin: ['linkedin'],
  youtube: ['youtube'],
  reddit: ['subreddit'],
  bluesky: ['bluesky', 'did'],
}
