import { CarBufferWriter } from '@ipld/car'
import * as dagCbor from '@ipld/dag-cbor'
import { interactionsOfPost } from '@weft/model/interaction'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from '../../exports.test-data.ts'
import { type RecordRow, recordsOf } from '../../format.ts'
import { detectFormat } from '../../formats.ts'
import { timeOfKey } from './at-uri.ts'
import { timeOfRecord } from './record.ts'

async function read(content: unknown, name = 'answer.json') {
  const bytes =
    content instanceof Uint8Array
      ? Buffer.from(content)
      : typeof content === 'string'
        ? content
        : JSON.stringify(content)
  const exported = exportOf({ [name]: bytes })
  const format = await detectFormat(exported)
  const { rows, summary } = await readExport(format, exported)
  const told = rows.filter((row): row is RecordRow => row.outcome === 'record').map(recordsOf)
  const acts = told
    .flat()
    .flatMap((record) =>
      record.type === 'post'
        ? interactionsOfPost(record).map(({ kind, target }) => `${nameOf(record.author)} ${kind} ${nameOf(target)}`)
        : record.type === 'interaction'
          ? [`${nameOf(record.actor)} ${record.kind} ${nameOf(record.target)}`]
          : record.type === 'follow'
            ? [`${nameOf(record.follower)} follow ${nameOf(record.followed)}`]
            : [],
    )
  const ignored = rows.flatMap((row) => (row.outcome === 'ignored' ? [row.reason] : []))
  return { format: format.id, rows, told, acts, ignored, summary, rejected: rejectedOf(rows) }
}

const nameOf = ({ platformId }: { platformId: string | null }) => platformId?.replace('did:plc:', '')
const did = (name: string) => `did:plc:${name}`
const uriOf = (name: string, key: string, collection = 'app.bsky.feed.post') => `at://${did(name)}/${collection}/${key}`
const AT = '2024-02-01T10:00:00.000Z'
const profile = (name: string, part: object = {}) => ({
  did: did(name),
  handle: `${name}.test`,
  displayName: name,
  ...part,
})
const record = (part: object = {}) => ({
  $type: 'app.bsky.feed.post',
  text: 'hello',
  createdAt: AT,
  langs: ['en'],
  ...part,
})
const view = (name: string, key: string, part: object = {}, of: object = {}) => ({
  uri: uriOf(name, key),
  author: profile(name),
  record: record(part),
  likeCount: 2,
  indexedAt: AT,
  ...of,
})
const answers = (name: string, key: string) => ({
  reply: { root: { uri: uriOf('zoe', '0') }, parent: { uri: uriOf(name, key) } },
})
const shows = (uri: string) => ({ embed: { $type: 'app.bsky.embed.record', record: { uri } } })
const names = (...dids: string[]) => ({
  facets: dids.map((each) => ({ features: [{ $type: 'app.bsky.richtext.facet#mention', did: did(each) }] })),
})

test('a feed: posts, replies, quotes, mentions, and reposts of others’ posts by the account', async () => {
  const { format, acts, told } = await read({
    feed: [
      { post: view('loom', '1', { ...answers('ana', '9'), ...names('ana', 'ben'), ...shows(uriOf('cai', '7')) }) },
      {
        post: view('loom', '2', {
          embed: { $type: 'app.bsky.embed.recordWithMedia', record: { record: { uri: uriOf('cai', '7') } } },
        }),
      },
      { post: view('loom', '3', shows(uriOf('cai', '7', 'app.bsky.graph.list'))) },
      {
        post: view('ana', '5'),
        reason: { $type: 'app.bsky.feed.defs#reasonRepost', by: profile('loom'), indexedAt: AT },
      },
    ],
    cursor: 'x',
  })
  expect(format).toBe('bluesky_api')
  expect(acts).toEqual(['loom reply ana', 'loom mention ben', 'loom quote cai', 'loom quote cai', 'loom repost ana'])
  expect(told[0]?.[0]).toMatchObject({
    id: uriOf('loom', '1'),
    language: 'en',
    conversationId: uriOf('zoe', '0'),
    time: Date.parse(AT),
  })
  expect(told[0]).toContainEqual(expect.objectContaining({ type: 'count', thing: 'likes', value: 2 }))
  expect(told[3]).toMatchObject([
    { kind: 'repost', parentId: uriOf('ana', '5') },
    { id: uriOf('ana', '5') },
    { type: 'count' },
    { type: 'account' },
  ])
})

const node = (name: string, part: object = {}) => ({
  $type: 'app.bsky.feed.defs#threadViewPost',
  post: view(name, 'k'),
  ...part,
})

test('a conversation from the post that is answered to the last answer; what is gone is left out', async () => {
  const gone = { $type: 'app.bsky.feed.defs#notFoundPost', uri: 'x' }
  const { told, ignored } = await read({
    thread: node('loom', {
      parent: node('zoe'),
      replies: [node('ana', { replies: [node('ben')] }), gone, node('cai')],
    }),
  })
  const authors = told.map(([first]) => (first?.type === 'post' ? nameOf(first.author) : null))
  expect(authors).toEqual(['loom', 'ana', 'ben', 'cai', 'zoe'])
  expect(ignored).toEqual(['a post that is gone, or that its author shows to nobody here'])
})

test('a conversation that nests beyond all reason is refused, not recursed into', async () => {
  const opening = '{"$type":"app.bsky.feed.defs#threadViewPost","replies":['
  const text = `{"thread":${opening.repeat(5000)}${']}'.repeat(5000)}}`
  await expect(read(text)).rejects.toMatchObject({ name: 'UnknownFormat' })
})

test('followers and follows say whose they are; an invalid handle is none', async () => {
  const followers = await read({
    subject: profile('loom'),
    followers: [profile('ana', { description: 'Weaver' }), profile('ben', { handle: 'handle.invalid' })],
  })
  expect(followers.acts).toEqual(['ana follow loom', 'ben follow loom'])
  expect(followers.told[0]?.[1]).toMatchObject({ type: 'account', description: 'Weaver' })
  expect(followers.told[1]?.[0]).toMatchObject({ follower: { handle: null } })
  expect(followers.summary.coverage).toMatchObject([
    { direction: 'inbound', acts: ['follow'], account: { platformId: did('loom') } },
  ])
  const page = {
    weft_fetch: { platform: 'bluesky', endpoint: 'following', account: 'loom.test', taken_at: AT },
    body: { subject: profile('loom'), follows: [profile('ana')] },
  }
  const fetched = await read(`${JSON.stringify(page)}\n${JSON.stringify(page)}\n`)
  expect(fetched.acts).toEqual(['loom follow ana', 'loom follow ana'])
  expect(fetched.told[0]?.[0]).toMatchObject({ snapshotTime: Date.parse(AT) })
})

test('likes with dates and reposts without, toward whose post it was', async () => {
  const likes = await read({
    uri: uriOf('loom', '1'),
    likes: [{ actor: profile('ana'), createdAt: AT, indexedAt: AT }],
  })
  expect(likes.told[0]?.[0]).toMatchObject({
    kind: 'like',
    time: Date.parse(AT),
    postId: uriOf('loom', '1'),
    target: { platformId: did('loom') },
  })
  const reposts = await read({ uri: uriOf('loom', '1'), repostedBy: [profile('ana')] })
  expect(reposts.told[0]?.[0]).toMatchObject({ kind: 'repost', time: null })
})

const noted = (reason: string, collection: string, of: object) => ({
  uri: uriOf('ana', 'k', collection),
  author: profile('ana'),
  reason,
  record: { $type: collection, createdAt: AT, ...of },
  indexedAt: AT,
})

test('notifications: what others did, each with its date', async () => {
  const { acts, told } = await read({
    notifications: [
      noted('follow', 'app.bsky.graph.follow', { subject: did('loom') }),
      noted('like', 'app.bsky.feed.like', { subject: { uri: uriOf('loom', '1') } }),
      noted('repost', 'app.bsky.feed.repost', { subject: { uri: uriOf('loom', '1') } }),
      noted('reply', 'app.bsky.feed.post', answers('loom', '1')),
    ],
  })
  expect(acts).toEqual(['ana follow loom', 'ana like loom', 'ana repost loom', 'ana reply loom'])
  expect(told[0]?.[0]).toMatchObject({ since: Date.parse(AT), snapshotTime: null })
})

test('records of a repository, one or many; blocks are nobody’s business', async () => {
  const value = (of: object) => ({ createdAt: AT, ...of })
  const { acts, ignored, rejected } = await read({
    records: [
      {
        uri: uriOf('loom', '1', 'app.bsky.graph.follow'),
        value: value({ $type: 'app.bsky.graph.follow', subject: did('ana') }),
      },
      {
        uri: uriOf('loom', '2', 'app.bsky.graph.block'),
        value: value({ $type: 'app.bsky.graph.block', subject: did('ben') }),
      },
      { uri: uriOf('loom', '3', 'app.bsky.graph.follow'), value: value({ $type: 'app.bsky.graph.follow' }) },
      { uri: uriOf('loom', '4', 'app.bsky.feed.generator'), value: value({ $type: 'app.bsky.feed.generator' }) },
    ],
  })
  expect(acts).toEqual(['loom follow ana'])
  expect(ignored).toEqual(['a block: nobody’s business', 'a record of another kind (app.bsky.feed.generator)'])
  expect(rejected).toMatchObject([{ column: 'subject' }])
  expect((await read({ uri: uriOf('loom', '9'), cid: 'x', value: record() })).told[0]?.[0]).toMatchObject({
    text: 'hello',
  })
})

test('profiles are accounts with counts; lists and the like act toward nobody', async () => {
  const { told, summary } = await read({
    profiles: [profile('loom', { followersCount: 7, followsCount: 1, postsCount: 3 })],
  })
  expect(told[0]).toMatchObject([
    { type: 'account' },
    { thing: 'followers', value: 7 },
    { thing: 'following' },
    { thing: 'posts' },
  ])
  expect(summary.notes[0]).toContain('profiles only')
  expect((await read({ lists: [{ uri: uriOf('loom', '1', 'app.bsky.graph.list') }] })).ignored).toHaveLength(1)
})

test('an author’s own clock is believed unless it cannot be right', () => {
  const seen = Date.parse('2024-02-01T10:00:00Z')
  const said = (createdAt: string) => timeOfRecord({ createdAt }, 'x', seen)
  expect(said('2024-01-31T00:00:00Z')).toBe(Date.parse('2024-01-31T00:00:00Z'))
  expect(said('2024-02-01T20:00:00Z')).toBe(Date.parse('2024-02-01T20:00:00Z'))
  expect(said('2030-01-01T00:00:00Z')).toBe(seen)
  expect(said('1998-01-01T00:00:00Z')).toBe(seen)
  expect(timeOfRecord({}, '3ldzfurmqxk23', null)).toBe(timeOfKey('3ldzfurmqxk23'))
  expect(new Date(timeOfKey('3ldzfurmqxk23') ?? 0).toISOString().slice(0, 16)).toBe('2024-12-24T02:34')
  expect(timeOfKey('self')).toBeNull()
})

const event = (operation: string, collection: string, rkey: string, of?: object) =>
  JSON.stringify({
    did: did('ana'),
    time_us: Date.parse(AT) * 1000,
    kind: 'commit',
    commit: { operation, collection, rkey, ...(of === undefined ? {} : { record: of }) },
  })

test('Jetstream: what was made, changed and deleted; a like taken back names only its key', async () => {
  const { format, told, acts, ignored, rejected } = await read(
    [
      event('create', 'app.bsky.feed.post', '1', record(answers('loom', '9'))),
      event('update', 'app.bsky.feed.post', '1', record({ text: 'changed' })),
      event('delete', 'app.bsky.feed.post', '1'),
      event('delete', 'app.bsky.feed.like', '2'),
      JSON.stringify({
        did: did('ben'),
        time_us: 1,
        kind: 'identity',
        identity: { did: did('ben'), handle: 'ben.test' },
      }),
      JSON.stringify({ did: did('ben'), time_us: 1, kind: 'account', account: { active: false } }),
      '{"did":',
    ].join('\n'),
    'events.ndjson',
  )
  expect(format).toBe('bluesky_jetstream')
  expect(acts).toEqual(['ana reply loom'])
  expect(told.map(([first]) => first)).toMatchObject([
    { type: 'post', text: 'hello' },
    { type: 'post', text: 'changed', edit: { time: Date.parse(AT) } },
    { type: 'deletion', postId: uriOf('ana', '1'), time: Date.parse(AT) },
    { type: 'account', account: { handle: 'ben.test' } },
  ])
  expect(ignored).toHaveLength(2)
  expect(rejected).toMatchObject([{ place: { unit: 'line', row: 7 } }])
})

async function blockOf(value: unknown) {
  const bytes = dagCbor.encode(value)
  return { cid: CID.createV1(dagCbor.code, await sha256.digest(bytes)), bytes }
}

/** A repository of two nodes: keys share their beginnings with the key before, and one lies below the other. */
async function repository(options: { drop?: number } = {}): Promise<Uint8Array> {
  const post = await blockOf(record(names('ben')))
  const like = await blockOf({ $type: 'app.bsky.feed.like', createdAt: AT, subject: { uri: uriOf('ana', '9') } })
  const follow = await blockOf({ $type: 'app.bsky.graph.follow', createdAt: AT, subject: did('ana') })
  const below = await blockOf({ l: null, e: [{ p: 0, k: Buffer.from('app.bsky.feed.like/2'), v: like.cid, t: null }] })
  const node = await blockOf({
    l: below.cid,
    e: [
      { p: 0, k: Buffer.from('app.bsky.feed.post/3'), v: post.cid, t: null },
      { p: 9, k: Buffer.from('graph.follow/4'), v: follow.cid, t: null },
    ],
  })
  const commit = await blockOf({
    did: did('loom'),
    version: 3,
    data: node.cid,
    rev: '1',
    prev: null,
    sig: new Uint8Array(64),
  })
  const writer = CarBufferWriter.createWriter(new ArrayBuffer(8192), { roots: [commit.cid] })
  const blocks = [commit, node, below, post, like, follow]
  for (const [index, block] of blocks.entries()) if (index !== options.drop) writer.write(block)
  return writer.close({ resize: true })
}

test('a repository: its records by key, all of them outbound', async () => {
  const { format, told, acts, summary } = await read(await repository(), 'repo.car')
  expect(format).toBe('bluesky_repository')
  expect(acts).toEqual(['loom like ana', 'loom mention ben', 'loom follow ana'])
  expect(told[1]?.[0]).toMatchObject({ id: uriOf('loom', '3') })
  expect(summary.owner?.account.platformId).toBe(did('loom'))
  expect(summary.coverage).toMatchObject([
    { direction: 'outbound', text: true, from: Date.parse(AT), to: Date.parse(AT) },
  ])
})

test('a slice of a repository says so, and claims to cover nothing', async () => {
  const { ignored, summary } = await read(await repository({ drop: 3 }), 'slice.car')
  expect(ignored).toEqual(['a record that this slice of the repository does not hold'])
  expect(summary.coverage).toEqual([])
  expect(summary.notes).toEqual(['a slice of a repository: other records may be missing'])
})

test('a repository that is cut off, or has no commit, is refused', async () => {
  const whole = await repository()
  for (const bytes of [whole.subarray(0, 100), await repository({ drop: 0 })]) {
    await expect(read(bytes, 'repo.car')).rejects.toMatchObject({ name: 'BrokenFile' })
  }
})

test('firehose commits hold their records in blocks of their own', async () => {
  const post = await blockOf(record(answers('ana', '9')))
  const writer = CarBufferWriter.createWriter(new ArrayBuffer(2048), { roots: [post.cid] })
  writer.write(post)
  const commit = {
    repo: did('loom'),
    time: AT,
    blocks: { $bytes: Buffer.from(writer.close({ resize: true })).toString('base64') },
    ops: [
      { action: 'create', path: 'app.bsky.feed.post/1', cid: { $link: post.cid.toString() } },
      { action: 'create', path: 'app.bsky.feed.post/2', cid: { $link: 'bafyother' } },
      { action: 'delete', path: 'app.bsky.feed.post/3', cid: null },
    ],
  }
  const { format, acts, told, ignored } = await read(commit)
  expect(format).toBe('bluesky_firehose')
  expect(acts).toEqual(['loom reply ana'])
  expect(told[1]?.[0]).toMatchObject({ type: 'deletion', postId: uriOf('loom', '3') })
  expect(ignored).toHaveLength(1)
})
