import type { CountedThing, CountRecord } from '@weft/model/count-record'
import { readCount } from '../count-cell.ts'
import { ObservedCoverage } from '../observed-coverage.ts'
import { AccountNeeded } from '../refusal.ts'
import { formatOfTable } from '../table-format.ts'

const COUNTED: readonly [column: string, thing: CountedThing][] = [
  ['followers', 'followers'],
  ['following', 'following'],
  ['posts', 'posts'],
]

/** How many followed an account, moment by moment, as people keep it in a table. */
export const followerSeries = formatOfTable({
  id: 'follower_series',
  name: 'Follower numbers over time (CSV or Excel)',
  howToGet:
    'Keep a CSV with the columns timestamp,followers and, where known, following,posts. Say whose numbers they are when you upload it.',
  tells: 'How many followed the account at each moment; an empty cell is unknown, not 0.',
  cannotTell: 'Who they are, who came and who left.',
  required: ['timestamp', 'followers'],
  optional: ['following', 'posts'],
  aliases: { timestamp: ['date', 'time', 'day'] },
  timeColumn: 'timestamp',
  reader(platform, times, { account }) {
    const observed = new ObservedCoverage()
    return {
      record(cells, place) {
        if (account === undefined) throw new AccountNeeded(place.file, platform, 'numbers')
        const time = times?.read(cells('timestamp')) ?? null
        const counts = COUNTED.flatMap(([column, thing]): CountRecord[] => {
          const value = readCount(column, cells(column))
          return value === null ? [] : [{ type: 'count', account, postId: null, thing, value, span: 'total', time }]
        })
        const [first, ...others] = counts
        if (first === undefined) return { ignored: 'a moment without numbers' }
        observed.see(account.platform, ['count'], time, false)
        return [first, ...others]
      },
      coverage: () => observed.coverage().map((seen) => ({ ...seen, account: account ?? null })),
      notes: () => [],
    }
  },
})
