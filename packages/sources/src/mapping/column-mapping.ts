import { COUNTED_THINGS, type CountedThing } from '@weft/model/count-record'
import type { DecimalMark } from '../count-cell.ts'
import type { DayMonthOrder } from '../time.ts'
import { columnName } from './column-name.ts'
import {
  ACCOUNT_ROLES,
  type AccountRole,
  isAccountRole,
  MAPPED_TABLES,
  type MappedTable,
  ROLES_OF_TABLE,
  type Role,
  rolesOf,
} from './roles.ts'

/** How a table is read that no format knows: what it is and which column says what. Plain JSON. */
export interface ColumnMapping {
  version: 1
  table: MappedTable
  /** All headings of the table that it was made for, as written there. */
  headings: readonly string[]
  /** The column of each role, by its heading. */
  columns: Readonly<Partial<Record<Role, string>>>
  /** The columns that hold numbers, by what they count. */
  counts: Readonly<Partial<Record<CountedThing, string>>>
  /** What is the same in every row: read as if each row had a cell that says so. */
  fixed: Readonly<Partial<Record<Role, string>>>
  /** Roles that are our own account in every row: the one that is named when the file is handed in. */
  ours: readonly AccountRole[]
  /** What words in a role's cells mean, where they are not known here: by role, then by word in lower case. */
  words: Readonly<Partial<Record<Role, Readonly<Record<string, string>>>>>
  /** Which comes first in `03/04/2024`; `null` lets the column decide. */
  dayMonthOrder: DayMonthOrder | null
  decimal: DecimalMark
  /** What numbers beside a day mean: what came in on that day, or all until then. Stocks are always the latter. */
  countsSpan: 'day' | 'total'
}

/** Something that is no {@link ColumnMapping}. Says where and what is wrong. */
export class NotAMapping extends Error {
  override name = 'NotAMapping'
  /** Where: `columns.time`, say. */
  readonly at: string
  readonly problem: string
  constructor(at: string, problem: string) {
    super(`the column mapping is wrong at ${at}: ${problem}`)
    this.at = at
    this.problem = problem
  }
}

/** A spreadsheet's widest table. */
const HEADINGS_MAX = 16_384

/** Longer than any heading or fixed value that means something. */
const TEXT_MAX = 10_000

const WORDS_MAX = 1000

const KEYS = [
  'version',
  'table',
  'headings',
  'columns',
  'counts',
  'fixed',
  'ours',
  'words',
  'dayMonthOrder',
  'decimal',
  'countsSpan',
]

/**
 * Reads a mapping from parsed JSON. What may be left out: `counts`, `fixed`, `ours`, `words` (nothing), `dayMonthOrder`
 * (`null`), `decimal` (`point`), `countsSpan` (`total`). Throws {@link NotAMapping}, which names what is wrong.
 */
export function readMapping(value: unknown): ColumnMapping {
  const given = objectIn(value, 'the mapping')
  const unknown = Object.keys(given).find((key) => !KEYS.includes(key))
  if (unknown !== undefined) throw new NotAMapping(unknown, `there is no such part; the parts are ${KEYS.join(', ')}`)
  if (given['version'] !== 1) throw new NotAMapping('version', 'must be 1')
  const table = oneOf(given['table'], MAPPED_TABLES, 'table')
  const mapping: ColumnMapping = {
    version: 1,
    table,
    headings: headingsIn(given['headings']),
    columns: textsBy(given['columns'], rolesOf(table), 'columns'),
    counts: textsBy(given['counts'] ?? {}, COUNTED_THINGS, 'counts'),
    fixed: textsBy(given['fixed'] ?? {}, rolesOf(table), 'fixed'),
    ours: oursIn(given['ours'] ?? [], table),
    words: wordsIn(given['words'] ?? {}, table),
    dayMonthOrder:
      (given['dayMonthOrder'] ?? null) === null
        ? null
        : oneOf(given['dayMonthOrder'], ['day_first', 'month_first'] as const, 'dayMonthOrder'),
    decimal: oneOf(given['decimal'] ?? 'point', ['point', 'comma'] as const, 'decimal'),
    countsSpan: oneOf(given['countsSpan'] ?? 'total', ['day', 'total'] as const, 'countsSpan'),
  }
  refuseUnknownColumns(mapping)
  refuseTwice(mapping)
  refuseMissing(mapping)
  return mapping
}

/** The groups of roles of which a mapping names none, though the table needs one; the suggestion asks for them. */
export function missingRoles({
  table,
  columns,
  fixed,
  ours,
}: Pick<ColumnMapping, 'table' | 'columns' | 'fixed' | 'ours'>): (readonly Role[])[] {
  const isSaid = (role: Role) =>
    columns[role] !== undefined || fixed[role] !== undefined || (isAccountRole(role) && ours.includes(role))
  return ROLES_OF_TABLE[table].needs.filter((group) => !group.some(isSaid))
}

function refuseUnknownColumns({ headings, columns, counts }: ColumnMapping): void {
  const names = new Set(headings.map(columnName))
  for (const [part, named] of [
    ['columns', columns],
    ['counts', counts],
  ] as const) {
    for (const [role, heading] of Object.entries(named)) {
      if (!names.has(columnName(heading))) {
        throw new NotAMapping(`${part}.${role}`, `the table has no column "${heading.slice(0, 100)}"`)
      }
    }
  }
}

function refuseTwice({ columns, fixed, ours }: ColumnMapping): void {
  for (const role of Object.keys(fixed) as Role[]) {
    if (columns[role] !== undefined) throw new NotAMapping(`fixed.${role}`, 'is given by a column already')
    if (role === 'id' || role === 'url') {
      throw new NotAMapping(`fixed.${role}`, 'cannot be the same in every row: all would be one post')
    }
  }
  const ends = (['actor', 'target', 'follower', 'followed'] as const).filter((role) => ours.includes(role))
  if (ends.length > 1) throw new NotAMapping('ours', `${ends.join(' and ')} cannot both be our account`)
  for (const role of ours) {
    const said = [role, `${role}_id` as Role].find((one) => columns[one] !== undefined || fixed[one] !== undefined)
    if (said !== undefined) throw new NotAMapping('ours', `${role} is given by ${said} already`)
  }
}

function refuseMissing(mapping: ColumnMapping): void {
  const [missing] = missingRoles(mapping)
  if (missing !== undefined) {
    throw new NotAMapping('columns', `a table of ${mapping.table} needs ${missing.join(' or ')}`)
  }
  const { counts } = ROLES_OF_TABLE[mapping.table]
  const isCounted = Object.keys(mapping.counts).length > 0
  if (counts === 'needed' && !isCounted) throw new NotAMapping('counts', 'needs a column that counts something')
  if (counts === 'none' && isCounted) throw new NotAMapping('counts', `a table of ${mapping.table} has no counts`)
}

function objectIn(value: unknown, at: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new NotAMapping(at, 'must be an object')
}

function textIn(value: unknown, at: string): string {
  if (typeof value !== 'string') throw new NotAMapping(at, 'must be a text')
  if (value.trim() === '') throw new NotAMapping(at, 'is empty')
  if (value.length > TEXT_MAX) throw new NotAMapping(at, `is longer than ${TEXT_MAX} characters`)
  return value
}

function oneOf<Name extends string>(value: unknown, names: readonly Name[], at: string): Name {
  const name = names.find((one) => one === value)
  if (name !== undefined) return name
  throw new NotAMapping(at, `must be one of ${names.join(', ')}`)
}

function headingsIn(value: unknown): string[] {
  if (!Array.isArray(value) || value.length === 0) throw new NotAMapping('headings', 'must be a list of headings')
  if (value.length > HEADINGS_MAX) throw new NotAMapping('headings', `has more than ${HEADINGS_MAX} headings`)
  return value.map((heading: unknown, at) => {
    if (typeof heading === 'string' && heading.length <= TEXT_MAX) return heading
    throw new NotAMapping(`headings.${at}`, `must be a text of at most ${TEXT_MAX} characters`)
  })
}

function textsBy<Name extends string>(
  value: unknown,
  names: readonly Name[],
  part: string,
): Partial<Record<Name, string>> {
  const texts: Partial<Record<Name, string>> = {}
  for (const [key, text] of Object.entries(objectIn(value, part))) {
    const name = names.find((one) => one === key)
    if (name === undefined) {
      throw new NotAMapping(`${part}.${key}`, `there is no such role here; there are ${names.join(', ')}`)
    }
    texts[name] = textIn(text, `${part}.${key}`)
  }
  return texts
}

function oursIn(value: unknown, table: MappedTable): AccountRole[] {
  if (!Array.isArray(value)) throw new NotAMapping('ours', 'must be a list of roles')
  const possible = ACCOUNT_ROLES.filter((role) => rolesOf(table).includes(role))
  return value.map((role: unknown, at) => oneOf(role, possible, `ours.${at}`))
}

function wordsIn(value: unknown, table: MappedTable): Partial<Record<Role, Record<string, string>>> {
  const words: Partial<Record<Role, Record<string, string>>> = {}
  for (const [key, meanings] of Object.entries(objectIn(value, 'words'))) {
    const role = oneOf(key, rolesOf(table), `words.${key}`)
    const entries = Object.entries(objectIn(meanings, `words.${key}`))
    if (entries.length > WORDS_MAX) throw new NotAMapping(`words.${key}`, `has more than ${WORDS_MAX} words`)
    words[role] = Object.fromEntries(
      entries.map(([word, meaning]) => [word.trim().toLowerCase(), textIn(meaning, `words.${key}.${word}`)]),
    )
  }
  return words
}
