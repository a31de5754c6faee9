import type { AccountRef } from '@weft/model/account'
import type { Coverage } from '@weft/model/coverage'
import type { PostRecord } from '@weft/model/post'
import { inBatches } from '../../batches.ts'
import { readId, rejectedRow, textOf, WrongCell } from '../../cell.ts'
import type { Export, ExportFile } from '../../export.ts'
import type { Format, ReadOptions, ReadSummary, SourceRow } from '../../format.ts'
import { findHeader, type TableHeader } from '../../header.ts'
import { isObject, objectAt, textAt } from '../../json-fields.ts'
import { parseLossless } from '../../lossless-json.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { AccountNeeded, EmptyExport, UnknownFormat } from '../../refusal.ts'
import { tableRows } from '../../table.ts'
import { readTime } from '../../time.ts'

const NAME = 'YouTube Takeout'

/** Google writes folders, files and headings in the language of the account. */
const SUBSCRIPTION_COLUMNS = ['channel id', 'channel url', 'channel title']
const SUBSCRIPTION_ALIASES = {
  'channel id': [
    'kanal-id',
    'id de chaîne',
    'id. de la chaîne',
    'id del canal',
    'id canale',
    'kanaal-id',
    'id do canal',
  ],
  'channel url': ['kanal-url', 'url de la chaîne', 'url del canal', 'url canale', 'kanaal-url', 'url do canal'],
  'channel title': [
    'kanaltitel',
    'titre de la chaîne',
    'título del canal',
    'titolo canale',
    'kanaaltitel',
    'título do canal',
  ],
}
const COMMENT_COLUMNS = ['comment id', 'channel id', 'comment create timestamp', 'comment text']
const COMMENT_ALIASES = {
  'comment id': ['kommentar-id'],
  'channel id': ['kanal-id'],
  'comment create timestamp': ['zeitstempel der erstellung des kommentars'],
  'comment text': ['kommentartext'],
  'parent comment id': ['id des übergeordneten kommentars'],
  'video id': ['video-id'],
}

/** What Google gives out of one's own YouTube account. */
export const youtubeTakeout: Format = {
  id: 'youtube_takeout',
  name: NAME,
  extent: 'archive',
  howToGet:
    'At takeout.google.com choose YouTube and YouTube Music only, with subscriptions and comments; it comes by mail as a zip. Hand that in as it is.',
  tells: 'Which channels the account subscribes to; the comments it wrote, with text and time.',
  cannotTell:
    'Since when it subscribes, who subscribes to it, whose video it commented on, and what others wrote: use the Data API’s comment threads for that.',
  async match(exported) {
    const [first] = await findTables(exported, 1)
    const part = 'a table of subscriptions (Channel Id, Channel Url, Channel Title) or of comments'
    return first === undefined ? { found: [], missing: [part] } : { found: [first.file.path], missing: [] }
  },
  read: (exported, options) => inBatches(readTakeout(exported, options)),
}

interface Table {
  file: ExportFile
  header: TableHeader
  holds: 'subscriptions' | 'comments'
}

async function findTables(exported: Export, most = Infinity): Promise<Table[]> {
  const tables: Table[] = []
  for (const file of exported.files) {
    if (exported.files.length > 1 && !/\.csv$/i.test(file.path)) continue
    const subscriptions = await findHeader(file, SUBSCRIPTION_COLUMNS, SUBSCRIPTION_ALIASES)
    const comments = await findHeader(file, COMMENT_COLUMNS, COMMENT_ALIASES)
    if (comments?.missing.length === 0) tables.push({ file, header: comments, holds: 'comments' })
    else if (subscriptions?.missing.length === 0) tables.push({ file, header: subscriptions, holds: 'subscriptions' })
    if (tables.length >= most) break
  }
  // Comments say whose they are; subscriptions do not.
  return tables.toSorted((one, other) => (one.holds < other.holds ? -1 : one.holds > other.holds ? 1 : 0))
}

type Cells = (column: string) => string

async function* readTakeout(exported: Export, options: ReadOptions): AsyncGenerator<SourceRow, ReadSummary> {
  const tables = await findTables(exported)
  if (tables.length === 0) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: ['a table'] }])
  let owner: AccountRef | null = options.account?.platform === 'youtube' ? options.account : null
  const takenAt = options.takenAt ?? null
  const coverage: Coverage[] = []
  let rows = 0
  for (const { file, header, holds } of tables) {
    const times: number[] = []
    const columnAt = new Map(header.columns.map((column, index) => [column, index]))
    if (holds === 'subscriptions' && owner === null) throw new AccountNeeded(file.path, 'youtube', 'subscriptions')
    for await (const { line, cells, isRightWidth } of tableRows(file, header)) {
      rows++
      const place = { file: file.path, unit: 'line' as const, row: line }
      if (!isRightWidth) {
        yield rejectedRow(place, wrongWidth(cells.length, header.columns.length))
        continue
      }
      const cellOf: Cells = (column) => cells[columnAt.get(column) ?? -1] ?? ''
      yield madeRow(place, (): Made => {
        if (holds === 'subscriptions') return subscriptionOf(cellOf, owner as AccountRef, takenAt)
        const post = commentOf(cellOf)
        owner ??= post.author
        if (post.time !== null) times.push(post.time)
        return post
      })
    }
    if (owner === null) continue
    const about = { platform: 'youtube', account: owner, direction: 'outbound' } as const
    if (holds === 'subscriptions')
      coverage.push({ ...about, acts: ['follow'], text: false, from: takenAt, to: takenAt })
    else if (times.length > 0) coverage.push({ ...about, acts: ['post'], text: true, ...rangeOf(times) })
  }
  if (rows === 0) throw new EmptyExport(exported.name, 'rows')
  return {
    owner:
      owner === null ? null : { type: 'account', account: owner, displayName: null, description: null, exporter: true },
    coverage,
    notes: [],
  }
}

function rangeOf(times: readonly number[]): { from: number; to: number } {
  let [from = 0, to = 0] = [times[0], times[0]]
  for (const time of times) {
    from = Math.min(from, time)
    to = Math.max(to, time)
  }
  return { from, to }
}

function wrongWidth(cells: number, columns: number): WrongCell {
  const problem = `the row has ${cells} cells, the header has ${columns}`
  return new WrongCell({ column: null, value: null, problem, fix: 'take the file as Google wrote it' })
}

function channel(column: string, id: string): AccountRef {
  const platformId = readId(column, id)
  if (platformId !== null) return { platform: 'youtube', platformId, handle: null }
  throw new WrongCell({ column, value: id, problem: 'no channel is named', fix: 'take the file as Google wrote it' })
}

function subscriptionOf(cells: Cells, owner: AccountRef, snapshotTime: number | null): Made {
  const followed = channel('channel id', cells('channel id'))
  const about = { description: null, exporter: false }
  return [
    { type: 'follow', follower: owner, followed, snapshotTime },
    { type: 'account', account: followed, displayName: textOf(cells('channel title')), ...about },
  ]
}

function commentOf(cells: Cells): PostRecord {
  const id = readId('comment id', cells('comment id'))
  const written = cells('comment create timestamp')
  const time = readTime(written)?.time ?? null
  if (id === null || time === null) {
    const [column, value] = id === null ? ['comment id', cells('comment id')] : ['comment create timestamp', written]
    throw new WrongCell({ column, value, problem: 'nothing that can be read', fix: 'take the file as Google wrote it' })
  }
  const { text, mentions } = commentText(cells('comment text'))
  return {
    type: 'post',
    id,
    author: channel('channel id', cells('channel id')),
    time,
    kind: 'reply',
    text,
    language: null,
    parentId: textOf(cells('parent comment id')),
    conversationId: textOf(cells('video id')) ?? textOf(cells('post id')),
    url: null,
    parentAuthor: null,
    mentions,
  }
}

/** The cell holds JSON: one object, or several with commas between where the comment has links or names others. */
function commentText(cell: string): { text: string | null; mentions: AccountRef[] } {
  const parts = parseLossless(`[${cell}]`)
  if (!Array.isArray(parts) || !parts.every(isObject)) return { text: textOf(cell), mentions: [] }
  const mentions = parts.flatMap((part): AccountRef[] => {
    const platformId = textAt(objectAt(part, 'mention'), 'externalChannelId')
    return platformId === null ? [] : [{ platform: 'youtube', platformId, handle: null }]
  })
  return { text: textOf(parts.map((part) => textAt(part, 'text') ?? '').join('')), mentions }
}
