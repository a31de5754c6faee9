import type { AccountRef } from '@weft/model/account'
import type { CountedThing, CountRecord } from '@weft/model/count-record'
import { type InteractionKind, interactionsOfPost } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { inBatches } from '../../batches.ts'
import { readId, rejectedRow, textOf, WrongCell } from '../../cell.ts'
import { readCount } from '../../count-cell.ts'
import type { Export, ExportFile } from '../../export.ts'
import type { Format, ReadSummary, RowPlace, SourceRow } from '../../format.ts'
import { findHeader, type TableHeader } from '../../header.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { EmptyExport, UnknownFormat } from '../../refusal.ts'
import { tableRows } from '../../table.ts'
import { readTime } from '../../time.ts'
import { momentText } from '../../workbook/serial-date.ts'
import { statusOfUrl } from '../x/tweet.ts'

const NAME = 'NodeXL workbook'

/** Its sheets have a row of titles above the header. */
const EDGE_COLUMNS = ['vertex 1', 'vertex 2', 'relationship']
const VERTEX_COLUMNS = ['vertex', 'description', 'followers']

/** What is counted of each account, as of the day of the collection. */
const COUNTED: readonly (readonly [column: string, thing: CountedThing])[] = [
  ['followed', 'following'],
  ['followers', 'followers'],
  ['tweets', 'posts'],
]

const KIND_OF_RELATIONSHIP: ReadonlyMap<string, InteractionKind | 'follow' | 'post'> = new Map([
  ['tweet', 'post'],
  ['post', 'post'],
  ['mentions', 'mention'],
  ['mention', 'mention'],
  ['mentionsinquote', 'mention'],
  ['mentionsinreply', 'mention'],
  ['replies to', 'reply'],
  ['reply', 'reply'],
  ['retweet', 'repost'],
  ['quote', 'quote'],
  ['followed', 'follow'],
  ['follows', 'follow'],
  ['likes', 'like'],
])

/** A network of tweets as NodeXL collects it into a workbook. */
export const nodexl: Format = {
  id: 'nodexl',
  name: NAME,
  extent: 'archive',
  howToGet: 'In NodeXL Pro: File, Save as, an .xlsx with its sheets Edges and Vertices. Hand it in as it is.',
  tells: 'Who answered, mentioned, quoted and passed on whom, with text and time; what accounts say of themselves.',
  cannotTell: 'What the collection did not ask for. Whether silence means anything.',
  async match(exported) {
    const edges = await sheetWith(exported, EDGE_COLUMNS)
    const missing = EDGE_COLUMNS.map((column) => `column "${column}"`)
    return edges === null ? { found: [], missing } : { found: missing, missing: [] }
  },
  read: (exported, options) => inBatches(readWorkbook(exported, options.platform ?? 'x')),
}

interface Sheet {
  file: ExportFile
  header: TableHeader
}

async function sheetWith(exported: Export, columns: readonly string[]): Promise<Sheet | null> {
  for (const file of exported.files) {
    // Other archives hold thousands of files that nobody needs to look into.
    if (file.isSheet !== true) continue
    const header = await findHeader(file, columns)
    if (header?.missing.length === 0) return { file, header }
  }
  return null
}

type Cells = (column: string) => string

async function* readWorkbook(
  exported: Export,
  platform: AccountRef['platform'],
): AsyncGenerator<SourceRow, ReadSummary> {
  const edges = await sheetWith(exported, EDGE_COLUMNS)
  if (edges === null) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: [...EDGE_COLUMNS] }])
  const vertices = await sheetWith(exported, VERTEX_COLUMNS)
  const observed = new ObservedCoverage()
  let rows = 0
  for (const [sheet, make] of [
    [vertices, (cells: Cells) => vertexOf(cells, platform)],
    [edges, (cells: Cells) => edgeOf(cells, platform, observed)],
  ] as const) {
    if (sheet === null) continue
    for await (const row of rowsOf(sheet, make)) {
      rows++
      yield row
    }
  }
  if (rows === 0) throw new EmptyExport(exported.name, 'rows')
  const aside = exported.files.filter((file) => file !== edges.file && file !== vertices?.file)
  const notes = aside.length === 0 ? [] : [`sheets not read: ${aside.map(({ path }) => path).join(', ')}`]
  return { owner: null, coverage: observed.coverage(), notes }
}

async function* rowsOf({ file, header }: Sheet, make: (cells: Cells) => Made): AsyncGenerator<SourceRow> {
  const columnAt = new Map(header.columns.map((column, index) => [column, index]))
  for await (const { line, cells, isRightWidth } of tableRows(file, header)) {
    const place: RowPlace = { file: file.path, unit: 'line', row: line }
    const problem = 'the row has another width than the header'
    yield isRightWidth
      ? madeRow(place, () => make((column) => cells[columnAt.get(column) ?? -1] ?? ''))
      : rejectedRow(
          place,
          new WrongCell({ column: null, value: null, problem, fix: 'take the workbook as NodeXL wrote it' }),
        )
  }
}

function accountIn(cells: Cells, column: string, platform: AccountRef['platform']): AccountRef {
  const handle = textOf(cells(column))?.replace(/^@/, '')
  if (handle !== undefined) return { platform, platformId: null, handle }
  const fix = 'take the workbook as NodeXL wrote it'
  throw new WrongCell({ column, value: '', problem: 'no account is named', fix })
}

function vertexOf(cells: Cells, platform: AccountRef['platform']): Made {
  const website = textOf(cells('web'))
  const account = accountIn(cells, 'vertex', platform)
  const counts = COUNTED.flatMap(([column, thing]): CountRecord[] => {
    const value = readCount(column, cells(column))
    return value === null ? [] : [{ type: 'count', account, postId: null, thing, value, span: 'total', time: null }]
  })
  const displayName = textOf(cells('name'))
  const about = { displayName, description: textOf(cells('description')), exporter: false }
  return [{ type: 'account', account, ...about, ...(website === null ? {} : { website }) }, ...counts]
}

/** Each act of a tweet is a row of its own; what all of them say of the tweet is told with each and kept once. */
function edgeOf(cells: Cells, platform: AccountRef['platform'], observed: ObservedCoverage): Made {
  const actor = accountIn(cells, 'vertex 1', platform)
  const target = accountIn(cells, 'vertex 2', platform)
  const relationship = cells('relationship').trim().toLowerCase()
  if (relationship === 'mentionsinretweet') return { ignored: 'whom a retweet names is named by the original’s author' }
  const kind = KIND_OF_RELATIONSHIP.get(relationship)
  if (kind === undefined) {
    const fix = `write one of ${[...KIND_OF_RELATIONSHIP.keys()].join(', ')}`
    throw new WrongCell({
      column: 'relationship',
      value: relationship,
      problem: 'no relationship that is known here',
      fix,
    })
  }
  const time = timeIn(cells)
  if (kind === 'follow') return { type: 'follow', follower: actor, followed: target, snapshotTime: time }
  const id = tweetId(cells)
  const text = textOf(cells('tweet'))
  const parentId = readId('in-reply-to tweet id', cells('in-reply-to tweet id'))
  const post: PostRecord | null =
    id === null || kind === 'like'
      ? null
      : {
          type: 'post',
          id,
          author: actor,
          time,
          kind: postKindOf(kind, relationship, parentId),
          text,
          language: textOf(cells('language')),
          parentId,
          conversationId: null,
          url: textOf(cells('twitter page for tweet')),
          parentAuthor: kind === 'post' || kind === 'mention' ? null : target,
          mentions: kind === 'mention' ? [target] : [],
        }
  if (kind === 'post') {
    if (post === null) return { ignored: 'a tweet without an id' }
    observed.see(platform, ['post', ...interactionsOfPost(post).map((act) => act.kind)], time, text !== null)
    return post
  }
  observed.see(platform, post === null ? [kind] : [kind, 'post'], time, text !== null)
  return { type: 'interaction', actor, target, kind, time, postId: id, post }
}

/** Ids are texts there; where somebody made numbers of them, the address of the tweet has its id still. */
function tweetId(cells: Cells): string | null {
  try {
    return readId('imported id', cells('imported id'))
  } catch (error) {
    const linked = statusOfUrl(cells('twitter page for tweet').trim())
    if (linked === null) throw error
    return linked.id
  }
}

/** A row that names somebody says of the tweet only what it names. */
function postKindOf(
  kind: Exclude<InteractionKind, 'like'> | 'post',
  relationship: string,
  parentId: string | null,
): PostRecord['kind'] {
  if (relationship === 'mentionsinquote') return 'quote'
  if (kind === 'post' || kind === 'mention') return parentId === null ? 'original' : 'reply'
  return kind === 'comment' ? 'reply' : kind
}

/** Days since 1899-12-30, where the cells of the column have lost their format. */
const SERIAL = /^\d{5}(\.\d+)?$/

function timeIn(cells: Cells): number | null {
  const [column, written] = (['relationship date (utc)', 'tweet date (utc)'] as const)
    .map((each) => [each, cells(each).trim()] as const)
    .find(([, cell]) => cell !== '') ?? ['', '']
  if (written === '') return null
  const time = readTime(SERIAL.test(written) ? momentText(written, 1900) : written)
  if (time !== null) return time.time
  throw new WrongCell({
    column,
    value: written,
    problem: 'no date or time that can be read',
    fix: 'write times as 2015-10-02T20:15:40Z',
  })
}
