import type { AccountRef } from '@weft/model/account'
import type { CountedThing, CountRecord } from '@weft/model/count-record'
import { textOf, WrongCell } from '../../cell.ts'
import { readCount } from '../../count-cell.ts'
import { derivedId } from '../../derived-id.ts'
import type { Format, ReadOptions, RowPlace } from '../../format.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { AccountNeeded } from '../../refusal.ts'
import { type Cells, formatOfTable } from '../../table-format.ts'

/** Each tab of a page and all together, on each kind of device: views, and those who viewed. */
const VISITOR_COLUMNS = ['overview', 'life', 'jobs', 'total'].flatMap((tab) =>
  ['page views', 'unique visitors'].flatMap((what) =>
    ['desktop', 'mobile', 'total'].map((device) => `${tab} ${what} (${device})`),
  ),
)

type Counted = readonly (readonly [column: string, thing: CountedThing])[]

export const HOW_TO_GET =
  'As an admin of the page on LinkedIn: Analytics, then Followers, Visitors or Content, Export, in English. Of a person’s own posts: Analytics, Export. Hand the .xls or .xlsx in as it is, and say whose page it is.'

function ownerOf({ account }: ReadOptions, place: RowPlace): AccountRef {
  if (account?.platform === 'linkedin') return account
  throw new AccountNeeded(place.file, 'linkedin', 'numbers')
}

function countsIn(cells: Cells, counted: Counted, about: Omit<CountRecord, 'type' | 'thing' | 'value'>): CountRecord[] {
  return counted.flatMap(([column, thing]) => {
    const value = readCount(column, cells(column))
    return value === null ? [] : [{ type: 'count' as const, ...about, thing, value }]
  })
}

/** A sheet with a row a day. */
function daily(
  about: Pick<Format, 'id' | 'name' | 'tells' | 'cannotTell'>,
  required: string[],
  optional: string[],
  counted: Counted,
) {
  return formatOfTable({
    ...about,
    howToGet: HOW_TO_GET,
    required: ['date', ...required],
    optional,
    timeColumn: 'date',
    reader(_, times, options) {
      const observed = new ObservedCoverage()
      return {
        record(cells, place) {
          const account = ownerOf(options, place)
          const time = times?.read(cells('date')) ?? null
          const [first, ...others] = countsIn(cells, counted, { account, postId: null, span: 'day', time })
          if (first === undefined) return { ignored: 'a day without numbers' }
          observed.see('linkedin', ['count'], time, false)
          return [first, ...others]
        },
        coverage: () => observed.coverage().map((coverage) => ({ ...coverage, account: options.account ?? null })),
        notes: () => [],
      }
    },
  })
}

/** “Total followers” in this sheet are those that came on the day, organic and sponsored, not how many there are. */
export const linkedinPageFollowers = daily(
  {
    id: 'linkedin_page_followers',
    name: 'LinkedIn page followers',
    tells: 'How many new followers the page got, day by day.',
    cannotTell: 'Who they are, who left, and how many there are in all. Whose page it is.',
  },
  ['organic followers', 'total followers'],
  ['sponsored followers', 'auto-invited followers'],
  [['total followers', 'followers_gained']],
)

/** How often the page's posts were seen and reacted to, day by day. */
export const linkedinPageMetrics = daily(
  {
    id: 'linkedin_page_metrics',
    name: 'LinkedIn page content, days',
    tells: 'How often the page’s posts were seen, reacted to, commented on and passed on, day by day.',
    cannotTell: 'Who did any of it, and for which post. Whose page it is.',
  },
  ['impressions (total)', 'reactions (total)', 'comments (total)'],
  [
    ...['impressions', 'clicks', 'reactions', 'comments', 'reposts', 'shares', 'engagement rate'].flatMap((column) =>
      ['organic', 'sponsored', 'total'].map((kind) => `${column} (${kind})`),
    ),
    'unique impressions (organic)',
  ],
  [
    ['impressions (total)', 'impressions'],
    ['clicks (total)', 'clicks'],
    ['reactions (total)', 'likes'],
    ['comments (total)', 'replies'],
    ['reposts (total)', 'reposts'],
    ['shares (total)', 'reposts'],
  ],
)

/** How often the page itself was looked at, day by day; by which of its tabs is left aside. */
export const linkedinPageVisitors = daily(
  {
    id: 'linkedin_page_visitors',
    name: 'LinkedIn page visitors',
    tells: 'How often the page was looked at, day by day.',
    cannotTell: 'Who looked. Whose page it is.',
  },
  ['total page views (total)', 'total unique visitors (total)'],
  VISITOR_COLUMNS,
  [['total page views (total)', 'profile_visits']],
)

/** A person’s own numbers, day by day. */
export const linkedinCreatorEngagement = daily(
  {
    id: 'linkedin_creator_engagement',
    name: 'LinkedIn numbers of a person, days',
    tells: 'How often a person’s posts were seen and engaged with, day by day.',
    cannotTell: 'Who did any of it, and for which post. Whose numbers they are.',
  },
  ['impressions', 'engagements'],
  [],
  [
    ['impressions', 'impressions'],
    ['engagements', 'engagements'],
  ],
)

/** Above its header stands how many there are in all, in words. */
export const linkedinCreatorFollowers = daily(
  {
    id: 'linkedin_creator_followers',
    name: 'LinkedIn followers of a person',
    tells: 'How many new followers a person got, day by day.',
    cannotTell: 'Who they are and who left. Whose followers they are.',
  },
  ['new followers'],
  [],
  [['new followers', 'followers_gained']],
)

const POST_COUNTS: Counted = [
  ['impressions', 'impressions'],
  ['views', 'views'],
  ['clicks', 'clicks'],
  ['likes', 'likes'],
  ['comments', 'replies'],
  ['reposts', 'reposts'],
  ['follows', 'followers_gained'],
]

/** The page's posts, each with how often it was seen and reacted to. */
export const linkedinPagePosts = formatOfTable({
  id: 'linkedin_page_posts',
  name: 'LinkedIn page content, posts',
  howToGet: HOW_TO_GET,
  tells: 'The page’s posts with their text, and how often each was seen, reacted to, commented on and passed on.',
  cannotTell: 'Who did any of it. The hour of a post. Whose page it is.',
  required: ['post title', 'post link', 'created date', 'impressions', 'likes'],
  optional: [
    'post type',
    'campaign name',
    'posted by',
    'campaign start date',
    'campaign end date',
    'audience',
    'views',
    'offsite views',
    'clicks',
    'click through rate (ctr)',
    'comments',
    'reposts',
    'follows',
    'engagement rate',
    'content type',
  ],
  aliases: {
    'post title': ['update title'],
    'post link': ['update link'],
    'post type': ['update type'],
    reposts: ['shares'],
  },
  timeColumn: 'created date',
  reader(_, times, options) {
    const observed = new ObservedCoverage()
    let owner: AccountRef | null = null
    return {
      record(cells, place) {
        owner = ownerOf(options, place)
        const time = times?.read(cells('created date')) ?? null
        const text = textOf(cells('post title'))
        const link = cells('post link')
        const urn = /urn:li:(activity|share|ugcPost):(\d+)/.exec(link)?.slice(1, 3).join(':')
        if (time === null) {
          throw new WrongCell({
            column: 'created date',
            value: '',
            problem: 'no day',
            fix: 'take the file as LinkedIn wrote it',
          })
        }
        observed.see('linkedin', ['post', 'count'], time, text !== null)
        const id = urn ?? derivedId('linkedin', owner.handle, time, text)
        const unknown = { language: null, parentId: null, conversationId: null, parentAuthor: null, mentions: [] }
        return [
          { type: 'post', id, author: owner, time, kind: 'original', text, url: textOf(link), ...unknown },
          ...countsIn(cells, POST_COUNTS, { account: owner, postId: id, span: 'total', time: null }),
        ]
      },
      coverage: () =>
        observed.coverage().map((coverage) => ({ ...coverage, account: owner, direction: 'outbound' as const })),
      notes: () => [],
    }
  },
})
