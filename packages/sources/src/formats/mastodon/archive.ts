import type { AccountRef } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import type { Coverage, CoveredAct } from '@weft/model/coverage'
import type { InteractionRecord } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import { inBatches } from '../../batches.ts'
import { WrongCell } from '../../cell.ts'
import { type Export, type ExportFile, filesBelowWrapper, firstBytes } from '../../export.ts'
import type { Format, ReadSummary, RowPlace, SourceRow } from '../../format.ts'
import { htmlText } from '../../html-text.ts'
import { asObject, isObject, type JsonObject, objectAt, objectsAt, textAt } from '../../json-fields.ts'
import { jsonArrayItems, jsonDocument } from '../../json-file.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { BrokenFile, EmptyExport } from '../../refusal.ts'
import { readTime } from '../../time.ts'
import { ActorNames, mentionsOf } from './actor-names.ts'
import { accountOfActorUrl, fediverseAccount, websiteAmong } from './fediverse-url.ts'

const PUBLIC = new Set(['https://www.w3.org/ns/activitystreams#Public', 'as:Public', 'Public'])

/** The archive of one's own account that Mastodon gives out. */
export const mastodonArchive: Format = {
  id: 'mastodon_archive',
  name: 'Mastodon account archive',
  extent: 'archive',
  howToGet:
    'On your Mastodon server: Preferences > Import and export > Request your archive. It comes within hours as a .zip or .tar.gz; hand that in as it is.',
  tells: 'What the account posted, answered, quoted and boosted in public, with text; whose posts it liked.',
  cannotTell:
    'What others wrote to the account, who follows it, and when it liked something. Posts to followers only, direct ones and bookmarks are left out.',
  async match(exported) {
    const files = filesBelowWrapper(exported)
    const wanted = ['actor.json', 'outbox.json']
    return { found: wanted.filter((name) => files.has(name)), missing: wanted.filter((name) => !files.has(name)) }
  },
  read: (exported) => inBatches(readArchive(exported)),
}

async function* readArchive(exported: Export): AsyncGenerator<SourceRow, ReadSummary> {
  const files = filesBelowWrapper(exported)
  const outbox = files.get('outbox.json')
  const actor = files.get('actor.json')
  if (outbox === undefined || actor === undefined)
    throw new BrokenFile(exported.name, 'its contents', 'actor.json and outbox.json')
  const owner = ownerOf(actor, asObject(await jsonDocument(actor)))
  const names = await namesIn(outbox)
  const times: number[] = []
  let rows = 0
  for await (const { item, value } of jsonArrayItems(outbox, 'orderedItems')) {
    rows++
    const row = madeRow(placeOf(outbox, item), () => activityOf(asObject(value), owner.account, names))
    if (row.outcome === 'record' && row.record.type === 'post' && row.record.time !== null) times.push(row.record.time)
    yield row
  }
  const activities = rows
  const likes = files.get('likes.json')
  if (likes !== undefined) {
    for await (const { item, value } of jsonArrayItems(likes, 'orderedItems')) {
      rows++
      const url = typeof value === 'string' ? value : ''
      yield madeRow(placeOf(likes, item), () => likeOf(url, owner.account, names))
    }
  }
  if (rows === 0) throw new EmptyExport(exported.name, 'items')
  return {
    owner,
    coverage: coverageOf(owner.account, times),
    notes: await countNotes(outbox, activities),
  }
}

/** Read before all else: a boost may stand before the mention that says whose address that is. */
async function namesIn(outbox: ExportFile): Promise<ActorNames> {
  const names = new ActorNames()
  for await (const { value } of jsonArrayItems(outbox, 'orderedItems')) names.learn(objectAt(asObject(value), 'object'))
  return names
}

function placeOf(file: ExportFile, row: number): RowPlace {
  return { file: file.path, unit: 'item', row }
}

function ownerOf(file: ExportFile, actor: JsonObject): AccountRecord {
  const id = textAt(actor, 'id') ?? ''
  const user = textAt(actor, 'preferredUsername')
  const host = /^https?:\/\/([^/?#]+)/.exec(id)?.[1]
  if (user === null || host === undefined)
    throw new BrokenFile(file.path, 'its text', 'id and preferredUsername of the archive’s owner')
  const summary = textAt(actor, 'summary')
  const website = websiteAmong(objectsAt(actor, 'attachment'))
  return {
    type: 'account',
    account: fediverseAccount(user, host),
    displayName: textAt(actor, 'name'),
    description: summary === null ? null : htmlText(summary) || null,
    exporter: true,
    ...(website === null ? {} : { website }),
  }
}

function activityOf(activity: JsonObject, me: AccountRef, names: ActorNames): Made {
  if (!isPublic(activity)) return { ignored: 'not public: for followers only, or a direct message' }
  const type = textAt(activity, 'type')
  const { object } = activity
  if (type === 'Announce')
    return boostOf(activity, typeof object === 'string' ? object : (textAt(asObject(object), 'id') ?? ''), me, names)
  if (type === 'Create' && isObject(object)) return noteOf(object, me, names)
  return { ignored: `an activity of another kind (${type ?? 'without type'})` }
}

function isPublic(activity: JsonObject): boolean {
  return ['to', 'cc'].some((key) => {
    const to = activity[key]
    return (Array.isArray(to) ? to : [to]).some((each) => typeof each === 'string' && PUBLIC.has(each))
  })
}

/** The boosted text is not in the archive; its address says whose it is. */
function boostOf(activity: JsonObject, url: string, me: AccountRef, names: ActorNames): PostRecord {
  const id = textAt(activity, 'id')
  if (id === null || url === '') throw wrong('object', url, 'the boost does not say of what it is')
  return {
    type: 'post',
    id,
    author: me,
    time: timeIn(activity),
    kind: 'repost',
    text: null,
    language: null,
    parentId: url,
    conversationId: null,
    url: null,
    parentAuthor: names.authorOf(url),
    mentions: [],
  }
}

/** A note, or the question of a poll. A reply that quotes makes a reply and a quote. */
function noteOf(note: JsonObject, me: AccountRef, names: ActorNames): Made {
  const id = textAt(note, 'id')
  if (id === null) throw wrong('id', null, 'the post has no id')
  const answeredId = textAt(note, 'inReplyTo')
  const quotedId = quotedBy(note)
  const parentId = answeredId ?? quotedId
  const warning = textAt(note, 'summary')
  const content = textAt(note, 'content')
  const text = [warning, content === null ? null : htmlText(content)]
    .filter((part) => part !== null && part !== '')
    .join('\n\n')
  const updated = readTime(textAt(note, 'updated') ?? '')?.time ?? null
  const time = timeIn(note)
  const post: PostRecord = {
    type: 'post',
    id,
    author: me,
    time,
    kind: answeredId !== null ? 'reply' : quotedId !== null ? 'quote' : 'original',
    text: text === '' ? null : text,
    language: Object.keys(objectAt(note, 'contentMap'))[0] ?? null,
    parentId,
    conversationId: textAt(note, 'conversation') ?? textAt(note, 'context'),
    url: textAt(note, 'url'),
    parentAuthor: parentId === null ? null : names.authorOf(parentId),
    mentions: mentionsOf(note).map(({ account }) => account),
    ...(updated !== null && updated !== time ? { edit: { time: updated, replaces: [] } } : {}),
  }
  const quoted = answeredId === null || quotedId === null ? null : names.authorOf(quotedId)
  return quoted === null ? post : [post, quoteOf(post, quoted)]
}

/** Servers write the address of what a post quotes under several names; one that is gone is no address. */
function quotedBy(note: JsonObject): string | null {
  for (const key of ['quote', 'quoteUri', 'quoteUrl', '_misskey_quote']) {
    const address = textAt(note, key)
    if (address !== null) return address
  }
  return null
}

function quoteOf({ author, time, id }: PostRecord, target: AccountRef): InteractionRecord {
  return { type: 'interaction', actor: author, target, kind: 'quote', time, postId: id, post: null }
}

function timeIn(item: JsonObject): number {
  const written = textAt(item, 'published')
  const time = written === null ? null : readTime(written)
  if (time === null) throw wrong('published', written, 'no date or time that can be read')
  return time.time
}

function wrong(column: string, value: string | null, problem: string): WrongCell {
  return new WrongCell({ column, value, problem, fix: 'request the archive again from your server' })
}

/** A like is the address of what was liked, without a time. */
function likeOf(url: string, me: AccountRef, names: ActorNames): Made {
  const target = names.authorOf(url) ?? accountOfActorUrl(url)
  if (target === null) return { ignored: 'the address does not say whose post was liked' }
  return { type: 'interaction', actor: me, target, kind: 'like', time: null, postId: url, post: null }
}

/** Likes are not covered: without a time they are in no quarter, and a quarter without them was not without likes. */
function coverageOf(account: AccountRef, times: readonly number[]): Coverage[] {
  let from: number | null = null
  let to: number | null = null
  for (const time of times) {
    from = from === null ? time : Math.min(from, time)
    to = to === null ? time : Math.max(to, time)
  }
  if (from === null) return []
  const acts: CoveredAct[] = ['post', 'reply', 'mention', 'repost', 'quote']
  return [{ platform: 'mastodon', account, direction: 'outbound', acts, text: true, from, to }]
}

/** The outbox says before its list how many activities it should hold; it need not be right. */
async function countNotes(outbox: ExportFile, activities: number): Promise<string[]> {
  const head = (await firstBytes(outbox, 4096)).toString('latin1')
  const total = /"totalItems"\s*:\s*(\d+)/.exec(head)?.[1]
  return total === undefined || Number(total) === activities
    ? []
    : [`the outbox holds ${activities} activities and counts ${total}`]
}
