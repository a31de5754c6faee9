import { COUNTED_THINGS, type CountedThing } from '@weft/model/count-record'
import { isAbsent, shareOf } from './column-kind.ts'
import type { DescribedColumn, DescribedTable } from './describe-table.ts'
import { likenessToCount, likenessToRole } from './heading-words.ts'
import { plainHeading } from './plain-heading.ts'
import { fitOfCount, fitOfRole } from './role-fit.ts'
import { isAccountRole, type MappedTable, ROLES_OF_TABLE, type Role, rolesOf } from './roles.ts'

/** A column whose cells mostly cannot stand in a role is not taken for it, whatever it is called. */
export const FIT_MIN = 0.5

/** One fraction among counts and it is a measure of something else. */
const COUNT_FIT_MIN = 0.9

/** Headings less like one of the words for a role say nothing. */
const LIKENESS_MIN = 0.3

/** Tools have words for sources that are no platforms: a column of theirs is one of platforms all the same. */
const PLATFORM_FIT_MIN = 0.1

/** One of the words for it, or one that is another's as well. */
const SURE_LIKENESS = 0.8

/** A number is one thing by its whole name or not at all: “promoted likes” are no likes. */
const COUNT_LIKENESS_MIN = 0.7

/** A column taken for a role or a count. */
export interface ColumnPair {
  column: DescribedColumn
  role: Role | CountedThing
  isCount: boolean
  /** 0 to 1: how sure that is, by heading and cells. */
  score: number
  reason: string
}

/** What each column of a table is taken for, were it of that kind: one thing a column, one column a thing. */
export function columnPairs(kind: MappedTable, table: DescribedTable): ColumnPair[] {
  return assigned(pairsOf(kind, table))
}

function pairsOf(kind: MappedTable, { columns }: DescribedTable): ColumnPair[] {
  const pairs: ColumnPair[] = []
  for (const column of columns) {
    if (isPrivate(column)) continue
    const isCounted = isOfNumbers(column)
    for (const role of rolesOf(kind)) {
      const fit = fitOfRole(column, role, kind)
      const likeness = isCounted && role.endsWith('_id') ? 0 : likenessToRoleOrAccount(column.heading, role)
      const pair = pairOf({ column, role, isCount: false, likeness, fit })
      if (pair !== null) pairs.push(pair)
    }
    if (ROLES_OF_TABLE[kind].counts === 'none') continue
    for (const thing of COUNTED_THINGS) {
      const fit = fitOfCount(column)
      const pair = pairOf({ column, role: thing, isCount: true, likeness: likenessToCount(column.heading, thing), fit })
      if (pair !== null) pairs.push(pair)
    }
  }
  return pairs
}

/** Numbers under a word for them are no ids, unless they are as long as ids are. */
function isOfNumbers({ heading, kind, samples }: DescribedColumn): boolean {
  if (kind !== 'number' || shareOf(samples, (cell) => /^\d{6,}$/.test(cell.trim())) >= FIT_MIN) return false
  return COUNTED_THINGS.some((thing) => likenessToCount(heading, thing) === 1)
}

/** What is nobody's business here, whatever else it could be taken for: addresses of mail, machines and telephones. */
function isPrivate({ heading }: DescribedColumn): boolean {
  return /\b(e ?mail|mail|correo|ip|phone|telephone|telefon|telefono|telefone|telefoon|mobile|handynummer)\b/.test(
    plainHeading(heading),
  )
}

/** A column of ids may be called what a column of handles is called: its cells say which. */
function likenessToRoleOrAccount(heading: string, role: Role): number {
  const own = likenessToRole(heading, role)
  const handleRole = role.endsWith('_id') ? (role.slice(0, -'_id'.length) as Role) : null
  if (handleRole === null || !isAccountRole(handleRole)) return own
  const likeness = likenessToRole(heading, handleRole)
  return likeness < SURE_LIKENESS ? own : Math.max(own, 0.95 * likeness)
}

function pairOf(of: {
  column: DescribedColumn
  role: Role | CountedThing
  isCount: boolean
  likeness: number
  fit: number
}): ColumnPair | null {
  const { column, role, isCount, likeness, fit } = of
  const isPlatform = role === 'platform' && likeness >= COUNT_LIKENESS_MIN
  if (fit < (isPlatform ? PLATFORM_FIT_MIN : isCount ? COUNT_FIT_MIN : FIT_MIN)) return null
  const share = column.samples.length === 0 ? 'it has no values' : `${Math.round(fit * 100)} % of its values fit`
  if (likeness >= (isCount ? COUNT_LIKENESS_MIN : LIKENESS_MIN)) {
    const called = likeness === 1 ? 'is a word for it' : 'is like a word for it'
    const reason = `“${column.heading}” ${called}; ${share}`
    return { column, role, isCount, score: likeness * (0.5 + 0.5 * fit), reason }
  }
  const byValues = isCount ? 0 : worthByValues(role as Role, column)
  return byValues === 0 ? null : { column, role, isCount, score: byValues, reason: `by its values: ${share}` }
}

/** What cells alone give away, whatever the heading. */
function worthByValues(role: Role, { kind, cells }: DescribedColumn): number {
  const values = cells.filter((cell) => !isAbsent(cell))
  if (role === 'time' && kind === 'time') return 0.3
  if (role === 'url' && kind === 'url') return 0.3
  if (role === 'text' && kind === 'text') return lengthOf(values) > 40 ? 0.3 : 0
  const isTelling = role === 'kind' || role === 'platform' || role === 'party'
  return isTelling && kind === 'enumeration' && values.length > 0 ? 0.35 : 0
}

function lengthOf(values: readonly string[]): number {
  return values.reduce((sum, value) => sum + value.length, 0) / Math.max(1, values.length)
}

/** Each column has one meaning and each meaning one column, the surest first. */
function assigned(pairs: readonly ColumnPair[]): ColumnPair[] {
  const taken: ColumnPair[] = []
  const columns = new Set<DescribedColumn>()
  const roles = new Set<Role | CountedThing>()
  for (const pair of pairs.toSorted((one, other) => other.score - one.score)) {
    if (columns.has(pair.column) || roles.has(pair.role)) continue
    columns.add(pair.column)
    roles.add(pair.role)
    taken.push(pair)
  }
  return taken
}
