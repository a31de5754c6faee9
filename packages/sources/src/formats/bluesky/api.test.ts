import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EmptyExport } from '../../refusal.ts'
import { AT, answers, did, nameOf, names, profile, read, record, shows, uriOf, view } from './bluesky.test-data.ts'

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
    { type: 'account', account: { handle: 'ana.test' } },
  ])
})

const quotedView = (name: string, key: string) => ({
  $type: 'app.bsky.embed.record#viewRecord',
  uri: uriOf(name, key),
  author: profile(name),
  value: record({ text: 'quoted' }),
  likeCount: 5,
  indexedAt: AT,
})

test('what a post answers and quotes is told with it, once; what is gone, private or broken is not', async () => {
  const reply = { root: view('zoe', '0'), parent: view('ana', '9', answers('zoe', '0')) }
  const { told, acts } = await read({
    feed: [
      { post: view('loom', '1', answers('ana', '9')), reply },
      { post: view('loom', '2', answers('ana', '9')), reply },
      { post: view('loom', '3', shows(uriOf('cai', '7')), { embed: { record: quotedView('cai', '7') } }) },
      { post: view('loom', '4', {}, { embed: { record: { record: quotedView('eva', '8') } } }) },
      { post: view('loom', '5'), reply: { parent: { uri: uriOf('dan', '1'), notFound: true } } },
      { post: view('loom', '6'), reply: { parent: view('dan', '2', { reply: { parent: { uri: 'x' } } }) } },
    ],
    cursor: 'x',
  })
  const texts = told.map((records) =>
    records.flatMap((each) => (each.type === 'post' ? [each.id.split('/').at(-1)] : [])),
  )
  expect(texts).toEqual([['1', '9', '0'], ['2'], ['3', '7'], ['4', '8'], ['5'], ['6', '2']])
  expect(acts).toEqual(['loom reply ana', 'ana reply zoe', 'loom reply ana', 'loom quote cai'])
  expect(told[2]).toContainEqual(expect.objectContaining({ type: 'post', text: 'quoted', author: expect.anything() }))
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
  const text = `{"thread":${opening.repeat(1000)}${']}'.repeat(1000)}}`
  await expect(read(text)).rejects.toMatchObject({ name: 'UnknownFormat' })
})

test('followers and follows say whose they are; an invalid handle is none', async () => {
  const followers = await read({
    subject: profile('loom'),
    followers: [
      profile('ana', { description: 'Weaver', website: 'https://ana.test' }),
      profile('ben', { handle: 'handle.invalid' }),
    ],
  })
  expect(followers.acts).toEqual(['ana follow loom', 'ben follow loom'])
  expect(followers.told[0]?.[1]).toMatchObject({ type: 'account', description: 'Weaver', website: 'https://ana.test' })
  expect(followers.told[1]?.[0]).toMatchObject({ follower: { handle: null } })
})

const fetched = (endpoint: string, body: object, cursor?: string) =>
  `${JSON.stringify({
    weft_fetch: {
      platform: 'bluesky',
      endpoint,
      account: 'loom.test',
      taken_at: AT,
      url: `https://x.test/xrpc/any?limit=100${cursor === undefined ? '' : `&cursor=${cursor}`}`,
    },
    body,
  })}\n`

test('only a list from its first page to its last covers who follows', async () => {
  const first = fetched('followers', { subject: profile('loom'), followers: [profile('ana')], cursor: 'a' })
  const last = fetched('followers', { subject: profile('loom'), followers: [] }, 'a')
  const whole = await read(first + last)
  expect(whole.told[0]?.[0]).toMatchObject({ type: 'follow', snapshotTime: Date.parse(AT) })
  expect(whole.summary.coverage).toMatchObject([
    { direction: 'inbound', acts: ['follow'], account: { platformId: did('loom') }, from: Date.parse(AT) },
  ])
  expect(whole.summary.notes).toEqual([])
  const nobody = await read(fetched('following', { subject: profile('loom'), follows: [] }))
  expect(nobody).toMatchObject({ rows: [], summary: { coverage: [{ direction: 'outbound', acts: ['follow'] }] } })
  const bare = { subject: profile('loom'), follows: [profile('ana')] }
  for (const part of [first, fetched('following', bare, 'b'), JSON.stringify(bare)]) {
    const { summary } = await read(part)
    expect(summary.coverage).toMatchObject([{ direction: 'as_observed', account: null, acts: ['follow'] }])
    expect(summary.notes).toEqual([expect.stringContaining('does not show that the list of')])
  }
})

test('a fetched feed covers what its account did; a pinned post says nothing of the time since', async () => {
  const repost = { $type: 'app.bsky.feed.defs#reasonRepost', by: profile('loom'), indexedAt: '2024-01-05T00:00:00Z' }
  const old = { createdAt: '2023-01-01T00:00:00Z' }
  const { summary } = await read(
    fetched('statuses', {
      feed: [
        { post: view('loom', '0', old), reason: { $type: 'app.bsky.feed.defs#reasonPin' } },
        { post: view('loom', '1') },
        { post: view('ana', '2', old), reason: repost },
      ],
    }),
  )
  expect(summary.coverage).toMatchObject([
    { direction: 'as_observed', from: Date.parse('2023-01-01T00:00:00Z') },
    {
      direction: 'outbound',
      account: { platformId: did('loom') },
      acts: ['post', 'reply', 'mention', 'repost', 'quote'],
      text: true,
      from: Date.parse('2024-01-05T00:00:00Z'),
      to: Date.parse(AT),
    },
  ])
})

test('whether two accounts follow each other, and since when', async () => {
  const follow = (of: string) => uriOf(of, '3ldzfurmqxk23', 'app.bsky.graph.follow')
  const { told, acts, ignored } = await read({
    actor: did('loom'),
    relationships: [
      { did: did('ana'), following: follow('loom'), followedBy: follow('ana') },
      { did: did('ben'), followedBy: follow('ben') },
      { did: did('cai') },
    ],
  })
  expect(acts).toEqual(['loom follow ana', 'ana follow loom', 'ben follow loom'])
  const [first] = told[0] ?? []
  expect(first?.type === 'follow' && new Date(first.since ?? 0).toISOString().slice(0, 10)).toBe('2024-12-24')
  expect(ignored).toEqual(['neither of the two follows the other'])
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
  expect(reposts.told[0]?.[0]).toMatchObject({ kind: 'repost', time: null, parentId: uriOf('loom', '1') })
})

const noted = (reason: string, collection: string, of: object) => ({
  uri: uriOf('ana', 'k', collection),
  author: profile('ana'),
  reason,
  ...(reason === 'like' || reason === 'repost' ? { reasonSubject: uriOf('loom', '1') } : {}),
  record: { $type: collection, createdAt: AT, ...of },
  indexedAt: AT,
})

test('notifications: what others did, each with its date', async () => {
  const { acts, told, summary } = await read({
    notifications: [
      noted('follow', 'app.bsky.graph.follow', { subject: did('loom') }),
      noted('like', 'app.bsky.feed.like', { subject: { uri: uriOf('loom', '1') } }),
      noted('repost', 'app.bsky.feed.repost', { subject: { uri: uriOf('loom', '1') } }),
      noted('reply', 'app.bsky.feed.post', answers('loom', '1')),
    ],
  })
  expect(acts).toEqual(['ana follow loom', 'ana like loom', 'ana repost loom', 'ana reply loom'])
  expect(told[0]?.[0]).toMatchObject({ since: Date.parse(AT), snapshotTime: null })
  expect(summary.coverage).toMatchObject([
    { direction: 'inbound', acts: ['follow'], account: { platformId: did('loom') } },
    { direction: 'inbound', acts: ['like'] },
    { direction: 'inbound', acts: ['repost'] },
    { direction: 'inbound', acts: ['reply', 'mention', 'quote'], text: true, from: Date.parse(AT) },
  ])
})

test('notifications that do not tell whose they are cover what is seen in them', async () => {
  const mentions = { notifications: [noted('mention', 'app.bsky.feed.post', names('loom'))] }
  expect((await read(mentions)).summary.coverage).toMatchObject([{ direction: 'as_observed', account: null }])
  expect((await read(fetched('notifications', mentions))).summary.coverage).toMatchObject([
    { direction: 'inbound', account: { handle: 'loom.test' } },
  ])
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

test('whatever JSON stands in an answer, every item is one row and nothing but a refusal is thrown', async () => {
  const keys = [
    'post',
    'author',
    'record',
    'reply',
    'reason',
    'subject',
    'actor',
    'did',
    'uri',
    'embed',
    'value',
    'facets',
  ]
  const values = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(null, 1, '', 'x', did('ana'), uriOf('ana', '1'), AT, true),
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 5 }),
    ),
  })).value
  const lists = [
    'feed',
    'posts',
    'followers',
    'likes',
    'repostedBy',
    'notifications',
    'records',
    'relationships',
    'profiles',
  ]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...lists), fc.array(values, { maxLength: 4 }), async (list, items) => {
      const page = { subject: profile('loom'), actor: did('loom'), uri: uriOf('loom', '1'), cursor: 'x', [list]: items }
      const text = `${JSON.stringify({ likes: [], uri: uriOf('loom', '1') })}\n${JSON.stringify(page)}\n`
      const rows = items.filter((item) => typeof item === 'object' && item !== null && !Array.isArray(item)).length
      const told = await read(text).then(
        (each) => each.rows.length,
        (error: unknown) => (error instanceof EmptyExport ? 0 : error),
      )
      expect(told).toBe(rows)
    }),
    { numRuns: 300 },
  )
})
