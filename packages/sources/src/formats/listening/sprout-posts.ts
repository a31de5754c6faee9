import { textOf } from '../../cell.ts'
import { derivedId } from '../../derived-id.ts'
import { COUNTS_ONLY } from './cannot-tell.ts'
import { idOrLink, ownAccount } from './own-post.ts'
import { formatOfPosts, NO_ACCOUNT, namedByUrl, platformOfSource, saidInTweet } from './post-table.ts'

/** Sprout Social’s report of one’s own posts. */
export const sproutPosts = formatOfPosts({
  id: 'sprout_posts',
  name: 'Sprout Social post performance',
  howToGet: 'In Sprout Social: Reports, Post Performance, Share, Export CSV.',
  tells: 'The profiles’ own posts with text, and how often each was seen, liked, commented on and shared.',
  cannotTell: COUNTS_ONLY,
  required: ['date', 'post id', 'network', 'profile', 'post'],
  optional: [
    'post type',
    'content type',
    'sent by',
    'link',
    'impressions',
    'reach',
    'engagements',
    'engagement rate (per impression)',
    'reactions',
    'comments',
    'shares',
    'saves',
    'post link clicks',
    'video views',
    'linked content',
    'tags',
  ],
  timeColumn: 'date',
  counted: [
    ['impressions', 'impressions'],
    ['reach', 'reach'],
    ['engagements', 'engagements'],
    ['reactions', 'likes'],
    ['comments', 'replies'],
    ['shares', 'reposts'],
    ['saves', 'bookmarks'],
    ['post link clicks', 'clicks'],
    ['video views', 'views'],
  ],
  post(cells, { times, options, place }) {
    const platform = platformOfSource(cells('link'), cells('network'))
    if (platform === null) return NO_ACCOUNT
    const url = cells('link').trim()
    const time = times?.read(cells('date')) ?? null
    const text = textOf(cells('post'))
    const author = ownAccount(platform, textOf(cells('profile'))?.replace(/^@/, '') ?? null, options, place)
    const written = idOrLink(cells('post id'), url)
    const { id } = namedByUrl(platform, url, { id: written ?? derivedId(platform, author.handle, time, text), author })
    return { id, author, time, text, url: textOf(url), ...(platform === 'x' ? saidInTweet(text ?? '') : {}) }
  },
})
