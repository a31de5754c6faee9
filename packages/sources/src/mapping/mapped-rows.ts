import type { AccountRef } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import type { CountRecord } from '@weft/model/count-record'
import type { CoveredAct } from '@weft/model/coverage'
import type { InteractionKind, InteractionRecord } from '@weft/model/interaction'
import { INTERACTION_KINDS, interactionsOfPost } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { WrongCell } from '../cell.ts'
import type { RowPlace, SourceRecord } from '../format.ts'
import { postOfInteraction } from '../formats/interactions-csv.ts'
import { rosterReader } from '../formats/roster-csv.ts'
import { KnownAccounts } from '../formats/x/known-accounts.ts'
import type { Made } from '../made-row.ts'
import type { ObservedCoverage } from '../observed-coverage.ts'
import type { Cells } from '../table-format.ts'
import { actNamed } from './act-words.ts'
import type { ColumnMapping } from './column-mapping.ts'
import { mappedCounts } from './mapped-counts.ts'
import { idOfPost, mappedPost, platformOfPost } from './mapped-post.ts'
import type { MappedRow } from './mapped-row.ts'
import { type MappedTable, ROLES, type Role } from './roles.ts'
import { withColumn } from './with-column.ts'

/** What readers of mapped rows share over one file. */
export interface MappedReading {
  mapping: ColumnMapping
  observed: ObservedCoverage
  takenAt: number | null
  customerConsent: 'required' | 'waived'
}

/** Makes what a row tells. Throws `WrongCell` for one that tells nothing. */
export type RowReader = (row: MappedRow, cells: Cells, place: RowPlace) => Made

/** A reader for each kind of table, made anew for each file. */
export const READER_OF_TABLE: Readonly<Record<MappedTable, (reading: MappedReading) => RowReader>> = {
  interactions: interactionOf,
  follows: followOf,
  posts: postOf,
  post_counts: postCountsOf,
  counts: countsOf,
  accounts: accountOf,
  roster: labelOf,
}

function interactionOf({ observed }: MappedReading): RowReader {
  return (row) => {
    const left = row.leftOut('kind', 'platform')
    if (left !== null) return { ignored: left }
    const platform = row.platform()
    const kind = kindOf(row)
    const postId = row.id('id')
    const time = row.time()
    const actor = row.neededAccount('actor', platform)
    const target = row.neededAccount('target', platform)
    const interaction: InteractionRecord = { type: 'interaction', actor, target, kind, time, postId, post: null }
    const cellOf: Cells = (column) => row.cell(column as Role)
    interaction.post = named(row, () => postOfInteraction(interaction, cellOf))
    const acts: CoveredAct[] = interaction.post === null ? [kind] : [kind, 'post']
    observed.see(platform, acts, interaction.time, interaction.post !== null && interaction.post.text !== null)
    return interaction
  }
}

function kindOf(row: MappedRow): InteractionKind {
  const written = row.meaning('kind')
  const act = actNamed(written)
  if (act !== null && act !== 'original') return act
  throw new WrongCell({
    column: row.column('kind'),
    value: row.cell('kind'),
    problem: 'no kind of interaction',
    fix: `write one of ${INTERACTION_KINDS.join(', ')}, or say in the mapping what this word means`,
  })
}

/** What readers of our own tables find wrong, told by the columns of this one. */
function named<Read>(row: MappedRow, read: () => Read): Read {
  return withColumn((column) => {
    const role = ROLES.find((one) => one === (column === 'handle' ? 'account' : column))
    return role === undefined ? column : row.column(role)
  }, read)
}

function followOf({ observed }: MappedReading): RowReader {
  return (row) => {
    const left = row.leftOut('platform')
    if (left !== null) return { ignored: left }
    const platform = row.platform()
    const follower = row.neededAccount('follower', platform)
    const followed = row.neededAccount('followed', platform)
    const snapshotTime = row.snapshotTime()
    observed.see(platform, ['follow'], snapshotTime, false)
    return { type: 'follow', follower, followed, snapshotTime }
  }
}

function postOf({ mapping, observed, takenAt }: MappedReading): RowReader {
  const known = new KnownAccounts()
  return (row, cells) => {
    const left = row.leftOut('kind', 'platform')
    if (left !== null) return { ignored: left }
    const post = mappedPost(row)
    const { author } = post
    const counted = { account: author, postId: post.id, time: takenAt, postTime: post.time }
    const counts = mappedCounts(mapping, cells, counted).filter((count) => isOwnCount(post, count))
    const acts: CoveredAct[] = ['post', ...interactionsOfPost(post).map(({ kind }) => kind)]
    observed.see(author.platform, counts.length > 0 ? [...acts, 'count'] : acts, post.time, post.text !== null)
    const displayName = row.text('author_name')
    const profile = displayName !== null && known.isNew(author) ? [profileOf(author, { displayName })] : []
    return [post, ...counts, ...profile]
  }
}

/** What platforms count on a repost is the original's. */
function isOwnCount({ kind }: PostRecord, { postId }: CountRecord): boolean {
  return kind !== 'repost' || postId === null
}

function profileOf(account: AccountRef, said: Partial<AccountRecord>): AccountRecord {
  return { type: 'account', account, displayName: null, description: null, exporter: false, ...said }
}

function postCountsOf({ mapping, observed, takenAt }: MappedReading): RowReader {
  return (row, cells) => {
    const left = row.leftOut('platform')
    if (left !== null) return { ignored: left }
    const platform = platformOfPost(row)
    const account = row.neededAccount('account', platform)
    const postId = idOfPost(row, platform)
    if (postId === null) {
      const role = row.isMapped('id') ? 'id' : 'url'
      const fix = 'leave out rows that are of no post'
      throw new WrongCell({ column: row.column(role), value: row.cell(role), problem: 'no post is named', fix })
    }
    return counted(mappedCounts(mapping, cells, { account, postId, time: takenAt }), observed)
  }
}

function countsOf({ mapping, observed }: MappedReading): RowReader {
  return (row, cells) => {
    const left = row.leftOut('platform')
    if (left !== null) return { ignored: left }
    const account = row.neededAccount('account', row.platform())
    const time = row.time()
    if (time === null) {
      const fix = 'write the day that the numbers are of'
      throw new WrongCell({ column: row.column('time'), value: row.cell('time'), problem: 'no time', fix })
    }
    return counted(mappedCounts(mapping, cells, { account, postId: null, time }), observed)
  }
}

/** A row of which all numbers are unknown tells nothing. */
function counted(counts: SourceRecord[], observed: ObservedCoverage): Made {
  const [first, ...others] = counts
  if (first === undefined) return { ignored: 'a row without numbers' }
  if (first.type === 'count') observed.see(first.account.platform, ['count'], first.time, false)
  return [first, ...others]
}

function accountOf({ mapping, observed, takenAt }: MappedReading): RowReader {
  return (row, cells) => {
    const left = row.leftOut('platform')
    if (left !== null) return { ignored: left }
    const account = row.neededAccount('account', row.platform())
    const website = row.text('website')
    const counts = mappedCounts(mapping, cells, { account, postId: null, time: takenAt })
    if (counts.length > 0) observed.see(account.platform, ['count'], takenAt, false)
    const said = { displayName: row.text('display_name'), description: row.text('description') }
    return [profileOf(account, website === null ? said : { ...said, website }), ...counts]
  }
}

/** As rosters are read, under the names that their columns have. */
function labelOf({ customerConsent }: MappedReading): RowReader {
  let current: MappedRow | null = null
  const cellOf: Cells = (column) => {
    if (current === null) return ''
    if (column === 'platform') return current.platform()
    if (column === 'party') return current.party()
    if (column !== 'handle') return current.meaning(column as Role)
    const id = current.text('account_id')
    return current.text('account') ?? (id === null ? '' : `id:${id}`)
  }
  const reader = rosterReader('other', customerConsent)
  return (row, _, place) => {
    const left = row.leftOut('platform', 'party')
    if (left !== null) return { ignored: left }
    current = row
    return named(row, () => reader.record(cellOf, place))
  }
}
