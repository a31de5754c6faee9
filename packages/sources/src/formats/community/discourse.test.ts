import { interactionsOfPost } from '@weft/model/interaction'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from '../../exports.test-data.ts'
import { type ReadOptions, type RecordRow, recordsOf } from '../../format.ts'
import { detectFormat } from '../../formats.ts'
import { mentionedInCooked } from './discourse-post.ts'

async function read(files: Record<string, unknown>, options: ReadOptions = { platform: null }) {
  const exported = exportOf(
    Object.fromEntries(
      Object.entries(files).map(([path, value]) => [path, typeof value === 'string' ? value : JSON.stringify(value)]),
    ),
  )
  const format = await detectFormat(exported)
  const { rows, summary } = await readExport(format, exported, options)
  const told = rows.filter((row): row is RecordRow => row.outcome === 'record').map(recordsOf)
  const acts = told
    .flat()
    .flatMap((record) =>
      record.type === 'post'
        ? interactionsOfPost(record).map(({ kind, target }) => `${record.author.handle} ${kind} ${target.handle}`)
        : [],
    )
  const ignored = rows.flatMap((row) => (row.outcome === 'ignored' ? [row.reason] : []))
  return { format: format.id, rows, told, acts, ignored, summary, rejected: rejectedOf(rows) }
}

const OURS: ReadOptions = {
  platform: null,
  account: { platform: 'discourse', platformId: null, handle: 'loomgate' },
  takenAt: Date.parse('2024-03-01'),
}

const said = (number: number, username: string, part: object = {}) => ({
  id: 100 + number,
  username,
  name: username.toUpperCase(),
  created_at: '2024-02-01T10:00:00.000Z',
  cooked: `<p>post ${number}</p>`,
  post_number: number,
  post_type: 1,
  topic_id: 7,
  ...part,
})

const topic = (posts: object[], part: object = {}) => ({ id: 7, title: 'Looms', post_stream: { posts }, ...part })

test('a topic; a post that answers none in particular answers whoever opened it', async () => {
  const { format, acts, told, ignored, rejected, summary } = await read(
    {
      'topic.json': {
        id: 7,
        post_stream: {
          posts: [
            said(1, 'ana', { actions_summary: [{ id: 2, count: 4 }], reply_count: 2 }),
            said(2, 'ben'),
            said(3, 'cai', {
              reply_to_post_number: 2,
              cooked:
                '<p><a class="mention" href="/u/dee">@dee</a> <a class="mention-group" href="/g/staff">@staff</a> yes, or mail a@b.example</p>',
            }),
            said(4, 'system', { post_type: 3 }),
            said(5, 'eve', { created_at: 'soon' }),
            said(6, 'ana', { version: 2, updated_at: '2024-02-02T10:00:00.000Z', reply_to_post_number: 99 }),
          ],
          stream: [101, 102, 103, 104, 105, 106, 107],
        },
      },
    },
    OURS,
  )
  expect(format).toBe('discourse_api')
  expect(acts).toEqual(['ben reply ana', 'cai reply ben', 'cai mention dee'])
  expect(told[0]).toMatchObject([
    { id: 't/7/1', kind: 'original', text: 'post 1', conversationId: 't/7', parentId: null },
    { thing: 'likes', value: 4, postId: 't/7/1', time: Date.parse('2024-03-01') },
    { thing: 'replies', value: 2 },
    { type: 'account', displayName: 'ANA' },
  ])
  expect(told[1]?.[0]).toMatchObject({ parentId: 't/7/1' })
  expect(told[3]).toMatchObject([{ parentId: 't/7/99', edit: { time: Date.parse('2024-02-02T10:00:00Z') } }])
  expect(told[3]).toHaveLength(1)
  expect(ignored).toEqual(['a notice of the forum'])
  expect(rejected).toMatchObject([{ column: 'created_at', value: 'soon' }])
  expect(summary.notes).toEqual(['1 topic is not whole in the file: 1 posts are missing'])
  expect(summary.coverage).toMatchObject([{ direction: 'as_observed', acts: ['mention', 'post', 'reply'] }])
})

test('many topics, one a line, and the newest posts of a forum; notes do not grow with them', async () => {
  const cut = { ...topic([said(1, 'ana')]), post_stream: { posts: [said(1, 'ana')], stream: [1, 2, 3] } }
  const latest = {
    latest_posts: [said(9, 'cai', { topic_id: 8, reply_to_user: { username: 'dee' }, reply_to_post_number: 3 })],
  }
  const { acts, rows, summary, rejected } = await read({
    'all.ndjson': [cut, cut, latest].map((value) => JSON.stringify(value)).join('\n') + '\n{"post_str',
  })
  expect(acts).toEqual(['cai reply dee'])
  expect(rows).toHaveLength(4)
  expect(rejected).toMatchObject([{ problem: 'the line is no whole JSON' }])
  expect(summary.notes).toEqual(['2 topics are not whole in the file: 4 posts are missing'])
  expect((await read({ 'posts.json': latest })).format).toBe('discourse_api')
})

test('private messages and whispers are nobody’s business, hidden posts have no text, deleted ones are gone', async () => {
  const secret = await read({ 'pm.json': topic([said(1, 'ana')], { archetype: 'private_message' }) })
  expect(secret).toMatchObject({ told: [], ignored: ['a private message'] })
  const { told, ignored } = await read({
    'topic.json': topic([
      said(1, 'ana', { cooked_hidden: true }),
      said(2, 'ben', { post_type: 4 }),
      said(3, 'ben', { user_deleted: true }),
      said(4, 'ben', { deleted_at: '2024-02-03T00:00:00Z' }),
    ]),
  })
  expect(ignored).toEqual(['a whisper: staff alone can read it'])
  expect(told.map(([first]) => first)).toMatchObject([
    { type: 'post', text: null },
    { type: 'deletion', postId: 't/7/3', time: null },
    { type: 'deletion', postId: 't/7/4', time: Date.parse('2024-02-03') },
  ])
})

test.each([
  ['<p>plain</p>', []],
  ['<p><a class="mention" href="/u/dee">@Dee</a> and <a class="mention" href="/u/eve">@eve</a></p>', ['Dee', 'eve']],
  ['<pre><code>@Override mention</code></pre>', []],
  [
    '<aside class="quote" data-username="ben" data-post="2"><blockquote><a class="mention" href="/u/x">@x</a></blockquote></aside><p><a class="mention">@dee</a></p>',
    ['ben', 'dee'],
  ],
  ['<a class="mention">never closed', []],
  ['<a class="mention">@</a>', []],
])('whom %j names: %j', (cooked, names) => {
  expect(mentionedInCooked(cooked).map(({ handle }) => handle)).toEqual(names)
})

const HEADER = 'topic_title,categories,is_pm,post_raw,post_cooked,like_count,reply_count,url,created_at\n'
const row = (part: { categories?: string; isPm?: string; url?: string; cooked?: string } = {}) => {
  const { categories = 'weaving', isPm = 'No', url = 'https://f.example/t/looms/7/1', cooked = '<p>Hello</p>' } = part
  return `Looms,${categories},${isPm},raw,"${cooked}",1,0,${url},2024-02-01 10:00:00 UTC\n`
}

test('archive: one’s own posts, as posts and replies that have the same ids in topics', async () => {
  const quoting = '<aside class=""quote"" data-username=""ben""><blockquote>his</blockquote></aside><p>mine</p>'
  const { format, told, acts, rejected, summary } = await read(
    {
      'user_archive.csv':
        HEADER + row() + row({ url: 'https://f.example/t/looms/7/12', cooked: quoting }) + row({ url: 'soon' }),
    },
    OURS,
  )
  expect(format).toBe('discourse_archive')
  expect(told).toMatchObject([
    [
      { id: 't/7/1', kind: 'original', text: 'Hello', author: { handle: 'loomgate' }, conversationId: 't/7' },
      { thing: 'likes', value: 1, time: Date.parse('2024-03-01') },
      { thing: 'replies', value: 0 },
    ],
    [{ id: 't/7/12', kind: 'reply', parentAuthor: null, text: 'mine' }, {}, {}],
  ])
  expect(acts).toEqual(['loomgate mention ben'])
  expect(rejected).toMatchObject([{ column: 'url', value: 'soon' }])
  expect(summary.coverage).toMatchObject([
    { direction: 'outbound', account: { handle: 'loomgate' }, acts: ['mention', 'post'] },
  ])
})

test('archive: private messages are left out in whatever language the forum says yes', async () => {
  const { told, ignored } = await read(
    {
      'user_archive.csv':
        HEADER +
        row({ isPm: 'Yes', categories: '-' }) +
        row({ isPm: 'Ja', categories: '-' }) +
        row({ isPm: 'はい', categories: '' }) +
        row({ isPm: 'Nein', categories: 'weaving|looms' }),
    },
    OURS,
  )
  expect(ignored).toEqual([
    'a private message',
    'in no category that is open: a private message, or closed',
    'in no category that is open: a private message, or closed',
  ])
  expect(told).toHaveLength(1)
})

test('archive: as a whole it says whose it is; nothing else in it is read', async () => {
  const whole = {
    'user_archive-loomgate/user_archive.csv': HEADER + row(),
    'user_archive-loomgate/preferences.json': {
      user: { username: 'loomgate', name: 'Loomgate', email: 'secret@museum.example' },
    },
    'user_archive-loomgate/auth_tokens.csv': 'id,client_ip\n1,10.1.2.3\n',
    'user_archive-loomgate/likes.csv': 'id,post_id\n1,5\n',
  }
  const { format, rows, told, summary } = await read(whole)
  expect(format).toBe('discourse_archive')
  expect(rows).toHaveLength(1)
  expect(told[0]?.[0]).toMatchObject({ author: { handle: 'loomgate' } })
  expect(summary.owner).toMatchObject({ account: { handle: 'loomgate' }, displayName: 'Loomgate', exporter: true })
  expect(JSON.stringify({ rows, summary })).not.toMatch(/secret|10\.1\.2/)
  await expect(read({ 'user_archive.csv': HEADER + row() })).rejects.toMatchObject({ name: 'AccountNeeded' })
  await expect(read({ ...whole, 'user_archive-loomgate/preferences.json': '{"user":{' })).rejects.toMatchObject({
    name: 'BrokenFile',
  })
})

test('whatever JSON stands in a topic, every post is one row and nothing is thrown', async () => {
  const keys = ['username', 'post_number', 'topic_id', 'cooked', 'created_at', 'reply_to_post_number', 'reply_to_user']
  const more = ['actions_summary', 'version', 'updated_at', 'deleted_at', 'post_type', 'name', 'cooked_hidden']
  const odd = fc.dictionary(fc.constantFrom(...keys, ...more), fc.jsonValue({ maxDepth: 2 }))
  await fc.assert(
    fc.asyncProperty(fc.array(odd, { minLength: 1, maxLength: 5 }), async (parts) => {
      const posts = parts.map((part, index) => said(index + 1, 'ana', part))
      expect((await read({ 'topic.json': topic(posts) })).rows).toHaveLength(posts.length)
    }),
    { numRuns: 300 },
  )
})
