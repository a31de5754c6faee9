import { COUNTED_THINGS, type CountedThing } from '@weft/model/count-record'
import type { InteractionKind } from '@weft/model/interaction'
import type { Platform } from '@weft/model/platform'
import { platformNamed, platformOfUrl } from '../platform-named.ts'
import { actNamed } from './act-words.ts'
import { isAbsent, shareOf } from './column-kind.ts'
import type { ColumnMapping } from './column-mapping.ts'
import type { DescribedColumn, DescribedTable } from './describe-table.ts'
import { likenessToCount, likenessToRole } from './heading-words.ts'
import { COUNTED_OF_ACCOUNTS } from './mapped-counts.ts'
import { LEAVE_OUT } from './mapped-row.ts'
import { plainHeading } from './plain-heading.ts'
import { fitOfCount, fitOfRole } from './role-fit.ts'
import {
  type AccountRole,
  isAccountRole,
  MAPPED_TABLES,
  type MappedTable,
  ROLES_OF_TABLE,
  type Role,
  rolesOf,
} from './roles.ts'
import { decimalMarkOf, fewestDaysBetween } from './table-numbers.ts'

/** Why a column was taken for what it is taken for. */
export interface Taken {
  heading: string
  role: Role | CountedThing
  /** 0 to 1. */
  confidence: number
  reason: string
}

/** What the table does not say, so that a person has to: about a role, the dates, or what the table is. */
export interface Question {
  about: Role | 'dayMonthOrder' | 'table'
  question: string
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

/** A column whose cells mostly cannot stand in a role is not taken for it, whatever it is called. */
const FIT_MIN = 0.5

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

/** A needed column tells more of what a table is than one that may be there. */
const NEEDED_WORTH = 4

/** What is left to a person's answer is as sure as that. */
const ASKED_CONFIDENCE = 0.5

/** A heading such as “liked” says what all rows mean. */
const TOLD_BY_HEADING_CONFIDENCE = 0.8

/** Rows further apart than this are no days. */
const DAYS_APART_MAX = 1.5

/**
 * The mapping that headings and cells suggest: of each kind of table that it could be the best fit, and of these the one
 * that makes most of its columns; as a table of the kind that a person names, if one does. `null` where nothing fits.
 *
 * It is complete where there are no questions about needed roles; {@link readMapping} says what it lacks.
 */
export function suggestMapping(
  table: DescribedTable,
  { as = null }: { as?: MappedTable | null } = {},
): MappingSuggestion | null {
  let best: Candidate | null = null
  for (const kind of as === null ? MAPPED_TABLES : [as]) {
    const candidate = candidateOf(kind, table)
    if (candidate !== null && candidate.worth > (best?.worth ?? 0)) best = candidate
  }
  return best === null ? null : suggestionOf(best, table)
}

interface Pair {
  column: DescribedColumn
  role: Role | CountedThing
  isCount: boolean
  score: number
  reason: string
}

interface Candidate {
  kind: MappedTable
  pairs: Pair[]
  ours: AccountRole[]
  worth: number
  confidence: number
  notes: string[]
}

function candidateOf(kind: MappedTable, table: DescribedTable): Candidate | null {
  const { needs, counts } = ROLES_OF_TABLE[kind]
  const needed = new Set<Role | CountedThing>(needs.flat())
  // A column without a value may be what its heading says, but it makes no table what that table needs.
  const isTelling = ({ column, role }: Pair) => column.samples.length > 0 || table.rows === 0 || !needed.has(role)
  const all = assigned(pairsOf(kind, table)).filter(isTelling)
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
function isAccountARow(pairs: readonly Pair[]): boolean {
  const column = pairs.find(({ role }) => role === 'account' || role === 'account_id')?.column
  const named = column?.cells.filter((cell) => !isAbsent(cell)) ?? []
  return named.length > 1 && new Set(named).size === named.length
}

/**
 * What only posts have: a text, or beside an id or address a time, or numbers that are of nothing else. Numbers alone
 * tell of posts, but not that they are whose and when: that is a table of counts of posts.
 */
function areOfPosts(kind: MappedTable, pairs: readonly Pair[]): boolean {
  const has = (...roles: readonly Role[]) => pairs.some((pair) => roles.some((role) => role === pair.role))
  const areCounted = pairs.some(({ role, isCount }) => isCount && !COUNTED_OF_ACCOUNTS.has(role as CountedThing))
  if (kind === 'post_counts') return areCounted
  return has('text', 'title') || (has('time') && (has('url', 'parent_id', 'parent_author') || areCounted))
}

function pairsOf(kind: MappedTable, { columns }: DescribedTable): Pair[] {
  const pairs: Pair[] = []
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
}): Pair | null {
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
function assigned(pairs: readonly Pair[]): Pair[] {
  const taken: Pair[] = []
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

/** A number of a month is no number of a day: of rows that far apart only what there was in all can be kept. */
function withoutFlowsOfLongTimes(kind: MappedTable, pairs: Pair[], table: DescribedTable): Pair[] {
  if (kind !== 'counts' || !areRowsFarApart(pairs, table)) return pairs
  return pairs.filter(({ isCount, role }) => !isCount || role === 'followers' || role === 'following')
}

function notesOnFlows(all: readonly Pair[], kept: readonly Pair[]): string[] {
  const left = all.filter((pair) => !kept.includes(pair)).map(({ column }) => column.heading)
  return left.length === 0
    ? []
    : [
        `the rows are more than a day apart: what came in between them is no number of a day and is left out (${left.join(', ')})`,
      ]
}

/** `ana@loom.example` is a handle in the Fediverse and an address of mail elsewhere. */
function notesOnAddresses(pairs: readonly Pair[]): string[] {
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

function areRowsFarApart(pairs: readonly Pair[], { rows }: DescribedTable): boolean {
  const time = pairs.find(({ role }) => role === 'time')?.column
  const days = time === undefined || rows < 3 ? null : fewestDaysBetween(time.cells)
  return days !== null && days > DAYS_APART_MAX
}

function suggestionOf({ kind, pairs, ours, confidence, notes }: Candidate, table: DescribedTable): MappingSuggestion {
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

/** The one platform that all addresses of the table lie at, or that its headings speak of. */
function platformOfTable(pairs: readonly Pair[], { columns }: DescribedTable): Platform | null {
  const urls = pairs.find(({ role }) => role === 'url')?.column.cells.filter((cell) => !isAbsent(cell)) ?? []
  const platforms = new Set(urls.map(platformOfUrl))
  if (platforms.size > 0) {
    const [only] = platforms
    return platforms.size === 1 && only !== undefined ? only : null
  }
  const words = new Set(columns.flatMap(({ heading }) => plainHeading(heading).split(' ')))
  const spoken = (Object.entries(WORDS_OF_PLATFORM) as [Platform, readonly string[]][]).filter(([, own]) =>
    own.some((word) => words.has(word)),
  )
  return spoken.length === 1 ? (spoken[0]?.[0] ?? null) : null
}

/** Words that only one platform has for its things. */
const WORDS_OF_PLATFORM: Partial<Readonly<Record<Platform, readonly string[]>>> = {
  x: ['tweet', 'tweets', 'twitter', 'retweet', 'retweets', 'retweeted'],
  mastodon: ['toot', 'toots', 'boosts', 'reblogs', 'reblog'],
  instagram: ['instagram'],
  facebook: ['facebook'],
  linkedin: ['linkedin'],
  youtube: ['youtube'],
  reddit: ['subreddit'],
  bluesky: ['bluesky', 'did'],
}

/** The act that the heading of those who were acted toward names: `liked`, `retweeted`. */
function actByHeading(pairs: readonly Pair[]): InteractionKind | null {
  const target = pairs.find(({ role }) => role === 'target' || role === 'target_id')
  const act = target === undefined ? null : actNamed(target.column.heading)
  return act === 'original' ? null : act
}

/** Words of a column that nobody here knows, as they are written in it. */
function unknownWords(pairs: readonly Pair[], role: Role, isKnown: (word: string) => boolean): string[] {
  const column = pairs.find((pair) => pair.role === role)?.column
  const words = column?.cells.map((cell) => cell.trim()).filter((cell) => cell !== '' && !isKnown(cell)) ?? []
  return [...new Set(words)]
}

const PLATFORM_QUESTION: Question = {
  about: 'platform',
  question: 'Which platform is this of? No column says so; unless it is said, the rows stand under “other”.',
}

const KIND_QUESTION: Question = {
  about: 'kind',
  question:
    'What does a row mean: a reply, a mention, a repost, a quote, a like, a comment? Each is read as a mention unless it is said.',
}

function oursQuestion(role: AccountRole): Question {
  return {
    about: role,
    question: `Whose rows are these? No column names the ${role.replaceAll('_', ' ')}: it is taken to be our account, which has to be named.`,
  }
}

const SHOWN_MAX = 10

function listed(words: readonly string[]): string {
  const shown = words.slice(0, SHOWN_MAX).map((word) => `“${word.slice(0, 60)}”`)
  return `${shown.join(', ')}${words.length > SHOWN_MAX ? ' …' : ''}`
}

function sourcesQuestion(sources: readonly string[]): Question {
  return {
    about: 'platform',
    question: `Which platforms are ${listed(sources)}? Their rows are left out unless it is said.`,
  }
}

function actsQuestion(acts: readonly string[]): Question {
  return { about: 'kind', question: `What do ${listed(acts)} mean? Their rows are rejected unless it is said.` }
}

function dayMonthQuestion({ heading, samples }: DescribedColumn): Question {
  return {
    about: 'dayMonthOrder',
    question: `Does the day or the month come first in “${heading}”? “${samples[0] ?? ''}” reads either way, and so do the other dates that were looked at.`,
  }
}
