import type { CountedThing } from '@weft/model/count-record'
import type { InteractionKind } from '@weft/model/interaction'
import { actNamed } from './act-words.ts'
import { isAbsent, shareOf } from './column-kind.ts'
import { type ColumnPair, columnPairs, FIT_MIN } from './column-pairs.ts'
import type { DescribedTable } from './describe-table.ts'
import { COUNTED_OF_ACCOUNTS } from './mapped-counts.ts'
import { type AccountRole, isAccountRole, type MappedTable, ROLES_OF_TABLE, type Role } from './roles.ts'
import { fewestDaysBetween } from './table-numbers.ts'

/** A needed column tells more of what a table is than one that may be there. */
const NEEDED_WORTH = 4

/** What is left to a person's answer is as sure as that. */
const ASKED_CONFIDENCE = 0.5

/** A heading such as “liked” says what all rows mean. */
const TOLD_BY_HEADING_CONFIDENCE = 0.8

/** Rows further apart than this are no days. */
const DAYS_APART_MAX = 1.5

/** A table read as one of a kind. */
export interface TableCandidate {
  kind: MappedTable
  pairs: ColumnPair[]
  ours: AccountRole[]
  /** How much of the table is understood so; only for comparing kinds of one table. */
  worth: number
  confidence: number
  notes: string[]
}

/** The table as one of that kind; `null` where it lacks what the kind needs. */
export function candidateOf(kind: MappedTable, table: DescribedTable): TableCandidate | null {
  const { needs, counts } = ROLES_OF_TABLE[kind]
  const needed = new Set<Role | CountedThing>(needs.flat())
  // A column without a value may be what its heading says, but it makes no table what that table needs.
  const isTelling = ({ column, role }: ColumnPair) => column.samples.length > 0 || table.rows === 0 || !needed.has(role)
  const all = columnPairs(kind, table).filter(isTelling)
  const pairs = withoutFlowsOfLongTimes(kind, all, table)
  const scoreOf = (role: Role) => pairs.find((pair) => pair.role === role)?.score ?? 0
  const ours: AccountRole[] = []
  let worth = 0
  let confidence = 1
  for (const group of needs) {
    const score = Math.max(...group.map(scoreOf))
    worth += NEEDED_WORTH * score
    if (score > 0) {
      confidence = Math.min(confidence, score)
      continue
    }
    const role = group[0]
    const own = role === undefined ? null : ownRole(kind, role)
    if (own === null && role !== 'kind') return null
    if (own !== null) ours.push(own)
    confidence = Math.min(confidence, actByHeading(pairs) === null ? ASKED_CONFIDENCE : TOLD_BY_HEADING_CONFIDENCE)
  }
  // One end of an act or a follow may be ours; a table without either is another.
  if (ours.length > 1) return null
  const counted = pairs.filter(({ isCount }) => isCount)
  if (counts === 'needed' && counted.length === 0) return null
  for (const { role, score } of pairs) if (!needed.has(role)) worth += score
  if (kind === 'counts' && isAccountARow(pairs)) return null
  if ((kind === 'posts' || kind === 'post_counts') && !areOfPosts(kind, pairs)) return null
  return { kind, pairs, ours, worth, confidence, notes: [...notesOnFlows(all, pairs), ...notesOnAddresses(pairs)] }
}

/** The role that our own account may fill where no column names one. */
function ownRole(kind: MappedTable, role: Role): AccountRole | null {
  if (!isAccountRole(role)) return null
  return kind === 'interactions' || kind === 'accounts' || kind === 'roster' ? null : role
}

/** Each of many accounts once: no numbers over time, whatever else has a date. */
function isAccountARow(pairs: readonly ColumnPair[]): boolean {
  const column = pairs.find(({ role }) => role === 'account' || role === 'account_id')?.column
  const named = column?.cells.filter((cell) => !isAbsent(cell)) ?? []
  return named.length > 1 && new Set(named).size === named.length
}

/**
 * What only posts have: a text, or beside an id or address a time, or numbers that are of nothing else. Numbers alone
 * tell of posts, but not that they are whose and when: that is a table of counts of posts.
 */
function areOfPosts(kind: MappedTable, pairs: readonly ColumnPair[]): boolean {
  const has = (...roles: readonly Role[]) => pairs.some((pair) => roles.some((role) => role === pair.role))
  const areCounted = pairs.some(({ role, isCount }) => isCount && !COUNTED_OF_ACCOUNTS.has(role as CountedThing))
  if (kind === 'post_counts') return areCounted
  return has('text', 'title') || (has('time') && (has('url', 'parent_id', 'parent_author') || areCounted))
}

/** A number of a month is no number of a day: of rows that far apart only what there was in all can be kept. */
function withoutFlowsOfLongTimes(kind: MappedTable, pairs: ColumnPair[], table: DescribedTable): ColumnPair[] {
  if (kind !== 'counts' || !areRowsFarApart(pairs, table)) return pairs
  return pairs.filter(({ isCount, role }) => !isCount || role === 'followers' || role === 'following')
}

function notesOnFlows(all: readonly ColumnPair[], kept: readonly ColumnPair[]): string[] {
  const left = all.filter((pair) => !kept.includes(pair)).map(({ column }) => column.heading)
  return left.length === 0
    ? []
    : [
        `the rows are more than a day apart: what came in between them is no number of a day and is left out (${left.join(', ')})`,
      ]
}

/** `ana@loom.example` is a handle in the Fediverse and an address of mail elsewhere. */
function notesOnAddresses(pairs: readonly ColumnPair[]): string[] {
  const named = pairs.filter(({ role, column }) => {
    const values = column.cells.filter((cell) => !isAbsent(cell))
    return (
      isAccountRole(role as Role) && shareOf(values, (cell) => /^[^@\s]+@[^@\s]+\.\w+$/.test(cell.trim())) >= FIT_MIN
    )
  })
  return named.map(
    ({ column }) =>
      `“${column.heading}” holds addresses such as name@host: these are read as handles of the Fediverse; addresses of mail do not belong here`,
  )
}

function areRowsFarApart(pairs: readonly ColumnPair[], { rows }: DescribedTable): boolean {
  const time = pairs.find(({ role }) => role === 'time')?.column
  const days = time === undefined || rows < 3 ? null : fewestDaysBetween(time.cells)
  return days !== null && days > DAYS_APART_MAX
}

/** The act that the heading of those who were acted toward names: `liked`, `retweeted`. */
export function actByHeading(pairs: readonly ColumnPair[]): InteractionKind | null {
  const target = pairs.find(({ role }) => role === 'target' || role === 'target_id')
  const act = target === undefined ? null : actNamed(target.column.heading)
  return act === 'original' ? null : act
}
