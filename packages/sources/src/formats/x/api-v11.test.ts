import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toldBy } from './told.test-data.ts'

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

test('statuses in any layout; ids above 2^53 written as numbers keep their digits', async () => {
  const big =
    '{"created_at":"Wed Feb 07 10:00:00 +0000 2018","id":961206718243180545,"full_text":"a &lt;b&gt;","user":{"id":1,"screen_name":"loomgate"}}'
  for (const text of [`[${big}]`, `${big}\n${big}\n`, big, `{"statuses":[${big}],"search_metadata":{}}`]) {
    const { format, told } = await toldBy(text)
    expect(format).toBe('x_api_v11')
    expect(told[0]?.[0]).toMatchObject({
      id: '961206718243180545',
      text: 'a <b>',
      author: { platformId: '1', handle: 'loomgate' },
    })
  }
})

test('retweets, quotes, replies, and mentions that a library lifted out of their entities', async () => {
  const inner = JSON.parse(status('50', { user: user(2, 'ana') })) as object
  const { acts, told } = await toldBy(
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
    { type: 'account', account: { handle: 'loomgate' } },
    { type: 'count', thing: 'followers', value: 9 },
    { type: 'account', account: { handle: 'ana' } },
    { type: 'count', thing: 'followers', value: 9 },
  ])
})

test('pages of users and of ids are accounts; whose they follow is not said', async () => {
  const users = await toldBy({ users: [user(7, 'fay')], next_cursor: 0, next_cursor_str: '0' })
  expect(users.told[0]).toMatchObject([
    { type: 'account', account: { platformId: '7', handle: 'fay' } },
    { thing: 'followers', value: 9 },
  ])
  const ids = await toldBy('{"ids":[1234567890123456789, 5],"next_cursor":0}')
  expect(ids.told).toMatchObject([
    [{ account: { platformId: '1234567890123456789' } }],
    [{ account: { platformId: '5' } }],
  ])
})

test('a status without an author or a time is rejected, what it passes on may be broken', async () => {
  const { rejected, told } = await toldBy(
    `[${status('1', { retweeted_status: { id_str: '2', user: {} } })},${status('3', { user: {} })},${status('4', { created_at: 'soon' })}]`,
  )
  expect(told).toHaveLength(1)
  expect(rejected.map(({ column }) => column)).toEqual(['user', 'created_at'])
})

test('what a stream cut off is read from where it put the rest', async () => {
  const { told, acts } = await toldBy(
    `[${status('1', {
      text: 'The beginning of … ',
      truncated: true,
      entities: { user_mentions: [] },
      extended_tweet: {
        full_text: 'The beginning of a long tale by @ana',
        entities: { user_mentions: [{ id: 2, screen_name: 'ana' }] },
      },
    })}]`,
  )
  expect(told[0]?.[0]).toMatchObject({ text: 'The beginning of a long tale by @ana' })
  expect(acts).toEqual(['1 mention 2'])
})

test('a quoted tweet that is gone is quoted still; a reply that quotes does both', async () => {
  const urls = [{ expanded_url: 'https://twitter.com/dee/status/50' }]
  const inner = JSON.parse(status('50', { user: user(2, 'ana') })) as object
  const { told, acts } = await toldBy(
    `[${[
      status('60', { quoted_status_id_str: '50' }),
      status('61', { quoted_status_id: 50, urls }),
      status('62', { in_reply_to_user_id: 3, quoted_status_id: 50, quoted_status: inner }),
      status('63', { in_reply_to_user_id: 3, urls }),
    ].join(',')}]`,
  )
  expect(told[0]?.[0]).toMatchObject({ kind: 'quote', parentId: '50', parentAuthor: null })
  expect(acts).toEqual(['1 quote @dee', '1 reply 3', '1 quote 2', '1 reply 3', '1 quote @dee'])
})

test('numbers of tweets and accounts are as of when the file was taken, where that is said', async () => {
  const takenAt = Date.parse('2018-03-01')
  const lines = [status('1', { retweet_count: 3, favorite_count: 0 }), status('2', {})].join('\n')
  const { told } = await toldBy(lines, { platform: null, takenAt })
  const counts = told.flat().flatMap((record) => (record.type === 'count' ? [record] : []))
  expect(counts.map(({ postId, thing, value, time }) => [postId, thing, value, time])).toEqual([
    ['1', 'reposts', 3, takenAt],
    ['1', 'likes', 0, takenAt],
    [null, 'followers', 9, takenAt],
  ])
})

test('a stream tells which tweets are gone', async () => {
  const gone = { status: { id: 50, id_str: '50', user_id: 1 }, timestamp_ms: '1517997600000' }
  const { format, told, ignored } = await toldBy(
    [JSON.stringify({ delete: gone }), status('1'), '{"limit":{"track":3}}', '{"delete":{"status":{}}}'].join('\n'),
  )
  expect(format).toBe('x_api_v11')
  expect(told[0]).toEqual([{ type: 'deletion', platform: 'x', postId: '50', time: Date.parse('2018-02-07T10:00:00Z') }])
  expect(ignored).toEqual(['neither a tweet nor an account', 'says that a tweet is gone, not which'])
})

test('an empty page is this API’s, and holds nothing', async () => {
  await expect(toldBy({ lists: [], next_cursor: 0, next_cursor_str: '0' })).rejects.toMatchObject({
    name: 'EmptyExport',
  })
})

test('whatever a field holds, its status is one row and the next status is read', async () => {
  const full = JSON.parse(
    status('100', {
      in_reply_to_user_id: 2,
      in_reply_to_status_id: 90,
      quoted_status: JSON.parse(status('50')) as object,
      retweeted_status: JSON.parse(status('51')) as object,
      extended_tweet: { full_text: 'x', entities: {} },
      entities: { urls: [{ expanded_url: 'https://x.com/ana/status/90' }], user_mentions: [{ screen_name: 'ana' }] },
    }),
  ) as object
  const keys = Object.keys(full).filter((key) => key !== 'id_str')
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...keys), fc.jsonValue(), async (key, value) => {
      const { rows } = await toldBy([
        JSON.parse(status('99')) as object,
        { ...full, [key]: value },
        JSON.parse(status('101')) as object,
      ])
      expect(rows).toHaveLength(3)
      expect([rows[0]?.outcome, rows[2]?.outcome]).toEqual(['record', 'record'])
    }),
    { seed: 2024, numRuns: 200 },
  )
})
