import type { AccountRef } from '@weft/model/account'
import type { CountedThing, CountRecord } from '@weft/model/count-record'
import type { PostRecord } from '@weft/model/post'
import { readId, textOf, WrongCell } from '../../cell.ts'
import { readCount } from '../../count-cell.ts'
import type { Made } from '../../made-row.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { AccountNeeded } from '../../refusal.ts'
import { type Cells, formatOfTable, type TableReader } from '../../table-format.ts'
import { readTime } from '../../time.ts'
import { NO_PARENT, retweetedHandle, statusOfUrl, statusUrl, xAccount } from '../x-tweet.ts'
import { timeOfSnowflake } from './snowflake.ts'

type Counted = readonly (readonly [column: string, thing: CountedThing])[]

const OLD_COUNTS: Counted = [
  ['impressions', 'impressions'],
  ['engagements', 'engagements'],
  ['retweets', 'reposts'],
  ['replies', 'replies'],
  ['likes', 'likes'],
  ['user profile clicks', 'profile_visits'],
  ['url clicks', 'clicks'],
  ['follows', 'followers_gained'],
]

/** Promoted columns repeat the organic ones; what was paid for is not what people did of themselves. */
const PROMOTED = [...OLD_COUNTS.map(([column]) => column), 'engagement rate', 'hashtag clicks', 'detail expands']

/** Analytics until 2023, one file a month. */
export const xAnalytics = formatOfTable({
  id: 'x_analytics',
  name: 'X analytics, posts (until 2023)',
  howToGet: 'From analytics.twitter.com, as it was until 2023: Tweets, Export data, By Tweet.',
  tells: 'The account’s own posts with text and how often each was seen, answered, passed on and liked.',
  cannotTell: 'Who did any of it. What is paid for is left aside.',
  required: ['tweet id', 'tweet permalink', 'tweet text', 'time', 'impressions'],
  optional: [
    ...OLD_COUNTS.map(([column]) => column).filter((column) => column !== 'impressions'),
    'engagement rate',
    'hashtag clicks',
    'detail expands',
    'permalink clicks',
    'app opens',
    'app installs',
    'email tweet',
    'dial phone',
    'media views',
    'media engagements',
    ...PROMOTED.map((column) => `promoted ${column}`),
    ...[
      'permalink clicks',
      'app opens',
      'app installs',
      'email tweet',
      'dial phone',
      'media views',
      'media engagements',
    ].map((column) => `promoted ${column}`),
  ],
  timeColumn: 'time',
  reader: (_, times) =>
    postsReader(OLD_COUNTS, (cells) => ({
      id: readId('tweet id', cells('tweet id')),
      link: cells('tweet permalink'),
      text: cells('tweet text'),
      time: times?.read(cells('time')) ?? null,
    })),
})

const NEW_COUNTS: Counted = [
  ['impressions', 'impressions'],
  ['likes', 'likes'],
  ['engagements', 'engagements'],
  ['bookmarks', 'bookmarks'],
  ['new follows', 'followers_gained'],
  ['replies', 'replies'],
  ['reposts', 'reposts'],
  ['profile visits', 'profile_visits'],
  ['url clicks', 'clicks'],
]

/** Analytics since 2024, post by post. */
export const xAnalyticsContent = formatOfTable({
  id: 'x_analytics_content',
  name: 'X analytics, posts (since 2024)',
  howToGet:
    'On X, with Premium: Analytics, Content, the arrow for download. The file is account_analytics_content_….csv.',
  tells: 'The account’s own posts with text and how often each was seen, answered, passed on and liked.',
  cannotTell: 'Who did any of it.',
  required: ['post id', 'date', 'post text', 'post link', 'impressions'],
  optional: [
    ...NEW_COUNTS.map(([column]) => column).filter((column) => column !== 'impressions'),
    'shares',
    'detail expands',
    'hashtag clicks',
    'permalink clicks',
  ],
  timeColumn: null,
  reader: () =>
    postsReader(NEW_COUNTS, (cells) => {
      const id = readId('post id', cells('post id'))
      // The column has the day only; the id has the moment.
      const time = (id === null ? null : timeOfSnowflake(id)) ?? readAnalyticsDay('date', cells('date'))
      return { id, link: cells('post link'), text: cells('post text'), time }
    }),
})

interface WrittenPost {
  id: string | null
  link: string
  text: string
  time: number | null
}

function postsReader(counted: Counted, written: (cells: Cells) => WrittenPost): TableReader {
  const observed = new ObservedCoverage()
  return {
    record(cells) {
      const post = postOf(written(cells))
      observed.see('x', ['post', 'count'], post.time, post.text !== null)
      return [post, ...countsOf(cells, counted, { account: post.author, postId: post.id, span: 'total', time: null })]
    },
    coverage: () => observed.coverage(),
    notes: () => [],
  }
}

/** Whose the post is stands in its link only, whom it answers in its first word only. */
function postOf({ id, link, text, time }: WrittenPost): PostRecord {
  const status = statusOfUrl(link.trim())
  const author = xAccount(null, status?.handle ?? null)
  const postId = id ?? status?.id ?? null
  if (author === null || postId === null) {
    const fix = 'take the file as X wrote it'
    throw new WrongCell({ column: 'post link', value: link, problem: 'the link does not say whose post it is', fix })
  }
  const answered = xAccount(null, /^\.?@(\w{1,15})\b/.exec(text)?.[1] ?? null)
  const passedOn = xAccount(null, retweetedHandle(text))
  const parent =
    passedOn !== null
      ? { kind: 'repost' as const, parentId: null, parentAuthor: passedOn }
      : answered !== null && text.startsWith('@')
        ? { kind: 'reply' as const, parentId: null, parentAuthor: answered }
        : NO_PARENT
  return {
    type: 'post',
    id: postId,
    author,
    time,
    text: textOf(text),
    language: null,
    conversationId: null,
    url: statusUrl(postId),
    mentions: [...text.matchAll(/(?<![\w@/])@(\w{1,15})\b/g)].flatMap(
      (match) => xAccount(null, match[1] ?? null) ?? [],
    ),
    ...parent,
  }
}

function countsOf(
  cells: Cells,
  counted: Counted,
  about: Pick<CountRecord, 'account' | 'postId' | 'span' | 'time'>,
): CountRecord[] {
  return counted.flatMap(([column, thing]) => {
    const value = readCount(column, cells(column))
    return value === null ? [] : [{ type: 'count' as const, ...about, thing, value }]
  })
}

const DAILY_COUNTS: Counted = [
  ['impressions', 'impressions'],
  ['likes', 'likes'],
  ['engagements', 'engagements'],
  ['bookmarks', 'bookmarks'],
  ['new follows', 'followers_gained'],
  ['unfollows', 'followers_lost'],
  ['replies', 'replies'],
  ['reposts', 'reposts'],
  ['profile visits', 'profile_visits'],
  ['create post', 'posts'],
  ['video views', 'views'],
]

/** Analytics since 2024, day by day: the only export of X that knows who left, in numbers. */
export const xAnalyticsOverview = formatOfTable({
  id: 'x_analytics_overview',
  name: 'X analytics, days (since 2024)',
  howToGet:
    'On X, with Premium: Analytics, Overview, the arrow for download. The file is account_overview_analytics.csv.',
  tells: 'Per day: followers gained and lost, how often posts were seen, answered, passed on and liked.',
  cannotTell: 'Who did any of it, and which post it was for. Whose account it is: that has to be said.',
  required: ['date', 'impressions', 'engagements', 'new follows', 'unfollows'],
  optional: [
    ...DAILY_COUNTS.map(([column]) => column).filter(
      (column) => !['impressions', 'engagements', 'new follows', 'unfollows'].includes(column),
    ),
    'shares',
    'media views',
  ],
  timeColumn: null,
  reader(_, __, { account }) {
    const observed = new ObservedCoverage()
    const of: AccountRef | null = account?.platform === 'x' ? account : null
    if (of === null) throw new AccountNeeded('account_overview_analytics.csv', 'x', 'numbers')
    return {
      record(cells): Made {
        const time = readAnalyticsDay('date', cells('date'))
        const counts = countsOf(cells, DAILY_COUNTS, { account: of, postId: null, span: 'day', time })
        observed.see('x', ['count'], time, false)
        const [first, ...others] = counts
        return first === undefined ? { ignored: 'a day without numbers' } : [first, ...others]
      },
      coverage: () => observed.coverage(),
      notes: () => [],
    }
  },
})

/** `Tue, Jul 14, 2026`, or any other date that is read here: its midnight, UTC. */
function readAnalyticsDay(column: string, cell: string): number {
  const [, month, day, year] = /^[A-Z][a-z]{2}, ([A-Z][a-z]{2}) (\d{1,2}), (\d{4})$/.exec(cell.trim()) ?? []
  const time = readTime(month === undefined ? cell : `${day} ${month} ${year}`)?.time ?? null
  if (time !== null) return time
  throw new WrongCell({ column, value: cell, problem: 'no day that can be read', fix: 'take the file as X wrote it' })
}
