import type { AccountRef } from '@weft/model/account'
import type { CountRecord } from '@weft/model/count-record'
import { interactionsOfPost } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { inBatches } from '../../batches.ts'
import { textOf, WrongCell } from '../../cell.ts'
import { derivedId } from '../../derived-id.ts'
import type { Export, ExportFile } from '../../export.ts'
import type { Format, ReadSummary, RowPlace, SourceRow } from '../../format.ts'
import { htmlText } from '../../html-text.ts'
import { asObject, type JsonObject, objectAt, objectsAt, textAt, wholeNumberAt } from '../../json-fields.ts'
import { jsonSample } from '../../json-file.ts'
import { brokenLine, jsonValues } from '../../json-values.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { AccountNeeded, EmptyExport, UnknownFormat } from '../../refusal.ts'
import { formatOfTable } from '../../table-format.ts'
import { readTime } from '../../time.ts'

const NAME = 'Discourse topics (JSON)'

/** Topics as a Discourse forum's API gives them. */
export const discourseTopics: Format = {
  id: 'discourse_topics',
  name: NAME,
  extent: 'file',
  howToGet: 'A topic’s address with .json after it and ?print=true, saved as it is; one topic a file or one a line.',
  tells: 'Who wrote in a topic, with text and time, and who answered whom.',
  cannotTell: 'Who liked. Which forum it is of: its accounts go by their names alone.',
  async match(exported) {
    const missing = ['a topic with post_stream']
    const file = onlyFile(exported)
    const first = asObject((file === null ? null : await jsonSample(file))?.first)
    return Array.isArray(objectAt(first, 'post_stream')['posts'])
      ? { found: missing, missing: [] }
      : { found: [], missing }
  },
  read: (exported) => inBatches(readTopics(exported)),
}

function onlyFile(exported: Export): ExportFile | null {
  return exported.files.length === 1 ? (exported.files[0] ?? null) : null
}

async function* readTopics(exported: Export): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  if (file === null) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: ['one file'] }])
  const observed = new ObservedCoverage()
  const notes: string[] = []
  let row = 0
  for await (const answer of jsonValues(file)) {
    if ('broken' in answer) {
      row++
      yield brokenLine({ ...answer.place, unit: 'item', row }, answer.broken)
      continue
    }
    const stream = objectAt(asObject(answer.value), 'post_stream')
    const posts = objectsAt(stream, 'posts')
    const all = Array.isArray(stream['stream']) ? stream['stream'].length : posts.length
    if (all > posts.length) notes.push(`a topic of ${all} posts of which ${posts.length} are in the file`)
    const byNumber = new Map(posts.map((post) => [wholeNumberAt(post, 'post_number'), post]))
    for (const post of posts) {
      row++
      const place: RowPlace = { file: file.path, unit: 'item', row }
      const made = madeRow(place, () => postOf(post, byNumber))
      if (made.outcome === 'record' && made.record.type === 'post') {
        const { record } = made
        observed.see(
          'discourse',
          ['post', ...interactionsOfPost(record).map(({ kind }) => kind)],
          record.time,
          record.text !== null,
        )
      }
      yield made
    }
  }
  if (row === 0) throw new EmptyExport(exported.name, 'items')
  return { owner: null, coverage: observed.coverage(), notes }
}

function person(username: string): AccountRef {
  return { platform: 'discourse', platformId: null, handle: username }
}

/** A post that names nobody it answers answers whoever opened the topic. */
function postOf(post: JsonObject, byNumber: ReadonlyMap<number | null, JsonObject>): Made {
  const username = textAt(post, 'username')
  const number = wholeNumberAt(post, 'post_number')
  const id = wholeNumberAt(post, 'id')
  const time = readTime(textAt(post, 'created_at') ?? '')?.time ?? null
  if (username === null || id === null || time === null) {
    throw new WrongCell({
      column: 'username',
      value: username,
      problem: 'the post is not whole',
      fix: 'fetch the topic again',
    })
  }
  if ((wholeNumberAt(post, 'post_type') ?? 1) > 2) return { ignored: 'a notice of the forum' }
  const isFirst = number === 1
  const answered = isFirst ? undefined : byNumber.get(wholeNumberAt(post, 'reply_to_post_number') ?? 1)
  const named =
    textAt(objectAt(post, 'reply_to_user'), 'username') ??
    (answered === undefined ? null : textAt(answered, 'username'))
  const answeredId = answered === undefined ? null : wholeNumberAt(answered, 'id')
  const text = htmlText(textAt(post, 'cooked') ?? '')
  const author = person(username)
  const topic = wholeNumberAt(post, 'topic_id')
  const record: PostRecord = {
    type: 'post',
    id: String(id),
    author,
    time,
    kind: isFirst ? 'original' : 'reply',
    text: text || null,
    language: null,
    parentId: answeredId === null ? null : String(answeredId),
    conversationId: topic === null ? null : `topic ${topic}`,
    url: null,
    parentAuthor: named === null ? null : person(named),
    mentions: [...text.matchAll(/(?<![\w@./])@([\w][\w.-]{0,58}[\w])/g)].map(([, handle = '']) => person(handle)),
  }
  const likes = objectsAt(post, 'actions_summary').find((action) => action['id'] === 2)
  const value = likes === undefined ? null : wholeNumberAt(likes, 'count')
  const counts: CountRecord[] =
    value === null
      ? []
      : [{ type: 'count', account: author, postId: record.id, thing: 'likes', value, span: 'total', time: null }]
  return [record, ...counts]
}

/** The table of one's own posts in a Discourse archive. */
export const discoursePosts = formatOfTable({
  id: 'discourse_posts',
  name: 'Discourse archive (user_archive.csv)',
  howToGet: 'On your forum: your profile, Activity, Download my posts. Say whose it is when you upload it.',
  tells: 'What the account wrote, with text and time.',
  cannotTell: 'Whom it answered, and what others wrote. Private messages are left out.',
  required: ['topic_title', 'is_pm', 'post_raw', 'created_at'],
  optional: ['categories', 'post_cooked', 'like_count', 'reply_count', 'url'],
  timeColumn: 'created_at',
  reader(_, times, { account }) {
    const observed = new ObservedCoverage()
    const owner = account?.platform === 'discourse' ? account : null
    return {
      record(cells, place) {
        if (owner === null) throw new AccountNeeded(place.file, 'discourse', 'posts')
        if (/^(yes|true|1)$/i.test(cells('is_pm').trim())) return { ignored: 'a private message' }
        const time = times?.read(cells('created_at')) ?? null
        const text = textOf(cells('post_raw'))
        const url = textOf(cells('url'))
        observed.see('discourse', ['post'], time, text !== null)
        const id = url ?? derivedId('discourse', owner.handle, time, text)
        const unknown = {
          language: null,
          parentId: null,
          conversationId: textOf(cells('topic_title')),
          parentAuthor: null,
        }
        return { type: 'post', id, author: owner, time, kind: 'original', text, url, ...unknown, mentions: [] }
      },
      coverage: () => observed.coverage().map((coverage) => ({ ...coverage, account: owner, direction: 'outbound' })),
      notes: () => [],
    }
  },
})
