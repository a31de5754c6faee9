import type { AccountRef } from '@weft/model/account'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { AccountNeeded } from '../../refusal.ts'
import { formatOfTable } from '../../table-format.ts'
import { type CountedColumns, countsIn, readAnalyticsDay } from './analytics-cells.ts'

const DAILY_COUNTS: CountedColumns = [
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
    'On X in English, with Premium: Analytics, Overview, the arrow for download. The file is account_overview_analytics.csv. Name the account that it is of.',
  tells: 'Per day: followers gained and lost, how often posts were seen, answered, passed on and liked.',
  cannotTell:
    'Who did any of that, and which post it was for. Whose account it is: that has to be said. How many followers there were.',
  required: ['date', 'impressions', 'engagements', 'new follows', 'unfollows'],
  optional: [...DAILY_COUNTS.map(([column]) => column), 'shares', 'media views'],
  timeColumn: null,
  reader(_, __, options) {
    const observed = new ObservedCoverage()
    const account: AccountRef | null = options.account?.platform === 'x' ? options.account : null
    return {
      record(cells, { file }) {
        if (account === null) throw new AccountNeeded(file, 'x', 'numbers')
        const time = readAnalyticsDay('date', cells('date'))
        const [first, ...others] = countsIn(cells, DAILY_COUNTS, { account, postId: null, span: 'day', time })
        // A day on which nothing is known is no day that is covered.
        if (first === undefined) return { ignored: 'a day without numbers' }
        observed.see('x', ['count'], time, false)
        return [first, ...others]
      },
      coverage: () => observed.coverage().map((seen) => ({ ...seen, account })),
      notes: () => [],
    }
  },
})
