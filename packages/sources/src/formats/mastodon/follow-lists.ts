import type { AccountRef } from '@weft/model/account'
import type { FollowRecord } from '@weft/model/follow'
import type { Platform } from '@weft/model/platform'
import { textOf, WrongCell } from '../../cell.ts'
import type { Format, ReadOptions, RowPlace } from '../../format.ts'
import { findHeader } from '../../header.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { AccountNeeded, NotData } from '../../refusal.ts'
import { formatOfTable, type TableReader } from '../../table-format.ts'

const ADDRESS = 'account address'

/** Whom the account follows, as Mastodon exports and imports it. */
export const mastodonFollowingCsv: Format = formatOfTable({
  id: 'mastodon_following_csv',
  name: 'Mastodon follows (CSV)',
  howToGet:
    'On your Mastodon server: Preferences > Import and export > Follows, CSV. Say whose list it is when you upload it.',
  tells: 'Whom the account follows on the day of the export.',
  cannotTell: 'Since when. Whose list it is, and of which day, unless the file’s name has the day or it is said.',
  required: [ADDRESS, 'show boosts'],
  optional: ['notify on new posts', 'languages'],
  timeColumn: null,
  reader: (_, __, options) => listReader(options, 'outbound', 'follows'),
})

const followers: Format = formatOfTable({
  id: 'mastodon_followers_csv',
  name: 'Mastodon followers (CSV)',
  howToGet:
    'Where your Mastodon server offers it: Preferences > Import and export > Followers, CSV. Else `weft fetch mastodon user@host --out FOLDER`. Say whose list it is when you upload it.',
  tells: 'Who follows the account on the day of the export.',
  cannotTell: 'Since when. Whose list it is, and of which day, unless the file’s name has the day or it is said.',
  required: [ADDRESS],
  optional: [],
  timeColumn: null,
  reader: (_, __, options) => listReader(options, 'inbound', 'followers'),
})

/**
 * Who follows the account: a table of the one column. A list of muted accounts has one more, and is nobody's business;
 * other tables with that column are not known.
 */
export const mastodonFollowersCsv: Format = {
  ...followers,
  async match(exported) {
    const match = await followers.match(exported)
    const [file] = exported.files
    if (match.missing.length > 0 || file === undefined) return match
    const columns = (await findHeader(file, [ADDRESS]))?.columns.filter((column) => column !== '') ?? []
    if (columns.includes('hide notifications')) {
      throw new NotData(
        exported.name,
        'a list of muted accounts',
        'it is private and not read here; export followers or follows instead',
      )
    }
    return columns.length === 1 ? match : { found: match.found, missing: ['a table of that column alone'] }
  },
}

/** Lists say neither whose nor of which day they are; the day often stands in the file's name. */
function listReader(options: ReadOptions, direction: 'inbound' | 'outbound', what: string): TableReader {
  const platform: Platform = 'mastodon'
  const observed = new ObservedCoverage()
  let owner: AccountRef | null = null
  return {
    record(cells, place): FollowRecord {
      owner ??= ownerOf(options, place, what)
      const snapshotTime = options.takenAt ?? dayInName(place.file)
      const handle = textOf(cells(ADDRESS))?.replace(/^@/, '') ?? ''
      if (!/^[^\s@]+@[^\s@]+$/.test(handle)) {
        const problem = 'no address of an account'
        throw new WrongCell({
          column: ADDRESS,
          value: cells(ADDRESS),
          problem,
          fix: 'write user@host',
        })
      }
      const other: AccountRef = { platform, platformId: null, handle }
      const [follower, followed] = direction === 'inbound' ? [other, owner] : [owner, other]
      observed.see(platform, ['follow'], snapshotTime, false)
      return { type: 'follow', follower, followed, snapshotTime }
    },
    coverage: () => observed.coverage().map((coverage) => ({ ...coverage, direction, account: owner })),
    notes: () => [],
  }
}

function ownerOf({ account }: ReadOptions, place: RowPlace, what: string): AccountRef {
  if (account?.platform === 'mastodon') return account
  throw new AccountNeeded(place.file, 'mastodon', what)
}

function dayInName(name: string): number | null {
  const day = /(?<!\d)(20\d\d-\d\d-\d\d)(?!\d)/.exec(name)?.[1]
  const time = day === undefined ? Number.NaN : Date.parse(day)
  return Number.isNaN(time) ? null : time
}
