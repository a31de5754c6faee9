import type { AccountRef } from '@weft/model/account'
import { foldHandle } from '@weft/model/account'
import type { Coverage, CoveredAct } from '@weft/model/coverage'
import { interactionsOfPost } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { textOf, WrongCell } from '../../cell.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { type Cells, formatOfTable, type TableReader } from '../../table-format.ts'
import { type CountedColumns, countsIn, readAnalyticsDay } from './analytics-cells.ts'
import { timeOfSnowflake } from './snowflake.ts'
import {
  handlesIn,
  NO_PARENT,
  type Parent,
  plainTweetText,
  retweetedHandle,
  statusOfUrl,
  statusUrl,
  xAccount,
} from './tweet.ts'

const OLD_COUNTS: CountedColumns = [
  ['impressions', 'impressions'],
  ['engagements', 'engagements'],
  ['retweets', 'reposts'],
  ['replies', 'replies'],
  ['likes', 'likes'],
  ['user profile clicks', 'profile_visits'],
  ['url clicks', 'clicks'],
  ['follows', 'followers_gained'],
]

/** Counted without promotion, and beside it what was paid for, which is not what people did of themselves. */
const OLD_NUMBERS = [
  ...OLD_COUNTS.map(([column]) => column),
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
]

/** Analytics until 2023, one file a month. */
export const xAnalytics = formatOfTable({
  id: 'x_analytics',
  name: 'X analytics, posts (until 2023)',
  howToGet:
    'From analytics.twitter.com, as it was until 2023, in English: Tweets, a month, Export data, By Tweet. The file is tweet_activity_metrics_….csv.',
  tells:
    'The account’s own posts and replies with text, whom their text names, and how often each was seen, answered, passed on and liked.',
  cannotTell: 'Who did any of that. What the account passed on or quoted. What was paid for is left aside.',
  required: ['tweet id', 'tweet permalink', 'tweet text', 'time', 'impressions'],
  optional: [...OLD_NUMBERS, ...OLD_NUMBERS.map((column) => `promoted ${column}`)],
  timeColumn: 'time',
  reader: (_, times, { takenAt }) =>
    postsReader({
      counted: OLD_COUNTS,
      takenAt: takenAt ?? null,
      // Every post and reply of the month is there.
      acts: ['post', 'reply', 'mention', 'count'],
      postOf: (cells) =>
        postOf(cells('tweet text'), { column: 'tweet permalink', cell: cells('tweet permalink') }, () =>
          times === null ? null : times.read(cells('time')),
        ),
    }),
})

const NEW_COUNTS: CountedColumns = [
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
    'On X in English, with Premium: Analytics, Content, All, the days, the arrow for download. The file is account_analytics_content_….csv.',
  tells:
    'The account’s own posts and replies with text, whom their text names, and how often each was seen, answered, passed on and liked.',
  cannotTell:
    'Who did any of that. What the account passed on or quoted. Whether posts are missing: it holds what was chosen on the page, of at most 90 days.',
  required: ['post id', 'date', 'post text', 'post link', 'impressions'],
  optional: [...NEW_COUNTS.map(([column]) => column), 'shares', 'detail expands', 'hashtag clicks', 'permalink clicks'],
  timeColumn: null,
  reader: (_, __, { takenAt }) =>
    postsReader({
      counted: NEW_COUNTS,
      takenAt: takenAt ?? null,
      acts: null,
      postOf: (cells) =>
        postOf(
          cells('post text'),
          { column: 'post link', cell: cells('post link') },
          // The column has the day only, in the time zone of whoever asked; the id has the moment.
          (id) => timeOfSnowflake(id) ?? readAnalyticsDay('date', cells('date')),
        ),
    }),
})

interface PostsTable {
  counted: CountedColumns
  takenAt: number | null
  /** What the account did not do where the table does not have it; `null` where absence says nothing. */
  acts: CoveredAct[] | null
  postOf: (cells: Cells) => PostRecord
}

function postsReader({ counted, takenAt, acts, postOf: read }: PostsTable): TableReader {
  const observed = new ObservedCoverage()
  const authors = new Map<string, AccountRef>()
  return {
    record(cells) {
      const post = read(cells)
      const { author, id, time, text } = post
      if (authors.size < 2) authors.set(foldHandle(author.handle ?? ''), author)
      observed.see('x', ['post', 'count', ...interactionsOfPost(post).map(({ kind }) => kind)], time, text !== null)
      return [post, ...countsIn(cells, counted, { account: author, postId: id, span: 'total', time: takenAt })]
    },
    coverage: () => observed.coverage().map((seen) => ownCoverage(seen, acts, [...authors.values()])),
    notes: () => [],
  }
}

/** The table of one account is the account's own. */
function ownCoverage(seen: Coverage, acts: CoveredAct[] | null, [author, other]: AccountRef[]): Coverage {
  if (acts === null || author === undefined || other !== undefined) return seen
  return { ...seen, account: author, direction: 'outbound', acts }
}

/**
 * Whose the post is stands in its link only, and so does its id where a spreadsheet has ruined that column. Whom it
 * answers stands in its first word only.
 */
function postOf(
  written: string,
  link: { column: string; cell: string },
  timeOf: (id: string) => number | null,
): PostRecord {
  const status = statusOfUrl(link.cell.trim())
  const author = xAccount(null, status?.handle ?? null)
  if (status === null || author === null) {
    throw new WrongCell({
      column: link.column,
      value: link.cell,
      problem: 'the link does not say whose post it is',
      fix: 'take the file as X wrote it',
    })
  }
  const text = plainTweetText(written)
  return {
    type: 'post',
    id: status.id,
    author,
    time: timeOf(status.id),
    text: textOf(text),
    language: null,
    conversationId: null,
    url: statusUrl(status.id),
    mentions: handlesIn(text),
    ...parentIn(text),
  }
}

function parentIn(text: string): Parent {
  const passedOn = xAccount(null, retweetedHandle(text))
  if (passedOn !== null) return { kind: 'repost', parentId: null, parentAuthor: passedOn }
  const [first] = text.startsWith('@') ? handlesIn(text) : []
  return first === undefined ? NO_PARENT : { kind: 'reply', parentId: null, parentAuthor: first }
}
