import type { AccountRef } from '@weft/model/account'
import type { Coverage } from '@weft/model/coverage'
import type { InteractionRecord } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { decode } from 'html-entities'
import { inBatches } from '../../batches.ts'
import { WrongCell } from '../../cell.ts'
import { type Export, type ExportFile, filesBelowWrapper } from '../../export.ts'
import type { Format, ReadSummary, RowPlace, SourceRow } from '../../format.ts'
import { asObject, type JsonObject, objectAt, objectsAt, textAt } from '../../json-fields.ts'
import { jsonArrayItems } from '../../json-file.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { EmptyExport } from '../../refusal.ts'

/** Messages that people wrote; the others are notices of the workspace. */
const WRITTEN = new Set([
  'file_share',
  'file_comment',
  'thread_broadcast',
  'me_message',
  'bot_message',
  'reply_broadcast',
])

/** A workspace's export: who is there, and each public channel day by day. */
export const slackExport: Format = {
  id: 'slack_export',
  name: 'Slack workspace export',
  extent: 'archive',
  howToGet:
    'As an owner or admin of the workspace: Settings and administration > Workspace settings > Import/export data > Export. It comes as a zip; hand that in as it is.',
  tells: 'What was written in public channels, who answered whom in threads, who named whom, and who reacted.',
  cannotTell:
    'When somebody reacted; private channels and direct messages, which are left out where the export has them.',
  async match(exported) {
    const files = filesBelowWrapper(exported)
    const wanted = ['users.json', 'channels.json']
    const days = [...files.keys()].some((path) => DAY_FILE.test(path))
    return {
      found: [...wanted.filter((name) => files.has(name)), ...(days ? ['channel/YYYY-MM-DD.json'] : [])],
      missing: [...wanted.filter((name) => !files.has(name)), ...(days ? [] : ['channel/YYYY-MM-DD.json'])],
    }
  },
  read: (exported) => inBatches(readExport(exported)),
}

const DAY_FILE = /^([^/]+)\/\d{4}-\d{2}-\d{2}\.json$/

/** Private rooms, each with what names its folder in the export. */
const PRIVATE_LISTS: readonly [file: string, folder: 'name' | 'id'][] = [
  ['groups.json', 'name'],
  ['mpims.json', 'name'],
  ['dms.json', 'id'],
]

async function* readExport(exported: Export): AsyncGenerator<SourceRow, ReadSummary> {
  const files = filesBelowWrapper(exported)
  const workspace = await readWorkspace(files)
  let rows = 0
  const users = files.get('users.json')
  if (users !== undefined) {
    for await (const { item, value } of jsonArrayItems(users)) {
      rows++
      yield madeRow(placeOf(users, item), () => userOf(asObject(value)))
    }
  }
  const times: { from: number | null; to: number | null } = { from: null, to: null }
  let leftOut = 0
  // Days of one channel in order, so that a thread's first message comes before its answers.
  for (const path of [...files.keys()].filter((each) => DAY_FILE.test(each)).sort()) {
    const folder = DAY_FILE.exec(path)?.[1] ?? ''
    const file = files.get(path)
    if (file === undefined) continue
    if (workspace.privateFolders.has(folder)) {
      leftOut++
      continue
    }
    const channel = new Channel(workspace.channels.get(folder) ?? folder, workspace)
    for await (const { item, value } of jsonArrayItems(file)) {
      rows++
      const row = madeRow(placeOf(file, item), () => channel.message(asObject(value)))
      if (row.outcome === 'record' && row.record.type === 'post' && row.record.time !== null) {
        times.from = Math.min(times.from ?? row.record.time, row.record.time)
        times.to = Math.max(times.to ?? row.record.time, row.record.time)
      }
      yield row
    }
  }
  if (rows === 0) throw new EmptyExport(exported.name, 'items')
  return {
    owner: null,
    coverage: coverageOf(times),
    notes: leftOut === 0 ? [] : [`${leftOut} days of private channels and direct messages left out`],
  }
}

/** Everything that was written in public channels is there, whoever wrote it to whom. */
function coverageOf({ from, to }: { from: number | null; to: number | null }): Coverage[] {
  if (from === null) return []
  return (['outbound', 'inbound', 'among_others'] as const).map((direction) => ({
    platform: 'slack',
    account: null,
    direction,
    acts: ['post', 'reply', 'mention', 'like'],
    text: true,
    from,
    to,
  }))
}

function placeOf(file: ExportFile, row: number): RowPlace {
  return { file: file.path, unit: 'item', row }
}

interface Workspace {
  /** Names of users by id. */
  handles: Map<string, string>
  /** Ids of channels by the folder that they lie in. */
  channels: Map<string, string>
  privateFolders: Set<string>
  /** Who wrote a message, by channel and time stamp: threads name their first message so. */
  authors: Map<string, string>
}

async function readWorkspace(files: ReadonlyMap<string, ExportFile>): Promise<Workspace> {
  const workspace: Workspace = {
    handles: new Map(),
    channels: new Map(),
    privateFolders: new Set(),
    authors: new Map(),
  }
  const each = async (name: string, take: (item: JsonObject) => void): Promise<void> => {
    const file = files.get(name)
    if (file === undefined) return
    for await (const { value } of jsonArrayItems(file)) take(asObject(value))
  }
  await each('users.json', (user) => workspace.handles.set(textAt(user, 'id') ?? '', textAt(user, 'name') ?? ''))
  await each('channels.json', (channel) =>
    workspace.channels.set(textAt(channel, 'name') ?? '', textAt(channel, 'id') ?? ''),
  )
  for (const [name, folder] of PRIVATE_LISTS)
    await each(name, (room) => workspace.privateFolders.add(textAt(room, folder) ?? ''))
  return workspace
}

/** Addresses and telephone numbers in the profile are nobody's business here. */
function userOf(user: JsonObject): Made {
  const id = textAt(user, 'id')
  if (id === null) throw wrong('id', null, 'the user has no id')
  const profile = objectAt(user, 'profile')
  return {
    type: 'account',
    account: { platform: 'slack', platformId: id, handle: textAt(user, 'name') },
    displayName: textAt(profile, 'real_name') ?? textAt(user, 'real_name'),
    description: textAt(profile, 'title'),
    exporter: false,
  }
}

/** About 20 MB of time stamps; a thread older than that has lost its first message's author, not its answers. */
const AUTHORS_MAX = 200_000

class Channel {
  readonly #id: string
  readonly #workspace: Workspace

  constructor(id: string, workspace: Workspace) {
    this.#id = id
    this.#workspace = workspace
  }

  message(message: JsonObject): Made {
    const subtype = textAt(message, 'subtype')
    if (textAt(message, 'type') !== 'message') return { ignored: 'no message' }
    if (subtype !== null && !WRITTEN.has(subtype)) return { ignored: `a notice of the workspace (${subtype})` }
    const stamp = textAt(message, 'ts')
    const time = stamp === null || !/^\d{9,10}\.\d+$/.test(stamp) ? null : Math.floor(Number(stamp) * 1000)
    if (stamp === null || time === null) throw wrong('ts', stamp, 'the message has no time stamp')
    const post = subtype === 'file_comment' ? this.#comment(message, stamp, time) : this.#post(message, stamp, time)
    return [post, ...this.#reactions(message, post)]
  }

  #post(message: JsonObject, stamp: string, time: number): PostRecord {
    const author = textAt(message, 'user') ?? textAt(message, 'bot_id')
    if (author === null) throw wrong('user', null, 'the message does not say who wrote it')
    this.#remember(stamp, author)
    const thread = textAt(message, 'thread_ts')
    const isAnswer = thread !== null && thread !== stamp
    const answered = isAnswer
      ? (textAt(message, 'parent_user_id') ?? this.#workspace.authors.get(`${this.#id} ${thread}`))
      : null
    const written = textAt(message, 'text') ?? ''
    const edited = Number(textAt(objectAt(message, 'edited'), 'ts') ?? Number.NaN)
    return {
      type: 'post',
      id: `${this.#id}:${stamp}`,
      author: this.#account(author),
      time,
      kind: isAnswer ? 'reply' : 'original',
      text: this.#plain(written) || null,
      language: null,
      parentId: isAnswer ? `${this.#id}:${thread}` : null,
      conversationId: thread === null ? null : `${this.#id}:${thread}`,
      url: null,
      parentAuthor: answered === null || answered === undefined ? null : this.#account(answered),
      mentions: [...written.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g)].map(([, id = '']) => this.#account(id)),
      ...(Number.isNaN(edited) ? {} : { edit: { time: Math.floor(edited * 1000), replaces: [] } }),
    }
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

  /** Slack says who reacted, not when. */
  #reactions(message: JsonObject, { id, author }: PostRecord): InteractionRecord[] {
    return objectsAt(message, 'reactions').flatMap((reaction) => {
      const users = Array.isArray(reaction['users']) ? reaction['users'] : []
      return users.flatMap((user): InteractionRecord[] =>
        typeof user === 'string'
          ? [
              {
                type: 'interaction',
                actor: this.#account(user),
                target: author,
                kind: 'like',
                time: null,
                postId: id,
                post: null,
              },
            ]
          : [],
      )
    })
  }

  #remember(stamp: string, author: string): void {
    const { authors } = this.#workspace
    if (authors.size >= AUTHORS_MAX) authors.clear()
    authors.set(`${this.#id} ${stamp}`, author)
  }

  #account(id: string): AccountRef {
    return { platform: 'slack', platformId: id, handle: this.#workspace.handles.get(id) || null }
  }

  /** Slack writes accounts, channels and links in angle brackets and escapes the rest. */
  #plain(written: string): string {
    const text = written.replaceAll(
      /<([@#!]?)([^>|]*)(?:\|([^>]*))?>/g,
      (_, sign: string, name: string, label?: string) => {
        if (sign === '@') return `@${this.#workspace.handles.get(name) || label || name}`
        if (sign === '#') return `#${label ?? name}`
        if (sign === '!') return `@${label ?? name}`
        return label === undefined || label === '' || name.endsWith(label) ? name : `${label} (${name})`
      },
    )
    return decode(text, { level: 'xml' }).trim()
  }
}

function wrong(column: string, value: string | null, problem: string): WrongCell {
  return new WrongCell({ column, value, problem, fix: 'export the workspace again' })
}
