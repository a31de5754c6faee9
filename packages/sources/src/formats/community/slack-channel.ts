import type { AccountRef } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import type { InteractionRecord } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { type JsonObject, objectAt, objectsAt, textAt } from '../../json-fields.ts'
import type { Made } from '../../made-row.ts'
import { RecentMap } from '../../recent-map.ts'
import { slackMentions, slackText, withoutUploadNotice } from './slack-text.ts'
import { slackAccount, type Workspace, wrong } from './slack-workspace.ts'

/** Messages that people wrote; the others are notices of the workspace. */
const WRITTEN = new Set([
  'file_share',
  'file_comment',
  'thread_broadcast',
  'me_message',
  'bot_message',
  'reply_broadcast',
])

/** What Slack itself writes: reminders, and answers by rule. */
const SLACKBOT = 'USLACKBOT'

/** About 20 MB of time stamps; a thread older than that has lost its first message's author, not its answers. */
const AUTHORS_MIN = 100_000

/** Reads the messages of one channel, day after day: threads name their first message by its time stamp. */
export class SlackChannel {
  readonly #id: string
  readonly #workspace: Workspace
  readonly #authors = new RecentMap<string>(AUTHORS_MIN)
  readonly #bots = new Set<string>()

  constructor(id: string, workspace: Workspace) {
    this.#id = id
    this.#workspace = workspace
  }

  /** Throws {@link WrongCell} for a message that is not whole. */
  message(message: JsonObject): Made {
    const subtype = textAt(message, 'subtype')
    if (textAt(message, 'type') !== 'message') return { ignored: 'no message' }
    const stamp = textAt(message, 'ts')
    const time = timeOfStamp(stamp)
    if (stamp === null || time === null) throw wrong('ts', stamp, 'the message has no time stamp')
    if (subtype === 'tombstone') return { type: 'deletion', platform: 'slack', postId: this.#postId(stamp), time: null }
    if (subtype !== null && !WRITTEN.has(subtype)) return { ignored: `a notice of the workspace (${subtype})` }
    if (textAt(message, 'user') === SLACKBOT) return { ignored: 'written by Slack itself' }
    const post = subtype === 'file_comment' ? this.#comment(message, stamp, time) : this.#post(message, stamp, time)
    return [post, ...this.#reactions(message, post), ...this.#bot(message, post)]
  }

  #post(message: JsonObject, stamp: string, time: number): PostRecord {
    const author = textAt(message, 'user') ?? textAt(message, 'bot_id')
    if (author === null) throw wrong('user', null, 'the message does not say who wrote it')
    this.#authors.set(stamp, author)
    const thread = textAt(message, 'thread_ts')
    const isAnswer = thread !== null && thread !== stamp
    const answered = isAnswer ? this.#opener(message, thread) : null
    const whole = textAt(message, 'text') ?? ''
    const written = textAt(message, 'subtype') === 'file_share' ? withoutUploadNotice(whole) : whole
    const text = slackText(written, (id) => this.#workspace.handles.get(id) ?? null)
    const edited = timeOfStamp(textAt(objectAt(message, 'edited'), 'ts'))
    return {
      type: 'post',
      id: this.#postId(stamp),
      author: this.#account(author),
      time,
      kind: isAnswer ? 'reply' : 'original',
      text: text === '' ? null : text,
      language: null,
      parentId: isAnswer ? this.#postId(thread) : null,
      conversationId: thread === null ? null : this.#postId(thread),
      url: null,
      parentAuthor: answered === null ? null : this.#account(answered),
      mentions: slackMentions(written).map((id) => this.#account(id)),
      ...(edited === null ? {} : { edit: { time: edited, replaces: [] } }),
    }
  }

  /** Who opened the thread that a message answers in. */
  #opener(message: JsonObject, thread: string): string | null {
    const root = objectAt(message, 'root')
    return (
      textAt(message, 'parent_user_id') ??
      textAt(root, 'user') ??
      textAt(root, 'bot_id') ??
      this.#authors.get(thread) ??
      null
    )
  }

  /** Until 2018 what was said about a file was a message of its own kind. */
  #comment(message: JsonObject, stamp: string, time: number): PostRecord {
    const comment = objectAt(message, 'comment')
    const author = textAt(comment, 'user')
    if (author === null) throw wrong('comment', null, 'the comment does not say who wrote it')
    const target = textAt(objectAt(message, 'file'), 'user')
    const post = this.#post({ user: author, text: textAt(comment, 'comment') ?? '' }, stamp, time)
    return target === null ? post : { ...post, kind: 'reply', parentAuthor: this.#account(target) }
  }

  /** Slack says who reacted, not when. Whoever reacts with two pictures reacted once. */
  #reactions(message: JsonObject, { id, author }: PostRecord): InteractionRecord[] {
    const users = objectsAt(message, 'reactions').flatMap(({ users: each }) => (Array.isArray(each) ? each : []))
    const named = users.filter((user): user is string => typeof user === 'string' && user !== '')
    return [...new Set(named)].map((user) => ({
      type: 'interaction',
      actor: this.#account(user),
      target: author,
      kind: 'like',
      time: null,
      postId: id,
      post: null,
    }))
  }

  /** A bot is on no list of users: its messages say what it is called. */
  #bot(message: JsonObject, { author }: PostRecord): AccountRecord[] {
    const bot = textAt(message, 'bot_id')
    if (bot === null || bot !== author.platformId || this.#bots.has(bot)) return []
    this.#bots.add(bot)
    const displayName = textAt(objectAt(message, 'bot_profile'), 'name') ?? textAt(message, 'username')
    return [{ type: 'account', account: author, displayName, description: null, exporter: false }]
  }

  /** A time stamp is the id of a message inside its channel. */
  #postId(stamp: string): string {
    return `${this.#id}:${stamp}`
  }

  #account(id: string): AccountRef {
    return slackAccount(id, this.#workspace)
  }
}

/** Seconds with six digits of their fractions, as text. */
function timeOfStamp(stamp: string | null): number | null {
  return stamp === null || !/^\d{9,10}\.\d+$/.test(stamp) ? null : Math.floor(Number(stamp) * 1000)
}
