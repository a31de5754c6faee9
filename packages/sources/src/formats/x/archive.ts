import type { AccountRef } from '@weft/model/account'
import type { CountRecord } from '@weft/model/count-record'
import type { Coverage, CoveredAct } from '@weft/model/coverage'
import type { PostEdit, PostRecord } from '@weft/model/post'
import { inBatches } from '../../batches.ts'
import { WrongCell } from '../../cell.ts'
import type { Export, ExportFile } from '../../export.ts'
import type { Format, ReadSummary, SourceRow } from '../../format.ts'
import { javascriptRows } from '../../javascript-rows.ts'
import { asObject, idAt, isObject, type JsonObject, objectAt, textAt } from '../../json-fields.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { EmptyExport } from '../../refusal.ts'
import { readTime } from '../../time.ts'
import { matchXArchive, type XArchiveFiles, xArchiveFiles } from './archive-files.ts'
import { readManifest, readOwner, type XArchiveManifest } from './archive-owner.ts'
import {
  NO_PARENT,
  type Parent,
  postOfTweet,
  quotedBy,
  quotesOfReply,
  repliedTo,
  retweetedHandle,
  statusOfUrl,
  xAccount,
} from './tweet.ts'
import { type Counted, totalsIn } from './user-profile.ts'

/** The archive of one's own account that X has given out since 2019. */
export const xArchive: Format = {
  id: 'x_archive',
  name: 'X account archive (since 2019)',
  extent: 'archive',
  howToGet:
    'On X: Settings > Your account > Download an archive of your data. It comes within a day or so as a zip; hand that in as it is.',
  tells:
    'What the account posted, answered, passed on and quoted, with text and how often X counted that it was liked and passed on; whom it follows and who follows it; whose posts it liked, where X’s link names the author.',
  cannotTell:
    'What others wrote to the account: the replies and mentions it got. When a follow began. When it liked something, and mostly whose post that was.',
  match: matchXArchive,
  read: (exported) => inBatches(readArchive(exported)),
}

/** What is counted on the way, for coverage and notes. */
interface Tally {
  rows: number
  rowsOfFile: Map<string, number>
  postTimes: number[]
  counts: number
}

async function* readArchive(exported: Export): AsyncGenerator<SourceRow, ReadSummary> {
  const files = xArchiveFiles(exported)
  const manifest = await readManifest(files)
  const owner = await readOwner(files, manifest)
  const me = owner.account
  const snapshotTime = manifest.generationTime
  const tally: Tally = { rows: 0, rowsOfFile: new Map(), postTimes: [], counts: 0 }

  yield* rowsOf([...files.tweets, ...files.communityTweets], tally, (item) => {
    // Some archives of 2019 hold the tweets without the wrapper.
    const tweet = isObject(item['tweet']) ? item['tweet'] : item
    const post: PostRecord = { ...postOfTweet(tweet, me, parentInArchive), ...editOf(tweet) }
    if (post.time !== null) widen(tally.postTimes, post.time)
    const counts = countsOf(tweet, post, snapshotTime)
    tally.counts += counts.length
    return [post, ...quotesOfReply(post, quotedBy(tweet)), ...counts]
  })
  if (files.tweets.length === 0) {
    yield* rowsOf(files.tweetHeaders, tally, () => ({ ignored: 'says that a tweet exists, not what it is' }))
  }
  yield* rowsOf(files.followers, tally, (item) => {
    return { type: 'follow', follower: accountIn(item, 'follower'), followed: me, snapshotTime }
  })
  yield* rowsOf(files.followings, tally, (item) => {
    return { type: 'follow', follower: me, followed: accountIn(item, 'following'), snapshotTime }
  })
  yield* rowsOf(files.likes, tally, (item) => likeOf(objectAt(item, 'like'), me))

  if (tally.rows === 0) throw new EmptyExport(exported.name, 'rows')
  const missing = missingLists(files, manifest)
  return {
    owner,
    coverage: coverageOf(me, files, manifest, { tally, areTweetsWhole: missing.every((name) => !isTweets(name)) }),
    notes: notesOf(manifest, missing, tally),
  }
}

async function* rowsOf(
  files: ExportFile[],
  tally: Tally,
  recordOf: (item: JsonObject) => Made,
): AsyncGenerator<SourceRow> {
  for (const file of files) {
    let row = 0
    for await (const item of javascriptRows(file)) {
      row++
      yield madeRow({ file: file.path, unit: 'item', row }, () => recordOf(asObject(item)))
    }
    tally.rows += row
    tally.rowsOfFile.set(file.path, row)
  }
}

/** The archive has no retweet objects: only the text says that a tweet passes on another's. */
function parentInArchive(tweet: JsonObject, mentions: AccountRef[]): Parent {
  const handle = retweetedHandle(textAt(tweet, 'full_text') ?? textAt(tweet, 'text') ?? '')
  if (handle === null) return repliedTo(tweet) ?? quotedBy(tweet) ?? NO_PARENT
  const named = mentions.find((mention) => mention.handle?.toLowerCase() === handle.toLowerCase())
  return { kind: 'repost', parentId: null, parentAuthor: named ?? xAccount(null, handle) }
}

/** An edited tweet has an id for each of its forms; only the last of them stands for it. */
function editOf(tweet: JsonObject): { edit: PostEdit } | object {
  const info = objectAt(tweet, 'edit_info')
  const control = 'initial' in info ? objectAt(info, 'initial') : objectAt(objectAt(info, 'edit'), 'editControlInitial')
  const forms = Array.isArray(control['editTweetIds']) ? control['editTweetIds'].map(String) : []
  const id = idAt(tweet, 'id_str', 'id')
  if (forms.length < 2 || forms.at(-1) !== id) return {}
  return { edit: { time: readTime(textAt(tweet, 'created_at') ?? '')?.time ?? null, replaces: forms.slice(0, -1) } }
}

const COUNTED: Counted = [
  ['favorite_count', 'likes'],
  ['retweet_count', 'reposts'],
]

/** How often X had counted that a post was liked and passed on. What it says of a retweet is the original's. */
function countsOf(tweet: JsonObject, post: PostRecord, time: number | null): CountRecord[] {
  return post.kind === 'repost' ? [] : totalsIn(tweet, COUNTED, { account: post.author, postId: post.id, time })
}

function accountIn(item: JsonObject, key: 'follower' | 'following'): AccountRef {
  const account = xAccount(idAt(objectAt(item, key), 'accountId'), null)
  if (account !== null) return account
  throw new WrongCell({
    column: 'accountId',
    value: textAt(objectAt(item, key), 'accountId'),
    problem: 'no account is named',
    fix: 'download the archive again from X',
  })
}

/** A like names the liked post; only a link that names its author says toward whom it was. It has no time. */
function likeOf(like: JsonObject, me: AccountRef): Made {
  const liked = statusOfUrl(textAt(like, 'expandedUrl') ?? '')
  const target = xAccount(null, liked?.handle ?? null)
  if (target === null) return { ignored: 'X does not say whose post was liked' }
  const postId = idAt(like, 'tweetId') ?? liked?.id ?? null
  return { type: 'interaction', actor: me, target, kind: 'like', time: null, postId, post: null }
}

function widen(times: number[], time: number): void {
  times[0] = Math.min(times[0] ?? time, time)
  times[1] = Math.max(times[1] ?? time, time)
}

/** Likes are not covered: without a time they are in no quarter, and a quarter without them was not without likes. */
function coverageOf(
  account: AccountRef,
  files: XArchiveFiles,
  manifest: XArchiveManifest,
  { tally, areTweetsWhole }: { tally: Tally; areTweetsWhole: boolean },
): Coverage[] {
  const [first, last] = tally.postTimes
  const at = manifest.generationTime
  const about = { platform: 'x', account } as const
  const coverage: Coverage[] = []
  // Posts in communities alone say nothing of the others.
  if (files.tweets.length > 0 && first !== undefined && last !== undefined) {
    const acts: CoveredAct[] = ['post', 'reply', 'mention', 'repost', 'quote']
    if (tally.counts > 0) acts.push('count')
    // With a part missing, silence after the last tweet proves nothing.
    const to = areTweetsWhole && at !== null ? Math.max(at, last) : last
    coverage.push({ ...about, direction: 'outbound', acts, text: true, from: first, to })
  }
  const follows = { ...about, acts: ['follow'] as CoveredAct[], text: false, from: at, to: at }
  if (files.followers.length > 0) coverage.push({ ...follows, direction: 'inbound' })
  if (files.followings.length > 0) coverage.push({ ...follows, direction: 'outbound' })
  return coverage
}

const LISTS_READ = /(^|\/)(tweets|tweet|community-tweet|follower|following|like)(-part\d+)?\.js$/

function isTweets(fileName: string): boolean {
  return /(^|\/)tweets?(-part\d+)?\.js$/.test(fileName)
}

/** The lists that the manifest names, with rows in them, and that are not here. */
function missingLists(files: XArchiveFiles, { lists }: XArchiveManifest): string[] {
  const here = new Set(
    [files.tweets, files.communityTweets, files.followers, files.followings, files.likes]
      .flat()
      .map((file) => baseName(file.path)),
  )
  return lists
    .filter(({ fileName, count }) => LISTS_READ.test(fileName) && count !== 0 && !here.has(baseName(fileName)))
    .map(({ fileName }) => fileName)
}

function notesOf(manifest: XArchiveManifest, missing: string[], tally: Tally): string[] {
  const counts = new Map(manifest.lists.map(({ fileName, count }) => [baseName(fileName), count]))
  const notes = missing.map((fileName) => {
    const count = counts.get(baseName(fileName)) ?? null
    return `${fileName} is missing${count === null ? '' : `: the manifest counts ${count} rows in it`}`
  })
  for (const [path, rows] of tally.rowsOfFile) {
    const count = counts.get(baseName(path)) ?? null
    if (count !== null && count !== rows) notes.push(`${path} has ${rows} rows, the manifest counts ${count}`)
  }
  if (manifest.isPartial) notes.push('X marks this archive as partial: other parts may hold more')
  if (manifest.generationTime === null) notes.push('no date of the archive: its follows have no snapshot date')
  return notes
}

function baseName(path: string): string {
  return path.split('/').at(-1) ?? path
}
