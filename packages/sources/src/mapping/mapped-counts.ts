import type { AccountRef } from '@weft/model/account'
import { COUNTED_THINGS, type CountedThing, type CountRecord } from '@weft/model/count-record'
import { readCount } from '../count-cell.ts'
import type { Cells } from '../table-format.ts'
import type { ColumnMapping } from './column-mapping.ts'
import { columnName } from './column-name.ts'

/** What is counted of accounts, also where it stands beside a post of theirs. */
export const COUNTED_OF_ACCOUNTS: ReadonlySet<CountedThing> = new Set(['followers', 'following', 'posts'])

/** How many there are, whatever stands beside it. */
const STOCKS: ReadonlySet<CountedThing> = new Set(['followers', 'following'])

/** What can only have come in over a time. */
const FLOWS: ReadonlySet<CountedThing> = new Set(['followers_gained', 'followers_lost'])

/** Of whom or what a row counts, and when it was counted. */
export interface Counted {
  account: AccountRef
  postId: string | null
  time: number | null
  /** When the account's own numbers stood so: with its post. */
  postTime?: number | null
}

/** The counts of a row; an empty cell makes none. Throws {@link WrongCell} for what is no count. */
export function mappedCounts(mapping: ColumnMapping, cells: Cells, counted: Counted): CountRecord[] {
  const { account, postId, time, postTime = time } = counted
  return COUNTED_THINGS.flatMap((thing): CountRecord[] => {
    const heading = mapping.counts[thing]
    if (heading === undefined) return []
    const value = readCount(heading, cells(columnName(heading)), mapping.decimal)
    if (value === null) return []
    const about = COUNTED_OF_ACCOUNTS.has(thing) ? { postId: null, time: postTime } : { postId, time }
    return [{ type: 'count', account, ...about, thing, value, span: spanOf(mapping, thing) }]
  })
}

/** Only tables of counts over time have days; a number beside a post or an account is all until now. */
function spanOf({ table, countsSpan }: ColumnMapping, thing: CountedThing): 'day' | 'total' {
  if (table !== 'counts' || STOCKS.has(thing)) return 'total'
  return FLOWS.has(thing) ? 'day' : countsSpan
}
