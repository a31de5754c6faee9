import { interactionsOfPost } from '@weft/model/interaction'
import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from '../../exports.test-data.ts'
import { type ReadOptions, type RecordRow, recordsOf } from '../../format.ts'
import { detectFormat } from '../../formats.ts'

async function read(files: Record<string, unknown>, options: ReadOptions = { platform: null }) {
  const exported = exportOf(
    Object.fromEntries(
      Object.entries(files).map(([path, value]) => [path, typeof value === 'string' ? value : JSON.stringify(value)]),
    ),
  )
  const format = await detectFormat(exported)
  const { rows, summary } = await readExport(format, exported, options)
  const told = rows.filter((row): row is RecordRow => row.outcome === 'record').flatMap(recordsOf)
  const acts = told.flatMap((record) =>
    record.type === 'post'
      ? interactionsOfPost(record).map(({ kind, target }) => `${record.author.handle} ${kind} ${target.handle}`)
      : [],
  )
  const ignored = rows.flatMap((row) => (row.outcome === 'ignored' ? [row.reason] : []))
  return { format: format.id, told, acts, ignored, summary, rejected: rejectedOf(rows) }
}

const LOOMGATE: ReadOptions = { platform: null, account: { platform: 'reddit', platformId: null, handle: 'loomgate' } }

const AT = '2023-01-15 12:34:56 UTC,10.1.2.3,weaving,0'
const COMMENTS = [
  'id,permalink,date,ip,subreddit,gildings,link,parent,body,media',
  `abc,https://www.reddit.com/r/weaving/comments/xyz/t/abc/,${AT},https://x,def,"Thanks u/ben_weaver,\nand u/cai-dyer",`,
  `abd,https://www.reddit.com/r/weaving/comments/xyz/t/abd/,${AT},https://x,t1_deg,hello,`,
  `abe,https://www.reddit.com/r/weaving/comments/xyz/t/abe/,${AT},https://x,t3_xyz,hello,`,
  `abf,https://www.reddit.com/r/weaving/comments/xyz/t/abf/,${AT},https://x,,hello,`,
  '',
].join('\n')
const POSTS = `id,permalink,date,ip,subreddit,gildings,title,url,body\nxyz,/r/weaving/comments/xyz/,${AT},Looms,,Which?\n`
const STATISTICS = 'statistic,value\naccount name,loomgate\nemail address,loom@secret.example\n'
const MESSAGES = `id,permalink,thread_id,date,ip,from,to,subject,body\nm1,https://x,,${AT},loomgate,ben,secret plan,words\n`
const CHATS =
  'message_id,created_at,updated_at,username,message,thread_parent_message_id,channel_url,subreddit,channel_name,conversation_type\n' +
  '1,2023-01-15 12:34:56 UTC,,ben,secret plan,,u,,n,direct\n'

test('a data request: posts and comments of the account that its statistics name, and nothing private', async () => {
  const { format, told, acts, summary } = await read({
    'comments_1.csv': COMMENTS,
    'comments_2.csv': COMMENTS.replaceAll('ab', 'cd'),
    'posts.csv': POSTS,
    'statistics.csv': STATISTICS,
    'messages.csv': MESSAGES,
    'chat_history.csv': CHATS,
    'friends.csv': 'username,note\nben,\n',
  })
  expect(format).toBe('reddit_export')
  expect(told).toHaveLength(9)
  expect(acts.slice(0, 2)).toEqual(['loomgate mention ben_weaver', 'loomgate mention cai-dyer'])
  expect(told.at(-1)).toMatchObject({ id: 't3_xyz', kind: 'original', text: 'Looms\n\nWhich?' })
  expect(summary.owner).toMatchObject({ account: { handle: 'loomgate' }, exporter: true })
  expect(summary.coverage[0]).toMatchObject({ direction: 'outbound', acts: ['mention', 'post'] })
  expect(summary.notes.at(-1)).toMatch(/^4 other files not read/)
  expect(JSON.stringify([told, summary])).not.toMatch(/secret|10\.1\.2\.3/)
})

test('what a comment answers is another comment or the post that it stands under', async () => {
  const { told } = await read({ 'comments.csv': COMMENTS }, LOOMGATE)
  expect(told.map((post) => (post.type === 'post' ? post.parentId : null))).toEqual([
    't1_def',
    't1_deg',
    't3_xyz',
    't3_xyz',
  ])
  expect(told[0]).toMatchObject({
    id: 't1_abc',
    conversationId: 't3_xyz',
    time: Date.parse('2023-01-15T12:34:56Z'),
    parentAuthor: null,
  })
})

test('one table alone needs to be told whose it is; rows without an id or a date are rejected', async () => {
  await expect(read({ 'comments.csv': COMMENTS })).rejects.toMatchObject({ name: 'AccountNeeded' })
  const other: ReadOptions = { platform: null, account: { platform: 'x', platformId: null, handle: 'loomgate' } }
  await expect(read({ 'comments.csv': COMMENTS }, other)).rejects.toMatchObject({ name: 'AccountNeeded' })
  const broken = COMMENTS.replace('\nabd', '\n1.2E+09').replace(/\nabe/, '\n').replace('2023-01-15 12', 'soon 12')
  const { rejected } = await read({ 'comments.csv': broken }, LOOMGATE)
  expect(rejected.map(({ column }) => column)).toEqual(['date', 'id', 'id'])
})

test('private messages and chats are refused wherever they lie, not taken for acts', async () => {
  for (const text of [MESSAGES, CHATS, MESSAGES.replaceAll(/,subject,body|,secret plan,words/g, '')]) {
    await expect(read({ 'table.csv': text })).rejects.toMatchObject({ name: 'NotData' })
  }
})

test('a folder with a table called comments is no data request without what Reddit puts beside it', async () => {
  await expect(read({ 'comments.csv': COMMENTS, 'notes.txt': 'x' })).rejects.toMatchObject({ name: 'UnknownFormat' })
})

const thing = (id: string, author: string, part: object = {}) => ({
  id,
  name: `t1_${id}`,
  author,
  created_utc: 1_700_000_000,
  body: `comment ${id} &amp; more`,
  permalink: `/r/weaving/comments/p1/_/${id}/`,
  ...part,
})
const listing = (...data: object[]) => ({
  kind: 'Listing',
  data: { children: data.map((each) => ({ kind: 't1', data: each })) },
})

test('a thread with answers below answers', async () => {
  const post = { id: 'p1', author: 'ana', created_utc: 1_700_000_000.5, title: 'Looms', selftext: '[removed]' }
  const comment = thing('c1', 'ben', {
    parent_id: 't3_p1',
    link_id: 't3_p1',
    replies: listing(thing('c2', 'cai', { parent_id: 't1_c1', link_id: 't3_p1' })),
    edited: 1_700_000_600,
  })
  const { format, acts, told } = await read({
    'thread.json': [listing(post), listing(comment, { count: 3, children: [] })],
  })
  expect(format).toBe('reddit_api')
  expect(acts).toEqual(['ben reply ana', 'cai reply ben'])
  expect(told).toMatchObject([
    { text: 'Looms', time: 1_700_000_000_500, conversationId: 't3_p1' },
    {
      text: 'comment c1 & more',
      edit: { time: 1_700_000_600_000 },
      url: 'https://www.reddit.com/r/weaving/comments/p1/_/c1/',
    },
    { id: 't1_c2' },
  ])
})

test('an account’s newest comments first: the one that is answered may come later, or be the post’s own author', async () => {
  const { acts } = await read({
    'comments.json': listing(
      thing('c2', 'cai', { parent_id: 't1_c1', link_id: 't3_p1', link_author: 'ana' }),
      thing('c1', 'ben', { parent_id: 't3_p1', link_id: 't3_p1', link_author: 'ana' }),
      thing('c0', 'ben', { parent_id: 't3_p2', link_id: 't3_p2', link_author: '[deleted]' }),
    ),
  })
  expect(acts).toEqual(['cai reply ben', 'ben reply ana'])
})

test('a crosspost quotes what it shows', async () => {
  const shown = { id: 'p1', author: 'ana', author_fullname: 't2_a', created_utc: 1_700_000_000, title: 'Looms' }
  const post = {
    ...shown,
    id: 'p2',
    author: 'ben',
    author_fullname: 't2_b',
    crosspost_parent: 't3_p1',
    crosspost_parent_list: [shown],
  }
  const { acts, told } = await read({ 'posts.json': listing(post) })
  expect(acts).toEqual(['ben quote ana'])
  expect(told[0]).toMatchObject({ kind: 'quote', parentId: 't3_p1', parentAuthor: { platformId: 't2_a' } })
})

test('what its author deleted is gone; what only lost its author is left out', async () => {
  const { told, ignored } = await read({
    'thread.json': listing(
      thing('c1', '[deleted]', { body: '[deleted]' }),
      { id: 'p1', author: '[deleted]', created_utc: 1, title: 'Looms', selftext: '[deleted]' },
      thing('c2', '[deleted]'),
    ),
  })
  expect(told).toEqual([
    { type: 'deletion', platform: 'reddit', postId: 't1_c1', time: null },
    { type: 'deletion', platform: 'reddit', postId: 't3_p1', time: null },
  ])
  expect(ignored).toEqual(['its author is gone'])
})

test('a dump with one thing a line, seconds as text, and a line that is cut off', async () => {
  const lines = [
    thing('d1', 'ana', { created_utc: '1700000000' }),
    thing('d2', 'ben', { parent_id: 't1_d1' }),
    thing('d3', 'cai', { created_utc: 'soon' }),
    { author: 'cai', created_utc: 1, body: 'x', id: null },
  ]
  const { acts, rejected } = await read({
    'dump.ndjson': `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{"id`,
  })
  expect(acts).toEqual(['ben reply ana'])
  expect(rejected.map(({ column }) => column)).toEqual(['created_utc', 'id', null])
})
