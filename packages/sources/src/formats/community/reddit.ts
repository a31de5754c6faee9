import type { AccountRef } from '@weft/model/account'
import { interactionsOfPost } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { decode } from 'html-entities'
import { inBatches } from '../../batches.ts'
import { readId, textOf, WrongCell } from '../../cell.ts'
import type { Export, ExportFile } from '../../export.ts'
import type { Format, ReadSummary, RowPlace, SourceRow } from '../../format.ts'
import { asObject, isObject, type JsonObject, objectAt, objectsAt, textAt } from '../../json-fields.ts'
import { jsonSample } from '../../json-file.ts'
import { brokenLine, jsonValues } from '../../json-values.ts'
import type { LosslessJson } from '../../lossless-json.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { AccountNeeded, EmptyExport, UnknownFormat } from '../../refusal.ts'
import { type Cells, formatOfTable, type TableReader } from '../../table-format.ts'
import type { TimeColumn } from '../../time-column.ts'

const HOW_TO_GET =
  'On reddit.com/settings/data-request ask for your data. A link to a zip comes within 30 days; hand that in as it is, and say whose it is.'

/** The comments in Reddit's answer to a data request. */
export const redditComments = formatOfTable({
  id: 'reddit_comments',
  name: 'Reddit comments (data request)',
  howToGet: HOW_TO_GET,
  tells: 'What the account commented, with text and time, and under which post.',
  cannotTell: 'Whom it answered: posts and comments are named by their ids only. What others wrote. Whose data it is.',
  required: ['id', 'permalink', 'date', 'subreddit', 'parent', 'body'],
  optional: ['ip', 'gildings', 'gildings_silver', 'gildings_supergold', 'link', 'media'],
  timeColumn: 'date',
  reader: (_, times, { account }) =>
    ownPosts(account ?? null, times, (cells) => {
      const parent = textOf(cells('parent'))
      const link = /\/comments\/(\w+)/.exec(cells('permalink'))?.[1]
      const thread = link === undefined ? null : `t3_${link}`
      return {
        id: `t1_${readId('id', cells('id')) ?? ''}`,
        kind: 'reply',
        text: textOf(cells('body')),
        parentId: parent === null ? thread : parent.startsWith('t1_') ? parent : `t1_${parent}`,
        conversationId: thread,
        url: textOf(cells('permalink')),
      }
    }),
})

/** The posts in Reddit's answer to a data request. */
export const redditPosts = formatOfTable({
  id: 'reddit_posts',
  name: 'Reddit posts (data request)',
  howToGet: HOW_TO_GET,
  tells: 'What the account posted, with title, text and time.',
  cannotTell: 'What others wrote or voted. Whose data it is.',
  required: ['id', 'permalink', 'date', 'subreddit', 'title', 'body'],
  optional: ['ip', 'gildings', 'url'],
  timeColumn: 'date',
  reader: (_, times, { account }) =>
    ownPosts(account ?? null, times, (cells) => {
      const id = `t3_${readId('id', cells('id')) ?? ''}`
      const text = [textOf(cells('title')), textOf(cells('body'))].filter((part) => part !== null).join('\n\n')
      return {
        id,
        kind: 'original',
        text: text || null,
        parentId: null,
        conversationId: id,
        url: textOf(cells('permalink')),
      }
    }),
})

function ownPosts(
  account: AccountRef | null,
  times: TimeColumn | null,
  postIn: (cells: Cells) => Pick<PostRecord, 'id' | 'kind' | 'text' | 'parentId' | 'conversationId' | 'url'>,
): TableReader {
  const owner = account?.platform === 'reddit' ? account : null
  const observed = new ObservedCoverage()
  return {
    record(cells, place) {
      if (owner === null) throw new AccountNeeded(place.file, 'reddit', 'posts')
      const time = times?.read(cells('date')) ?? null
      const post = postIn(cells)
      if (post.id.endsWith('_')) {
        const fix = 'take the file as Reddit wrote it'
        throw new WrongCell({ column: 'id', value: cells('id'), problem: 'it has no id', fix })
      }
      observed.see('reddit', ['post'], time, post.text !== null)
      const mentions = mentionsIn(post.text ?? '')
      return { type: 'post', ...post, author: owner, time, language: null, parentAuthor: null, mentions }
    },
    coverage: () => observed.coverage().map((coverage) => ({ ...coverage, account: owner, direction: 'outbound' })),
    notes: () => [],
  }
}

/** `u/name` or `/u/name` names an account. */
function mentionsIn(text: string): AccountRef[] {
  return [...text.matchAll(/(?<![\w/])\/?u\/([\w-]{3,20})\b/g)].map(([, handle = '']) => redditAccount(handle, null))
}

function redditAccount(handle: string, platformId: string | null): AccountRef {
  return { platform: 'reddit', platformId, handle }
}

const NAME = 'Reddit API answers (JSON)'

/** Listings and threads as Reddit's API gives them, and single things a line as archives of Reddit keep them. */
export const redditApi: Format = {
  id: 'reddit_api',
  name: NAME,
  extent: 'file',
  howToGet:
    'Any listing of Reddit’s API as JSON, for example a post’s address with .json after it; or a dump with one thing a line.',
  tells: 'Posts and comments with text, author and time, and who answered whom where both are in the file.',
  cannotTell: 'Who voted. What was deleted, and what “more comments” would have shown.',
  async match(exported) {
    const missing = ['a listing of t1 and t3, or things with author and created_utc']
    const file = onlyFile(exported)
    const sample = file === null ? null : await jsonSample(file)
    const isKnown = sample !== null && thingsIn(sample.first).some(isThing)
    return isKnown ? { found: missing, missing: [] } : { found: [], missing }
  },
  read: (exported) => inBatches(readThings(exported)),
}

function onlyFile(exported: Export): ExportFile | null {
  return exported.files.length === 1 ? (exported.files[0] ?? null) : null
}

function isThing(thing: JsonObject): boolean {
  return 'author' in thing && 'created_utc' in thing && ('body' in thing || 'selftext' in thing || 'title' in thing)
}

/** The things in a listing, with the answers that hang on each, in the order in which people read them. */
function thingsIn(value: LosslessJson): JsonObject[] {
  const things: JsonObject[] = []
  const waiting: LosslessJson[] = [value]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (Array.isArray(next)) waiting.push(...next.toReversed())
    if (!isObject(next)) continue
    const data = objectAt(next, 'data')
    if (Array.isArray(data['children'])) waiting.push(...objectsAt(data, 'children').toReversed())
    else if (isThing(data)) {
      things.push(data)
      if (isObject(data['replies'])) waiting.push(data['replies'])
    } else if (isThing(next)) things.push(next)
  }
  return things
}

/** About 20 MB of names: what was written earlier is then answered by nobody in particular. */
const AUTHORS_MAX = 200_000

async function* readThings(exported: Export): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  if (file === null) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: ['one file'] }])
  const observed = new ObservedCoverage()
  const authors = new Map<string, AccountRef>()
  let row = 0
  for await (const answer of jsonValues(file)) {
    if ('broken' in answer) {
      row++
      yield brokenLine({ ...answer.place, unit: 'item', row }, answer.broken)
      continue
    }
    for (const thing of thingsIn(answer.value)) {
      row++
      const place: RowPlace = { file: file.path, unit: 'item', row }
      const made = madeRow(place, () => postOf(asObject(thing), authors))
      if (made.outcome === 'record' && made.record.type === 'post') {
        const post = made.record
        if (authors.size >= AUTHORS_MAX) authors.clear()
        authors.set(post.id, post.author)
        observed.see(
          'reddit',
          ['post', ...interactionsOfPost(post).map(({ kind }) => kind)],
          post.time,
          post.text !== null,
        )
      }
      yield made
    }
  }
  if (row === 0) throw new EmptyExport(exported.name, 'items')
  return { owner: null, coverage: observed.coverage(), notes: [] }
}

function postOf(thing: JsonObject, authors: ReadonlyMap<string, AccountRef>): Made {
  const author = textAt(thing, 'author')
  if (author === null || author === '[deleted]') return { ignored: 'its author is gone' }
  const isComment = 'body' in thing
  const key = textAt(thing, 'id')
  const created = thing['created_utc']
  const seconds = typeof created === 'number' ? created : typeof created === 'string' ? Number(created) : Number.NaN
  if (key === null || !Number.isFinite(seconds) || seconds <= 0) {
    const column = key === null ? 'id' : 'created_utc'
    throw new WrongCell({ column, value: null, problem: 'it is not whole', fix: 'fetch it again' })
  }
  const parentId = isComment ? textAt(thing, 'parent_id') : null
  const words = isComment ? [textAt(thing, 'body')] : [textAt(thing, 'title'), textAt(thing, 'selftext')]
  const text = words.filter((part) => part !== null && part !== '[removed]' && part !== '[deleted]').join('\n\n')
  const plain = decode(text, { level: 'xml' })
  const { edited } = thing
  return {
    type: 'post',
    id: `${isComment ? 't1' : 't3'}_${key}`,
    author: redditAccount(author, textAt(thing, 'author_fullname')),
    time: Math.floor(seconds * 1000),
    kind: isComment ? 'reply' : 'original',
    text: plain || null,
    language: null,
    parentId,
    conversationId: isComment ? textAt(thing, 'link_id') : `t3_${key}`,
    url: textAt(thing, 'permalink'),
    parentAuthor: parentId === null ? null : (authors.get(parentId) ?? null),
    mentions: mentionsIn(plain),
    ...(typeof edited === 'number' ? { edit: { time: Math.floor(edited * 1000), replaces: [] } } : {}),
  }
}
