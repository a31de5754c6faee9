import type { CountedThing } from '@weft/model/count-record'
import { platformNamed } from '../platform-named.ts'
import { actNamed } from './act-words.ts'
import type { ColumnMapping } from './column-mapping.ts'
import type { ColumnPair } from './column-pairs.ts'
import type { DescribedTable } from './describe-table.ts'
import { LEAVE_OUT } from './mapped-row.ts'
import {
  actsQuestion,
  dayMonthQuestion,
  KIND_QUESTION,
  oursQuestion,
  PLATFORM_QUESTION,
  type Question,
  sourcesQuestion,
} from './mapping-questions.ts'
import { platformOfTable } from './platform-of-table.ts'
import { MAPPED_TABLES, type MappedTable, type Role } from './roles.ts'
import { actByHeading, candidateOf, type TableCandidate } from './table-candidate.ts'
import { decimalMarkOf } from './table-numbers.ts'

/** Why a column was taken for what it is taken for. */
export interface Taken {
  heading: string
  role: Role | CountedThing
  /** 0 to 1. */
  confidence: number
  reason: string
}

export interface MappingSuggestion {
  mapping: ColumnMapping
  /** 0 to 1: that of the weakest of the columns that the table cannot do without. */
  confidence: number
  taken: Taken[]
  /** Headings that nothing is made of. */
  unused: string[]
  questions: Question[]
  /** What a person should know of it. */
  notes: string[]
}

/**
 * The mapping that headings and cells suggest: of each kind of table that it could be the best fit, and of these the one
 * that makes most of its columns; as a table of the kind that a person names, if one does. `null` where nothing fits.
 *
 * It can be read as it is: what no column says is our account, or a mention, and is asked.
 */
export function suggestMapping(
  table: DescribedTable,
  { as = null }: { as?: MappedTable | null } = {},
): MappingSuggestion | null {
  let best: TableCandidate | null = null
  for (const kind of as === null ? MAPPED_TABLES : [as]) {
    const candidate = candidateOf(kind, table)
    if (candidate !== null && candidate.worth > (best?.worth ?? 0)) best = candidate
  }
  return best === null ? null : suggestionOf(best, table)
}

function suggestionOf(
  { kind, pairs, ours, confidence, notes }: TableCandidate,
  table: DescribedTable,
): MappingSuggestion {
  const columns: Partial<Record<Role, string>> = {}
  const counts: Partial<Record<CountedThing, string>> = {}
  for (const { role, isCount, column } of pairs) {
    if (isCount) counts[role as CountedThing] = column.heading
    else columns[role as Role] = column.heading
  }
  const fixed: Partial<Record<Role, string>> = {}
  const questions: Question[] = []
  if (columns.platform === undefined) {
    const platform = platformOfTable(pairs, table)
    if (platform !== null) fixed.platform = platform
    // Our account has a platform, and addresses name theirs.
    else if (ours.length === 0 && !pairs.some(({ role }) => role === 'url')) questions.push(PLATFORM_QUESTION)
  }
  if (kind === 'interactions' && columns.kind === undefined) {
    const told = actByHeading(pairs)
    fixed.kind = told ?? 'mention'
    if (told === null) questions.push(KIND_QUESTION)
  }
  // The address of a post on X says whose it is.
  const areAuthorsLinked = fixed.platform === 'x' && columns.url !== undefined
  for (const role of ours) if (role !== 'author' || !areAuthorsLinked) questions.push(oursQuestion(role))
  const words: Partial<Record<Role, Record<string, string>>> = {}
  const sources = unknownWords(pairs, 'platform', (word) => platformNamed(word) !== null)
  if (sources.length > 0) {
    words.platform = Object.fromEntries(sources.map((source) => [source.toLowerCase(), LEAVE_OUT]))
    questions.push(sourcesQuestion(sources))
  }
  const acts = kind === 'interactions' ? unknownWords(pairs, 'kind', (word) => actNamed(word) !== null) : []
  if (acts.length > 0) questions.push(actsQuestion(acts))
  const time = pairs.find(({ role }) => role === 'time' || role === 'snapshot_date')?.column
  if (time?.dayMonthOrder === 'undecided') questions.push(dayMonthQuestion(time))
  const days = Object.keys(counts).some((thing) => thing !== 'followers' && thing !== 'following' && thing !== 'posts')
  const used = new Set(pairs.map(({ column }) => column))
  return {
    mapping: {
      version: 1,
      table: kind,
      headings: table.headings,
      columns,
      counts,
      fixed,
      ours,
      words,
      dayMonthOrder: null,
      decimal: decimalMarkOf(pairs.filter(({ isCount }) => isCount).flatMap(({ column }) => column.cells)),
      countsSpan: kind === 'counts' && days ? 'day' : 'total',
    },
    confidence,
    taken: pairs.map(({ column, role, score, reason }) => ({
      heading: column.heading,
      role,
      confidence: score,
      reason,
    })),
    unused: table.columns.filter((column) => !used.has(column)).map(({ heading }) => heading),
    questions,
    notes,
  }
}

/** Words of a column that nobody here knows, as they are written in it. */
function unknownWords(pairs: readonly ColumnPair[], role: Role, isKnown: (word: string) => boolean): string[] {
  const column = pairs.find((pair) => pair.role === role)?.column
  const words = column?.cells.map((cell) => cell.trim()).filter((cell) => cell !== '' && !isKnown(cell)) ?? []
  return [...new Set(words)]
}
