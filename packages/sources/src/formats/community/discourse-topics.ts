import type { AccountRecord } from '@weft/model/account-record'
import type { CountedThing, CountRecord } from '@weft/model/count-record'
import { interactionsOfPost } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { inBatches } from '../../batches.ts'
import { WrongCell } from '../../cell.ts'
import { type Export, onlyFile } from '../../export.ts'
import type { Format, ReadOptions, ReadSummary, RowPlace, SourceRow } from '../../format.ts'
import { htmlText } from '../../html-text.ts'
import { asObject, type JsonObject, objectAt, objectsAt, textAt, wholeNumberAt } from '../../json-fields.ts'
import { jsonSample } from '../../json-file.ts'
import { brokenLine, jsonValues } from '../../json-values.ts'
import type { LosslessJson } from '../../lossless-json.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { RecentMap } from '../../recent-map.ts'
import { EmptyExport, UnknownFormat } from '../../refusal.ts'
import { readTime } from '../../time.ts'
import { discourseAccount, discoursePostId, discourseTopicId, mentionedInCooked } from './discourse-post.ts'

const NAME = 'Discourse topics and posts (JSON)'

/** Topics and posts as a Discourse forum's API gives them. */
export const discourseApi: Format = {
  id: 'discourse_api',
  name: NAME,
  extent: 'file',
  howToGet:
    'A topic’s address with .json after it and ?print=true, or the forum’s address with /posts.json, saved as it is; one answer a file or one a line.',
  tells: 'Who wrote in a topic, with text and time, who answered, named and quoted whom, and how often each was liked.',
  cannotTell:
    'Who liked. Which forum it is of: its members and posts go by their names and numbers alone, so do not mix two forums. Private messages and what staff whispers are left out.',
  async match(exported) {
    const missing = ['a topic with post_stream, or latest_posts']
    const file = onlyFile(exported)
    const first = file === null ? null : ((await jsonSample(file))?.first ?? null)
    return isAnswer(first) ? { found: missing, missing: [] } : { found: [], missing }
  },
  read: (exported, options) => inBatches(readAnswers(exported, options)),
}

function isAnswer(value: LosslessJson): boolean {
  const { latest_posts: latest, post_stream: stream } = asObject(value)
  return Array.isArray(asObject(stream)['posts']) || (Array.isArray(latest) && 'cooked' in asObject(latest[0]))
}

async function* readAnswers(exported: Export, options: ReadOptions): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  if (file === null) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: ['one file'] }])
  const reader = new TopicReader(options.takenAt ?? null)
  let row = 0
  for await (const answer of jsonValues(file)) {
    if ('broken' in answer) {
      row++
      yield brokenLine({ ...answer.place, unit: 'item', row }, answer.broken)
      continue
    }
    for (const post of reader.postsOf(asObject(answer.value))) {
      row++
      const place: RowPlace = { file: file.path, unit: 'item', row }
      yield madeRow(place, () => reader.record(post))
    }
  }
  if (row === 0) throw new EmptyExport(exported.name, 'items')
  return { owner: null, coverage: reader.coverage(), notes: reader.notes() }
}

/** Of more members than these in one file a name may be told twice, which does no harm. */
const TOLD_MIN = 25_000

class TopicReader {
  readonly #takenAt: number | null
  readonly #observed = new ObservedCoverage()
  readonly #told = new RecentMap<true>(TOLD_MIN)
  #isPrivate = false
  #authors = new Map<string, string>()
  #cutTopics = 0
  #missingPosts = 0

  constructor(takenAt: number | null) {
    this.#takenAt = takenAt
  }

  /** The posts of an answer; who wrote which is known from here on, until the next. */
  postsOf(answer: JsonObject): JsonObject[] {
    const stream = objectAt(answer, 'post_stream')
    const posts = [...objectsAt(stream, 'posts'), ...objectsAt(answer, 'latest_posts')]
    const all = Array.isArray(stream['stream']) ? stream['stream'].length : posts.length
    if (all > posts.length) {
      this.#cutTopics++
      this.#missingPosts += all - posts.length
    }
    this.#isPrivate = textAt(answer, 'archetype') === 'private_message'
    this.#authors = new Map()
    const topic = wholeNumberAt(answer, 'id')
    const opener = textAt(objectAt(objectAt(answer, 'details'), 'created_by'), 'username')
    if (topic !== null && opener !== null) this.#authors.set(discoursePostId(topic, 1), opener)
    for (const post of posts) {
      const id = idOf(post)
      const username = textAt(post, 'username')
      if (id !== null && username !== null) this.#authors.set(id, username)
    }
    return posts
  }

  record(post: JsonObject): Made {
    if (this.#isPrivate) return { ignored: 'a private message' }
    const kind = wholeNumberAt(post, 'post_type') ?? 1
    if (kind === 4) return { ignored: 'a whisper: staff alone can read it' }
    if (kind > 2) return { ignored: 'a notice of the forum' }
    const record = this.#post(post)
    const deleted = textAt(post, 'deleted_at')
    if (deleted !== null || post['user_deleted'] === true) {
      const time = deleted === null ? null : (readTime(deleted)?.time ?? null)
      return { type: 'deletion', platform: 'discourse', postId: record.id, time }
    }
    const acts = interactionsOfPost(record).map((act) => act.kind)
    this.#observed.see('discourse', ['post', ...acts], record.time, record.text !== null)
    return [record, ...this.#counts(post, record), ...this.#profile(post, record)]
  }

  /** A post that does not say which one it answers answers the one that opened the topic. */
  #post(post: JsonObject): PostRecord {
    const id = idOf(post)
    const username = textAt(post, 'username')
    const time = readTime(textAt(post, 'created_at') ?? '')?.time ?? null
    const topic = wholeNumberAt(post, 'topic_id')
    if (id === null || topic === null || username === null || time === null) {
      const column = username === null ? 'username' : time === null ? 'created_at' : 'topic_id'
      const value = textAt(post, column)
      throw new WrongCell({ column, value, problem: 'the post is not whole', fix: 'fetch the topic again' })
    }
    const cooked = textAt(post, 'cooked') ?? ''
    const isHidden = post['cooked_hidden'] === true
    const isFirst = wholeNumberAt(post, 'post_number') === 1
    const parentId = isFirst ? null : discoursePostId(topic, wholeNumberAt(post, 'reply_to_post_number') ?? 1)
    const answered =
      parentId === null
        ? null
        : (textAt(objectAt(post, 'reply_to_user'), 'username') ?? this.#authors.get(parentId) ?? null)
    const edited = (wholeNumberAt(post, 'version') ?? 1) > 1
    return {
      type: 'post',
      id,
      author: discourseAccount(username),
      time,
      kind: isFirst ? 'original' : 'reply',
      text: isHidden ? null : htmlText(cooked) || null,
      language: null,
      parentId,
      conversationId: discourseTopicId(topic),
      url: null,
      parentAuthor: answered === null ? null : discourseAccount(answered),
      mentions: isHidden ? [] : mentionedInCooked(cooked),
      ...(edited ? { edit: { time: readTime(textAt(post, 'updated_at') ?? '')?.time ?? null, replaces: [] } } : {}),
    }
  }

  #counts(post: JsonObject, { author: account, id: postId }: PostRecord): CountRecord[] {
    const liked = objectsAt(post, 'actions_summary').find((action) => action['id'] === LIKE)
    const counted: [CountedThing, number | null][] = [
      ['likes', liked === undefined ? wholeNumberAt(post, 'like_count') : wholeNumberAt(liked, 'count')],
      ['replies', wholeNumberAt(post, 'reply_count')],
      ['quotes', wholeNumberAt(post, 'quote_count')],
    ]
    return counted.flatMap(([thing, value]) =>
      value === null
        ? []
        : [{ type: 'count' as const, account, postId, thing, value, span: 'total' as const, time: this.#takenAt }],
    )
  }

  /** The name that a member goes by, once per file. */
  #profile(post: JsonObject, { author: account }: PostRecord): AccountRecord[] {
    const displayName = textAt(post, 'name')
    const handle = account.handle ?? ''
    if (displayName === null || this.#told.has(handle)) return []
    this.#told.set(handle, true)
    return [{ type: 'account', account, displayName, description: null, exporter: false }]
  }

  coverage() {
    return this.#observed.coverage()
  }

  notes(): string[] {
    if (this.#cutTopics === 0) return []
    const which = this.#cutTopics === 1 ? '1 topic is' : `${this.#cutTopics} topics are`
    return [`${which} not whole in the file: ${this.#missingPosts} posts are missing`]
  }
}

/** What Discourse calls a like among the actions that it counts. */
const LIKE = 2

function idOf(post: JsonObject): string | null {
  const topic = wholeNumberAt(post, 'topic_id')
  const number = wholeNumberAt(post, 'post_number')
  return topic === null || number === null ? null : discoursePostId(topic, number)
}
