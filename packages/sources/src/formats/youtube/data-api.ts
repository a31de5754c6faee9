import type { AccountRef } from '@weft/model/account'
import type { InteractionRecord } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { inBatches } from '../../batches.ts'
import { WrongCell } from '../../cell.ts'
import { type Export, onlyFile } from '../../export.ts'
import type { Format, ReadSummary, RowPlace, SourceRecord, SourceRow } from '../../format.ts'
import { htmlText } from '../../html-text.ts'
import { asObject, isObject, type JsonObject, objectAt, objectsAt, textAt, wholeNumberAt } from '../../json-fields.ts'
import { jsonSample } from '../../json-file.ts'
import { brokenLine, jsonValues } from '../../json-values.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { EmptyExport, UnknownFormat } from '../../refusal.ts'
import { readTime } from '../../time.ts'

const NAME = 'YouTube Data API comments (JSON)'

const LISTS = new Set(['youtube#commentThreadListResponse', 'youtube#commentListResponse'])
const ITEMS = new Set(['youtube#commentThread', 'youtube#comment'])

/** Answers of `commentThreads.list` and `comments.list`. */
export const youtubeDataApi: Format = {
  id: 'youtube_data_api',
  name: NAME,
  extent: 'file',
  howToGet:
    'Call the YouTube Data API v3: commentThreads.list with part=snippet,replies and allThreadsRelatedToChannelId or videoId, and save each answer as JSON, one a file or one a line.',
  tells: 'Who commented on the channel’s videos and who answered whom, with text and time.',
  cannotTell:
    'Who liked or subscribed. Of long threads only the first answers, unless comments.list was called for them.',
  async match(exported) {
    const file = onlyFile(exported)
    const missing = ['"kind": "youtube#commentThreadListResponse"']
    const sample = file === null ? null : await jsonSample(file)
    const kind = textAt(asObject(sample?.first), 'kind') ?? ''
    return LISTS.has(kind) || ITEMS.has(kind) ? { found: [`"kind": "${kind}"`], missing: [] } : { found: [], missing }
  },
  read: (exported) => inBatches(readComments(exported)),
}

async function* readComments(exported: Export): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  if (file === null) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: ['one file'] }])
  const observed = new ObservedCoverage()
  let row = 0
  for await (const answer of jsonValues(file)) {
    if ('broken' in answer) {
      row++
      yield brokenLine({ ...answer.place, unit: 'item', row }, answer.broken)
      continue
    }
    const { value } = answer
    const items = isObject(value) && 'items' in value ? objectsAt(value, 'items') : [value]
    for (const item of items) {
      row++
      const place: RowPlace = { file: file.path, unit: 'item', row }
      const made = madeRow(place, () => commentsOf(asObject(item)))
      if (made.outcome === 'record') for (const record of [made.record, ...(made.also ?? [])]) see(observed, record)
      yield made
    }
  }
  if (row === 0) throw new EmptyExport(exported.name, 'items')
  return { owner: null, coverage: observed.coverage(), notes: [] }
}

function see(observed: ObservedCoverage, record: SourceRecord): void {
  if (record.type === 'interaction')
    observed.see('youtube', ['comment', 'post'], record.time, record.post?.text !== null)
  if (record.type === 'post') observed.see('youtube', ['reply', 'post'], record.time, record.text !== null)
}

/** A thread with the answers that it brings, or one comment. */
function commentsOf(item: JsonObject): Made {
  if (textAt(item, 'kind') === 'youtube#comment') return recordsOf(item, null, null)
  const snippet = objectAt(item, 'snippet')
  const top = objectAt(snippet, 'topLevelComment')
  const [first, ...counts] = recordsOf(top, textAt(snippet, 'videoId'), textAt(snippet, 'channelId'))
  const topAuthor = authorOf(objectAt(top, 'snippet'))
  const answers = objectsAt(objectAt(item, 'replies'), 'comments').flatMap((reply) =>
    recordsOf(reply, textAt(snippet, 'videoId'), null, { id: textAt(top, 'id'), author: topAuthor }),
  )
  return [first, ...counts, ...answers]
}

interface Parent {
  id: string | null
  author: AccountRef
}

/** A comment under a video is an act toward its channel; an answer, toward who wrote the comment. */
function recordsOf(
  comment: JsonObject,
  videoId: string | null,
  channelId: string | null,
  parent: Parent | null = null,
): [SourceRecord, ...SourceRecord[]] {
  const snippet = objectAt(comment, 'snippet')
  const id = textAt(comment, 'id')
  if (id === null) {
    throw new WrongCell({ column: 'id', value: null, problem: 'the comment has no id', fix: 'fetch this answer again' })
  }
  const author = authorOf(snippet)
  const time = readTime(textAt(snippet, 'publishedAt') ?? '')?.time ?? null
  const updated = readTime(textAt(snippet, 'updatedAt') ?? '')?.time ?? null
  const channel: AccountRef | null =
    channelId === null ? null : { platform: 'youtube', platformId: channelId, handle: null }
  const post: PostRecord = {
    type: 'post',
    id,
    author,
    time,
    kind: 'reply',
    text: textAt(snippet, 'textOriginal') ?? shownText(snippet),
    language: null,
    parentId: parent?.id ?? textAt(snippet, 'parentId'),
    conversationId: videoId ?? textAt(snippet, 'videoId'),
    url: null,
    parentAuthor: parent?.author ?? channel,
    mentions: [],
    ...(updated !== null && updated !== time ? { edit: { time: updated, replaces: [] } } : {}),
  }
  const likes = wholeNumberAt(snippet, 'likeCount')
  const counts: SourceRecord[] =
    likes === null
      ? []
      : [{ type: 'count', account: author, postId: id, thing: 'likes', value: likes, span: 'total', time: null }]
  if (channel === null) return [post, ...counts]
  const act: InteractionRecord = {
    type: 'interaction',
    actor: author,
    target: channel,
    kind: 'comment',
    time,
    postId: id,
    post,
  }
  return [act, ...counts]
}

/** The text as it is shown, in HTML: all that others than its author are told by some answers. */
function shownText(snippet: JsonObject): string | null {
  const html = textAt(snippet, 'textDisplay')
  return html === null ? null : htmlText(html)
}

/** Accounts that are gone have no channel any more; their name is then all there is. */
function authorOf(snippet: JsonObject): AccountRef {
  const platformId = textAt(objectAt(snippet, 'authorChannelId'), 'value')
  const name = textAt(snippet, 'authorDisplayName')
  const handle = name?.startsWith('@') === true ? name.slice(1) : null
  if (platformId !== null) return { platform: 'youtube', platformId, handle }
  if (name !== null) return { platform: 'youtube', platformId: null, handle: handle ?? name }
  const fix = 'fetch this answer again with part=snippet'
  throw new WrongCell({ column: 'authorChannelId', value: null, problem: 'no author is named', fix })
}
