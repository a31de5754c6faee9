import type { AccountRef } from '@weft/model/account'
import { interactionsOfPost } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { decode } from 'html-entities'
import { inBatches } from '../../batches.ts'
import { WrongCell } from '../../cell.ts'
import { type Export, onlyFile } from '../../export.ts'
import type { Format, ReadSummary, RowPlace, SourceRow } from '../../format.ts'
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from '../../json-fields.ts'
import { jsonSample } from '../../json-file.ts'
import { brokenLine, jsonValues } from '../../json-values.ts'
import type { LosslessJson } from '../../lossless-json.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { RecentMap } from '../../recent-map.ts'
import { EmptyExport, UnknownFormat } from '../../refusal.ts'
import { redditAccount, redditAddress, redditMentions } from './reddit-account.ts'

const NAME = 'Reddit API answers (JSON)'

/** Listings and threads as Reddit's API gives them, and single things a line as archives of Reddit keep them. */
export const redditApi: Format = {
  id: 'reddit_api',
  name: NAME,
  extent: 'file',
  howToGet:
    'Any listing of Reddit’s API as JSON, for example a post’s address with .json after it; or a dump with one thing a line, oldest first.',
  tells: 'Posts and comments with text, author and time, who answered whom where both are in the file, and crossposts.',
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

/** About 20 MB of names: what was written long before is answered by nobody in particular. */
const AUTHORS_MIN = 100_000

async function* readThings(exported: Export): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  if (file === null) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: ['one file'] }])
  const observed = new ObservedCoverage()
  const authors = new RecentMap<AccountRef>(AUTHORS_MIN)
  let row = 0
  for await (const answer of jsonValues(file)) {
    if ('broken' in answer) {
      row++
      yield brokenLine({ ...answer.place, unit: 'item', row }, answer.broken)
      continue
    }
    const things = thingsIn(answer.value)
    // Listings put the newest first: what a comment answers may stand below it.
    for (const thing of things) {
      const author = authorOf(thing)
      if (author !== null) authors.set(idOf(thing), author)
    }
    for (const thing of things) {
      row++
      const place: RowPlace = { file: file.path, unit: 'item', row }
      const made = madeRow(place, () => madeOf(thing, authors))
      if (made.outcome === 'record' && made.record.type === 'post') {
        const acts = interactionsOfPost(made.record).map(({ kind }) => kind)
        observed.see('reddit', ['post', ...acts], made.record.time, made.record.text !== null)
      }
      yield made
    }
  }
  if (row === 0) throw new EmptyExport(exported.name, 'items')
  return { owner: null, coverage: observed.coverage(), notes: [] }
}

const GONE = '[deleted]'

/** Where a moderator took the words away, the post still stands. */
const NO_WORDS = new Set([GONE, '[removed]', '[ Removed by Reddit ]'])

function isComment(thing: JsonObject): boolean {
  return 'body' in thing
}

function idOf(thing: JsonObject): string {
  return `${isComment(thing) ? 't1' : 't3'}_${textAt(thing, 'id')}`
}

function authorOf(thing: JsonObject): AccountRef | null {
  const author = textAt(thing, 'author')
  return author === null || author === GONE ? null : redditAccount(author, textAt(thing, 'author_fullname'))
}

function madeOf(thing: JsonObject, authors: RecentMap<AccountRef>): Made {
  if (textAt(thing, 'id') === null) throw wrong('id', null)
  const author = authorOf(thing)
  if (author !== null) return postOf(thing, author, authors)
  if (textAt(thing, isComment(thing) ? 'body' : 'selftext') === GONE) {
    return { type: 'deletion', platform: 'reddit', postId: idOf(thing), time: null }
  }
  return { ignored: 'its author is gone' }
}

function postOf(thing: JsonObject, author: AccountRef, authors: RecentMap<AccountRef>): PostRecord {
  const { created_utc: created, edited } = thing
  const seconds = typeof created === 'number' ? created : typeof created === 'string' ? Number(created) : Number.NaN
  if (!Number.isFinite(seconds) || seconds <= 0)
    throw wrong('created_utc', typeof created === 'string' ? created : null)
  const words = isComment(thing) ? [textAt(thing, 'body')] : [textAt(thing, 'title'), textAt(thing, 'selftext')]
  const text = decode(words.filter((part) => part !== null && !NO_WORDS.has(part)).join('\n\n'), { level: 'xml' })
  return {
    type: 'post',
    id: idOf(thing),
    author,
    time: Math.floor(seconds * 1000),
    ...relationOf(thing, authors),
    text: text === '' ? null : text,
    language: null,
    conversationId: isComment(thing) ? textAt(thing, 'link_id') : idOf(thing),
    url: redditAddress(textAt(thing, 'permalink')),
    mentions: redditMentions(text),
    ...(typeof edited === 'number' ? { edit: { time: Math.floor(edited * 1000), replaces: [] } } : {}),
  }
}

/** What a comment answers, or a crosspost shows of somebody else. */
function relationOf(
  thing: JsonObject,
  authors: RecentMap<AccountRef>,
): Pick<PostRecord, 'kind' | 'parentId' | 'parentAuthor'> {
  if (!isComment(thing)) {
    const parentId = textAt(thing, 'crosspost_parent')
    if (parentId === null) return { kind: 'original', parentId, parentAuthor: null }
    const [shown] = objectsAt(thing, 'crosspost_parent_list')
    return { kind: 'quote', parentId, parentAuthor: shown === undefined ? null : authorOf(shown) }
  }
  const parentId = textAt(thing, 'parent_id')
  const known = parentId === null ? undefined : authors.get(parentId)
  // A list of somebody's comments names who wrote the posts that they stand under.
  const opener = parentId === textAt(thing, 'link_id') ? textAt(thing, 'link_author') : null
  const named = opener === null || opener === GONE ? null : redditAccount(opener)
  return { kind: 'reply', parentId, parentAuthor: known ?? named }
}

function wrong(column: string, value: string | null): WrongCell {
  return new WrongCell({ column, value, problem: 'it is not whole', fix: 'fetch it again' })
}
