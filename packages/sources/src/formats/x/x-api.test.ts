import { interactionsOfPost } from '@weft/model/interaction'
import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from '../../exports.test-data.ts'
import { type RecordRow, recordsOf } from '../../format.ts'
import { detectFormat } from '../../formats.ts'
import { timeOfSnowflake } from './snowflake.ts'

async function read(content: unknown, name = 'answers.json') {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const exported = exportOf({ [name]: text })
  const format = await detectFormat(exported)
  const { rows, summary } = await readExport(format, exported)
  const told = rows.filter((row): row is RecordRow => row.outcome === 'record').map(recordsOf)
  const acts = told
    .flat()
    .flatMap((record) =>
      record.type === 'post' ? interactionsOfPost(record) : record.type === 'interaction' ? [record] : [],
    )
    .map(({ actor, kind, target }) => `${actor.platformId} ${kind} ${target.platformId ?? `@${target.handle}`}`)
  const ignored = rows.flatMap((row) => (row.outcome === 'ignored' ? [row.reason] : []))
  return { format: format.id, rows, told, acts, ignored, summary, rejected: rejectedOf(rows) }
}

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

test('v2: a page of tweets with text, author, profile and counts as of when it was fetched', async () => {
  const { format, told, summary } = await read(
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
    { type: 'account', displayName: 'Loomgate', description: 'A museum', website: 'https://loomgate.example' },
  ])
  expect(summary.coverage).toMatchObject([{ direction: 'as_observed', acts: ['post'], text: true }])
})

test('v2: one act makes the right interactions', async () => {
  const refers = (type: string) => ({ referenced_tweets: [{ type, id: '90' }] })
  const { acts, told } = await read(
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

test('v2: where the original or its author is not in the answer, the text or the link still names it', async () => {
  const { acts } = await read({
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

test('v2: an edited tweet replaces its earlier forms; an earlier form replaces nothing', async () => {
  const forms = { edit_history_tweet_ids: ['100', '105'] }
  const { told } = await read(page([tweet('105', forms), tweet('100', forms)]))
  expect(told[0]?.[0]).toMatchObject({ edit: { replaces: ['100'], time: Date.parse('2024-02-01T10:00:00Z') } })
  expect(told[1]?.[0]).not.toHaveProperty('edit')
})

test('v2: pages one a line and flattened tweets give the same posts; a broken line is rejected with what it held', async () => {
  const retweet = tweet('101', { text: 'RT @ana: original', referenced_tweets: [{ type: 'retweeted', id: '90' }] })
  const paged = await read(
    `${JSON.stringify(page([retweet]))}\n{"data": [\n${JSON.stringify(page([tweet('102')]))}\n`,
    'a.jsonl',
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
  const flattened = await read(flat.map((each) => JSON.stringify(each)).join('\n'), 'b.jsonl')
  expect(paged.rejected).toMatchObject([
    { place: { row: 2 }, problem: 'the line is no whole JSON', original: '{"data": [' },
  ])
  const posts = ({ told }: typeof paged) => told.flat().filter(({ type }) => type === 'post')
  expect(posts(flattened)).toEqual(posts(paged))
  expect(flattened.acts).toEqual(['1 repost 2'])
})

test('v2: followers are follows where twarc noted the question, and profiles where it did not', async () => {
  const users = [{ id: '5', username: 'eve', name: 'Eve', public_metrics: { followers_count: 3 } }]
  const asked = (url: string) => ({
    data: users,
    meta: {},
    __twarc: { url, retrieved_at: '2024-03-01T00:00:00+00:00' },
  })
  const followers = await read(asked('https://api.twitter.com/2/users/1/followers?max_results=1000'))
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
  const following = await read(asked('https://api.twitter.com/2/users/1/following'))
  expect(following.told[0]?.[0]).toMatchObject({ follower: { platformId: '1' }, followed: { platformId: '5' } })
  const lone = await read({ data: users, meta: {} })
  expect(lone.told[0]?.[0]).toMatchObject({ type: 'account' })
  expect(lone.summary.notes[0]).toContain('does not say who follows whom')
})

test('v2: what is no tweet and no account is left out with a reason; a tweet without an author is rejected', async () => {
  expect((await read({ data: [{ start: 'a', end: 'b', tweet_count: 3 }] })).ignored[0]).toContain('counts tweets')
  expect((await read({ data: [{ id: '1', name: 'A list' }], meta: {} })).ignored[0]).toContain('a list of accounts')
  expect((await read({ id: '1', action: 'delete', reason: 'deleted', created_at: 'x' })).ignored[0]).toContain(
    'took something away',
  )
  const { rejected } = await read({ data: [{ id: '1', text: 'x' }] })
  expect(rejected).toMatchObject([
    { column: 'author_id', fix: expect.stringContaining('expansions=author_id') as string },
  ])
})

const user = (id: number, name: string) => ({
  id,
  id_str: String(id),
  screen_name: name,
  name,
  followers_count: 9,
  created_at: 'x',
})
const status = (id: string, part: object = {}) =>
  JSON.stringify({
    created_at: 'Wed Feb 07 10:00:00 +0000 2018',
    id_str: id,
    text: `status ${id}`,
    user: user(1, 'loomgate'),
    ...part,
  })

test('v1.1: statuses in any layout; ids above 2^53 written as numbers keep their digits', async () => {
  const big =
    '{"created_at":"Wed Feb 07 10:00:00 +0000 2018","id":961206718243180545,"full_text":"a &lt;b&gt;","user":{"id":1,"screen_name":"loomgate"}}'
  for (const text of [`[${big}]`, `${big}\n${big}\n`, big, `{"statuses":[${big}],"search_metadata":{}}`]) {
    const { format, told } = await read(text)
    expect(format).toBe('x_api_v11')
    expect(told[0]?.[0]).toMatchObject({
      id: '961206718243180545',
      text: 'a <b>',
      author: { platformId: '1', handle: 'loomgate' },
    })
  }
})

test('v1.1: retweets, quotes, replies, and mentions that a library lifted out of their entities', async () => {
  const inner = JSON.parse(status('50', { user: user(2, 'ana') })) as object
  const { acts, told } = await read(
    `[${[
      status('60', { retweeted_status: inner, user_mentions: [{ id: 2, screen_name: 'ana' }] }),
      status('61', { quoted_status: inner }),
      status('62', {
        in_reply_to_status_id: 49,
        in_reply_to_user_id: 3,
        in_reply_to_screen_name: 'ben',
        user_mentions: [
          { id: 3, screen_name: 'ben' },
          { id: 4, screen_name: 'cai' },
        ],
      }),
      status('63', { text: 'RT @dee: cut off', favorite_count: 2 }),
    ].join(',')}]`,
  )
  expect(acts).toEqual(['1 repost 2', '1 quote 2', '1 reply 3', '1 mention 4', '1 repost @dee'])
  expect(told[0]).toMatchObject([
    { id: '60' },
    { id: '50', author: { platformId: '2' } },
    { type: 'account' },
    { type: 'account' },
  ])
})

test('v1.1: pages of users and of ids are accounts; whose they follow is not said', async () => {
  const users = await read({ users: [user(7, 'fay')], next_cursor: 0, next_cursor_str: '0' })
  expect(users.told[0]).toMatchObject([
    { type: 'account', account: { platformId: '7', handle: 'fay' } },
    { thing: 'followers', value: 9 },
  ])
  const ids = await read('{"ids":[1234567890123456789, 5],"next_cursor":0}')
  expect(ids.told).toMatchObject([
    [{ account: { platformId: '1234567890123456789' } }],
    [{ account: { platformId: '5' } }],
  ])
})

test('v1.1: a status without an author or a time is rejected, what it passes on may be broken', async () => {
  const { rejected, told } = await read(
    `[${status('1', { retweeted_status: { id_str: '2', user: {} } })},${status('3', { user: {} })},${status('4', { created_at: 'soon' })}]`,
  )
  expect(told).toHaveLength(1)
  expect(rejected.map(({ column }) => column)).toEqual(['user', 'created_at'])
})

test('an id tells its time, if it was issued since they do', () => {
  expect(new Date(timeOfSnowflake('1380242611781386245') ?? 0).toISOString().slice(0, 19)).toBe('2021-04-08T19:34:16')
  expect(timeOfSnowflake('29700859247')).toBeNull()
  expect(timeOfSnowflake('20')).toBeNull()
  expect(timeOfSnowflake('x')).toBeNull()
})

test('support conversations: each turn answers who spoke before, the account’s last answer closes them; one row each', async () => {
  const dialog = {
    dialogHeader: { company: 'LoomHelp', sessionID: 's1' },
    dialogContent: [
      {
        client: 'ana',
        datetime: '2020-04-01T17:31:32.000Z',
        message: '@LoomHelp it broke',
        tweet_ID: '1245403438755852288',
      },
      { client1: 'ben', datetime: '2020-04-01T17:41:32.000Z', message: 'mine too', tweet_ID: '1245403438755852289' },
    ],
    agentURL: { tweet_ID: '1245425308704149506', url_utterance: 'See here' },
  }
  const { format, told } = await read([dialog, { ...dialog, dialogHeader: {} }])
  expect(format).toBe('x_support_dialogs')
  expect(told).toMatchObject([
    [
      { author: { handle: 'ana' }, parentAuthor: { handle: 'LoomHelp' } },
      { author: { handle: 'ben' }, parentAuthor: { handle: 'ana' }, parentId: '1245403438755852288' },
      { author: { handle: 'LoomHelp' }, parentAuthor: { handle: 'ben' }, time: expect.any(Number) as number },
    ],
  ])
})
