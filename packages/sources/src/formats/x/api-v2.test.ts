import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportOf } from '../../exports.test-data.ts'
import { detectFormat } from '../../formats.ts'
import { toldBy } from './told.test-data.ts'

const tweet = (id: string, part: object = {}) => ({
  id,
  text: `tweet ${id} &amp; more`,
  author_id: '1',
  created_at: '2024-02-01T10:00:00.000Z',
  edit_history_tweet_ids: [id],
  lang: 'en',
  ...part,
})
const includes = {
  users: [
    {
      id: '1',
      username: 'loomgate',
      name: 'Loomgate',
      description: 'A museum',
      url: 'https://t.co/x',
      entities: { url: { urls: [{ expanded_url: 'https://loomgate.example' }] } },
    },
    { id: '2', username: 'ana', name: 'Ana' },
  ],
  tweets: [tweet('90', { author_id: '2', text: 'original' })],
}
const page = (data: unknown, more: object = {}) => ({ data, includes, meta: { result_count: 1 }, ...more })
const metrics = { retweet_count: 5, reply_count: 1, like_count: 7, quote_count: 0 }

test('a page of tweets with text, author, profile and counts as of when it was fetched', async () => {
  const { format, told, summary } = await toldBy(
    page([tweet('100', { public_metrics: metrics, conversation_id: '100' })], {
      __twarc: { retrieved_at: '2024-03-01T00:00:00+00:00' },
    }),
  )
  expect(format).toBe('x_api_v2')
  expect(told[0]).toMatchObject([
    {
      type: 'post',
      id: '100',
      text: 'tweet 100 & more',
      author: { platformId: '1', handle: 'loomgate' },
      kind: 'original',
      conversationId: '100',
    },
    { type: 'count', thing: 'reposts', value: 5, postId: '100', time: Date.parse('2024-03-01') },
    { thing: 'replies', value: 1 },
    { thing: 'likes', value: 7 },
    { thing: 'quotes', value: 0 },
    {
      type: 'account',
      displayName: 'Loomgate',
      description: 'A museum',
      website: 'https://loomgate.example',
    },
  ])
  expect(summary.coverage).toMatchObject([{ direction: 'as_observed', acts: ['post'], text: true }])
})

test('one act makes the right interactions', async () => {
  const refers = (type: string) => ({ referenced_tweets: [{ type, id: '90' }] })
  const { acts, told } = await toldBy(
    page([
      tweet('101', {
        ...refers('retweeted'),
        text: 'RT @ana: original',
        public_metrics: metrics,
        entities: { mentions: [{ username: 'ana' }] },
      }),
      tweet('102', {
        ...refers('replied_to'),
        in_reply_to_user_id: '2',
        entities: {
          mentions: [
            { id: '2', username: 'ana' },
            { id: '3', username: 'ben' },
          ],
        },
      }),
      tweet('103', refers('quoted')),
      tweet('104', {
        in_reply_to_user_id: '9',
        referenced_tweets: [
          { type: 'replied_to', id: '80' },
          { type: 'quoted', id: '90' },
        ],
      }),
    ]),
  )
  expect(acts).toEqual(['1 repost 2', '1 reply 2', '1 mention 3', '1 quote 2', '1 reply 9', '1 quote 2'])
  // What X counts on a retweet is the original's; the original is told once.
  expect(told[0]?.map(({ type }) => type)).toEqual(['post', 'post', 'account', 'account'])
  expect(told.flat().filter((record) => record.type === 'post' && record.id === '90')).toHaveLength(1)
})

test('where the original or its author is not in the answer, the text or the link still names it', async () => {
  const { acts } = await toldBy({
    data: [
      tweet('1', { text: 'RT @Cai: gone', referenced_tweets: [{ type: 'retweeted', id: '70' }] }),
      tweet('2', {
        referenced_tweets: [{ type: 'quoted', id: '71' }],
        entities: { urls: [{ expanded_url: 'https://x.com/dee/status/71' }] },
      }),
      tweet('3', { referenced_tweets: [{ type: 'quoted', id: '72' }] }),
    ],
    errors: [{ title: 'Not Found Error' }],
    meta: { result_count: 3 },
  })
  expect(acts).toEqual(['1 repost @Cai', '1 quote @dee'])
})

test('an edited tweet replaces its earlier forms; an earlier form replaces nothing', async () => {
  const forms = { edit_history_tweet_ids: ['100', '105'] }
  const { told } = await toldBy(page([tweet('105', forms), tweet('100', forms)]))
  expect(told[0]?.[0]).toMatchObject({ edit: { replaces: ['100'], time: Date.parse('2024-02-01T10:00:00Z') } })
  expect(told[1]?.[0]).not.toHaveProperty('edit')
})

test('pages one a line and flattened tweets give the same posts; a broken line is rejected with what it held', async () => {
  const retweet = tweet('101', { text: 'RT @ana: original', referenced_tweets: [{ type: 'retweeted', id: '90' }] })
  const paged = await toldBy(
    `${JSON.stringify(page([retweet]))}\n{"data": [\n${JSON.stringify(page([tweet('102')]))}\n`,
  )
  const [author, other] = includes.users
  const flat = [
    {
      ...retweet,
      author,
      referenced_tweets: [{ type: 'retweeted', ...tweet('90', { author_id: '2', text: 'original', author: other }) }],
    },
    { ...tweet('102'), author },
  ]
  const flattened = await toldBy(flat.map((each) => JSON.stringify(each)).join('\n'))
  expect(paged.rejected).toMatchObject([
    { place: { row: 2 }, problem: 'the line is no whole JSON', original: '{"data": [' },
  ])
  const posts = ({ told }: typeof paged) => told.flat().filter(({ type }) => type === 'post')
  expect(posts(flattened)).toEqual(posts(paged))
  expect(flattened.acts).toEqual(['1 repost 2'])
})

test('followers are follows where twarc noted the question, and profiles where it did not', async () => {
  const users = [{ id: '5', username: 'eve', name: 'Eve', public_metrics: { followers_count: 3 } }]
  const asked = (url: string) => ({
    data: users,
    meta: {},
    __twarc: { url, retrieved_at: '2024-03-01T00:00:00+00:00' },
  })
  const followers = await toldBy(asked('https://api.twitter.com/2/users/1/followers?max_results=1000'))
  expect(followers.told[0]).toMatchObject([
    {
      type: 'follow',
      follower: { platformId: '5' },
      followed: { platformId: '1' },
      snapshotTime: Date.parse('2024-03-01'),
    },
    { type: 'account' },
    { type: 'count', thing: 'followers', value: 3 },
  ])
  expect(followers.summary.coverage).toMatchObject([
    { direction: 'inbound', acts: ['follow'], account: { platformId: '1' } },
  ])
  const following = await toldBy(asked('https://api.twitter.com/2/users/1/following'))
  expect(following.told[0]?.[0]).toMatchObject({ follower: { platformId: '1' }, followed: { platformId: '5' } })
  const lone = await toldBy({ data: users, meta: {} })
  expect(lone.told[0]?.[0]).toMatchObject({ type: 'account' })
  expect(lone.summary.notes[0]).toContain('does not say who follows whom')
})

test('what is no tweet and no account is left out with a reason; a tweet without an author is rejected', async () => {
  expect((await toldBy({ data: [tweet('1'), null] })).ignored).toEqual(['neither a tweet nor an account'])
  expect((await toldBy({ data: [{ start: 'a', end: 'b', tweet_count: 3 }] })).ignored[0]).toContain('counts tweets')
  expect((await toldBy({ data: [{ id: '1', name: 'A list' }], meta: {} })).ignored[0]).toContain('a list of accounts')
  expect((await toldBy({ id: '1', action: 'delete', reason: 'deleted', created_at: 'x' })).ignored[0]).toContain(
    'took something away',
  )
  const { rejected } = await toldBy({ data: [{ id: '1', text: 'x' }] })
  expect(rejected).toMatchObject([
    { column: 'author_id', fix: expect.stringContaining('expansions=author_id') as string },
  ])
})

test('an author is told once a file, with what X counts of the account; a shortened address is no website', async () => {
  const author = { id: '1', username: 'loomgate', name: 'Loomgate', url: 'https://t.co/x' }
  const counted = { ...author, public_metrics: { followers_count: 30, following_count: 4, tweet_count: 2 } }
  const takenAt = Date.parse('2024-05-01')
  const { told } = await toldBy(
    { data: [tweet('1'), tweet('2')], includes: { users: [counted] } },
    { platform: null, takenAt },
  )
  const account = { platform: 'x', platformId: '1', handle: 'loomgate' }
  expect(told[0]?.slice(1)).toEqual([
    { type: 'account', account, displayName: 'Loomgate', description: null, exporter: false },
    { type: 'count', account, postId: null, thing: 'followers', value: 30, span: 'total', time: takenAt },
    { type: 'count', account, postId: null, thing: 'following', value: 4, span: 'total', time: takenAt },
    { type: 'count', account, postId: null, thing: 'posts', value: 2, span: 'total', time: takenAt },
  ])
  expect(told[1]).toHaveLength(1)
})

test('what X counts of a tweet that is passed on is told of the original', async () => {
  const original = tweet('90', { author_id: '2', public_metrics: metrics })
  const { told } = await toldBy({
    data: [tweet('101', { referenced_tweets: [{ type: 'retweeted', id: '90' }], public_metrics: metrics })],
    includes: { tweets: [original] },
  })
  const counts = told.flat().filter((record) => record.type === 'count')
  expect(counts.map(({ postId, thing, value }) => [postId, thing, value])).toEqual([
    ['90', 'reposts', 5],
    ['90', 'replies', 1],
    ['90', 'likes', 7],
    ['90', 'quotes', 0],
  ])
})

test('a tweet longer than tweets used to be is read whole, with whom only its end names', async () => {
  const { told } = await toldBy({
    data: [
      tweet('1', {
        text: 'The beginning of …',
        note_tweet: {
          text: 'The beginning of a long tale &amp; thanks @ana',
          entities: { mentions: [{ id: '2', username: 'ana' }] },
        },
      }),
    ],
  })
  expect(told[0]?.[0]).toMatchObject({
    text: 'The beginning of a long tale & thanks @ana',
    mentions: [{ platformId: '2' }],
  })
})

test('a mention by name alone is the account of that name in the answer, so that a reply is not a mention, too', async () => {
  const { acts } = await toldBy(
    page([
      tweet('1', {
        in_reply_to_user_id: '2',
        entities: { mentions: [{ username: 'ANA' }, { username: 'ben' }] },
      }),
    ]),
  )
  expect(acts).toEqual(['1 reply 2', '1 mention @ben'])
})

test('a list of followers is covered where its first page and its last are there, and else as observed', async () => {
  const asked = (query: string, meta: object) => ({
    data: [{ id: '5', username: 'eve', name: 'Eve' }],
    meta,
    __twarc: { url: `https://api.twitter.com/2/users/1/followers${query}` },
  })
  const lines = (...answers: object[]) => answers.map((answer) => `${JSON.stringify(answer)}\n`).join('')
  const first = asked('?max_results=1', { next_token: 'a' })
  const last = asked('?max_results=1&pagination_token=a', {})
  const directionOf = async (content: string) => (await toldBy(content)).summary.coverage[0]?.direction
  expect(await directionOf(lines(first, last))).toBe('inbound')
  expect(await directionOf(lines(first, first))).toBe('as_observed')
  expect(await directionOf(lines(last, last))).toBe('as_observed')
  expect((await toldBy(lines(first, first))).summary.notes).toEqual([
    'the list of who follows 1 is not whole: pages before or after these are missing',
  ])
})

test('pages on which nothing was found are no rows, wherever they stand', async () => {
  const empty = { meta: { result_count: 0 } }
  const gone = { errors: [{ type: 'https://api.twitter.com/2/problems/resource-not-found', title: 'Not Found Error' }] }
  const { format, rows } = await toldBy(
    [empty, gone, page([tweet('1')])].map((each) => JSON.stringify(each)).join('\n'),
  )
  expect([format, rows.length]).toEqual(['x_api_v2', 1])
  await expect(toldBy(empty)).rejects.toMatchObject({ name: 'EmptyExport' })
  await expect(toldBy(gone)).rejects.toMatchObject({ name: 'EmptyExport' })
})

test.each([
  ['comments from Meta’s API', { data: [{ id: '17', text: 'x' }], paging: { cursors: {} } }],
  ['posts whose ids are no numbers', { data: [{ id: 'a1', text: 'x' }] }],
  ['texts with other keys beside them', { data: [{ id: '17', text: 'x', timestamp: '2024-01-01' }] }],
  ['named things with other keys beside them', { data: [{ id: '17', name: 'x', price: 3 }] }],
  ['an error of another API', { errors: [{ message: 'no' }] }],
  ['an account on its own', { id: '1', username: 'ana', name: 'Ana' }],
  ['an empty list', { data: [] }],
])('%s are not taken for answers of this API', async (_, content) => {
  const exported = exportOf({ 'file.json': JSON.stringify(content) })
  await expect(detectFormat(exported)).rejects.toMatchObject({ name: 'UnknownFormat' })
})

test('whatever a field holds, its tweet is one row and the next tweet is read', async () => {
  const full = tweet('100', {
    conversation_id: '100',
    in_reply_to_user_id: '2',
    referenced_tweets: [{ type: 'replied_to', id: '90' }],
    entities: { mentions: [{ username: 'ana' }], urls: [{ expanded_url: 'https://x.com/ana/status/90' }] },
    public_metrics: metrics,
    note_tweet: { text: 'x', entities: {} },
  })
  const keys = Object.keys(full).filter((key) => key !== 'id')
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...keys), fc.jsonValue(), fc.jsonValue(), async (key, value, included) => {
      const { rows } = await toldBy({
        data: [tweet('99'), { ...full, [key]: value }, tweet('101')],
        includes: { users: [included, ...includes.users], tweets: included },
      })
      expect(rows).toHaveLength(3)
      expect([rows[0]?.outcome, rows[2]?.outcome]).toEqual(['record', 'record'])
    }),
    { seed: 2024, numRuns: 200 },
  )
})
