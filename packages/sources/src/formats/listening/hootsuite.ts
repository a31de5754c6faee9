import { textOf } from '../../cell.ts'
import { derivedId } from '../../derived-id.ts'
import { COUNTS_ONLY } from './cannot-tell.ts'
import { idOrLink, ownAccount } from './own-post.ts'
import { formatOfPosts, NO_ACCOUNT, namedByUrl, platformOfSource, saidInTweet } from './post-table.ts'

/** Hootsuite’s report of one’s own posts, below a title and a range of dates. */
export const hootsuite = formatOfPosts({
  id: 'hootsuite',
  name: 'Hootsuite post performance',
  howToGet: 'In Hootsuite Analytics: the report, Export, CSV.',
  tells: 'The account’s own posts with text, and how often each was seen, liked, commented on and shared.',
  cannotTell: `${COUNTS_ONLY} Whose posts they are, where their links do not say so.`,
  required: ['date (gmt)', 'post id', 'post message', 'social network'],
  optional: [
    'post permalink',
    'post type',
    'impressions',
    'reach',
    'engagement',
    'likes',
    'comments',
    'shares',
    'post link clicks',
    'video views',
    'reactions',
    'engagement rate',
  ],
  timeColumn: 'date (gmt)',
  counted: [
    ['impressions', 'impressions'],
    ['reach', 'reach'],
    ['engagement', 'engagements'],
    ['likes', 'likes'],
    ['comments', 'replies'],
    ['shares', 'reposts'],
    ['post link clicks', 'clicks'],
    ['video views', 'views'],
  ],
  post(cells, { times, options, place }) {
    const platform = platformOfSource(cells('post permalink'), cells('social network'))
    if (platform === null) return NO_ACCOUNT
    const url = cells('post permalink').trim()
    const time = times?.read(cells('date (gmt)')) ?? null
    const text = textOf(cells('post message'))
    const written = idOrLink(cells('post id'), url)
    const named = namedByUrl(platform, url, { id: written ?? derivedId(platform, time, text), author: null })
    const author = named.author ?? ownAccount(platform, null, options, place)
    return { id: named.id, author, time, text, url: textOf(url), ...(platform === 'x' ? saidInTweet(text ?? '') : {}) }
  },
})
