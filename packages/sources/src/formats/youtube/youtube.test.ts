import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from '../../exports.test-data.ts'
import type { ReadOptions } from '../../format.ts'
import { detectFormat } from '../../formats.ts'

async function read(files: Record<string, string>, options: ReadOptions = { platform: null }) {
  const exported = exportOf(files)
  const format = await detectFormat(exported)
  const { rows, records, summary } = await readExport(format, exported, options)
  return { format: format.id, rows, records, summary, rejected: rejectedOf(rows) }
}

const loomgate: ReadOptions = { platform: null, account: { platform: 'youtube', platformId: 'UCloom', handle: null } }

const SUBSCRIPTIONS =
  'Channel Id,Channel Url,Channel Title\r\nUCana,http://www.youtube.com/channel/UCana,Ana weaves\r\n\r\n'

const COMMENTS =
  'Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Video ID,Comment Text,Top-Level Comment ID\r\n' +
  'Ugx1,UCloom,2024-02-01T10:00:00.123456+00:00,0,,vid1,"{""text"":""hello "",""mention"":{""externalChannelId"":""UCana""}},{""text"":""there\\nall""}",\r\n' +
  'Ugx1.2,UCloom,2024-02-02T10:00:00Z,0,Ugx1,vid1,"{""text"":""and on""}",Ugx1\r\n'

test('subscriptions are follows; comments say whose account it is', async () => {
  const { format, records, summary } = await read({
    'Takeout/YouTube and YouTube Music/subscriptions/subscriptions.csv': SUBSCRIPTIONS,
    'Takeout/YouTube and YouTube Music/comments/comments.csv': COMMENTS,
    'Takeout/archive_browser.html': '<html></html>',
  })
  expect(format).toBe('youtube_takeout')
  expect(records).toMatchObject([
    {
      type: 'post',
      id: 'Ugx1',
      author: { platformId: 'UCloom' },
      text: 'hello there\nall',
      conversationId: 'vid1',
      parentId: null,
      mentions: [{ platformId: 'UCana' }],
      time: Date.parse('2024-02-01T10:00:00.123Z'),
    },
    { id: 'Ugx1.2', parentId: 'Ugx1' },
    { type: 'follow', follower: { platformId: 'UCloom' }, followed: { platformId: 'UCana' }, snapshotTime: null },
  ])
  expect(summary.owner?.account.platformId).toBe('UCloom')
  expect(summary.coverage).toMatchObject([
    { direction: 'outbound', acts: ['post'], text: true },
    { direction: 'outbound', acts: ['follow'] },
  ])
})

test('subscriptions alone need to be told whose they are', async () => {
  await expect(read({ 'subscriptions.csv': SUBSCRIPTIONS })).rejects.toMatchObject({
    name: 'AccountNeeded',
    platform: 'youtube',
  })
  expect((await read({ 'subscriptions.csv': SUBSCRIPTIONS }, loomgate)).records).toHaveLength(1)
})

test('headings in German are read', async () => {
  const { format } = await read(
    { 'Abos.csv': SUBSCRIPTIONS.replace(/^.*\r\n/, 'Kanal-ID,Kanal-URL,Kanaltitel\r\n') },
    loomgate,
  )
  expect(format).toBe('youtube_takeout')
})

test('a comment without a time, and a row of another width, are rejected and the others stand', async () => {
  const { records, rejected } = await read({ 'comments.csv': `${COMMENTS}Ugx3,UCloom,soon,0,,vid1,x,\r\nUgx4\r\n` })
  expect(records).toHaveLength(2)
  expect(rejected.map(({ column, problem }) => [column, problem])).toEqual([
    ['comment create timestamp', 'nothing that can be read'],
    [null, 'the row has 1 cells, the header has 8'],
  ])
})

const comment = (id: string, author: object, more: object = {}) => ({
  kind: 'youtube#comment',
  id,
  snippet: {
    textDisplay: 'x',
    textOriginal: `text of ${id}`,
    publishedAt: '2024-02-01T10:00:00Z',
    updatedAt: '2024-02-01T10:00:00Z',
    ...author,
    ...more,
  },
})
const ana = { authorDisplayName: '@ana', authorChannelId: { value: 'UCana' } }
const thread = {
  kind: 'youtube#commentThread',
  id: 'Ugx1',
  snippet: {
    videoId: 'vid1',
    channelId: 'UCloom',
    topLevelComment: comment('Ugx1', ana, { likeCount: 3, updatedAt: '2024-02-03T10:00:00Z' }),
    totalReplyCount: 1,
  },
  replies: { comments: [comment('Ugx1.1', { authorDisplayName: 'Gone' }, { parentId: 'Ugx1', likeCount: 0 })] },
}
const page = { kind: 'youtube#commentThreadListResponse', nextPageToken: 'x', items: [thread] }

test('a thread is a comment toward the channel, and answers toward who wrote it; one row', async () => {
  const { format, rows, summary } = await read({ 'a.json': JSON.stringify(page, null, 2) })
  expect(format).toBe('youtube_data_api')
  expect(rows).toMatchObject([
    {
      record: {
        type: 'interaction',
        kind: 'comment',
        actor: { platformId: 'UCana', handle: 'ana' },
        target: { platformId: 'UCloom' },
        post: { text: 'text of Ugx1', edit: { time: Date.parse('2024-02-03T10:00:00Z') }, conversationId: 'vid1' },
      },
      also: [
        { type: 'count', thing: 'likes', value: 3, postId: 'Ugx1' },
        {
          type: 'post',
          id: 'Ugx1.1',
          author: { handle: 'Gone' },
          parentAuthor: { platformId: 'UCana' },
          parentId: 'Ugx1',
        },
        { type: 'count', value: 0 },
      ],
    },
  ])
  expect(rows[0]).not.toHaveProperty('also.1.edit')
  expect(summary.coverage).toMatchObject([
    { platform: 'youtube', direction: 'as_observed', acts: ['comment', 'post', 'reply'] },
  ])
})

test('pages one a line, with a broken line between', async () => {
  const { rows, rejected } = await read({ 'a.ndjson': `${JSON.stringify(page)}\n{"kind":\n${JSON.stringify(page)}\n` })
  expect(rows).toHaveLength(3)
  expect(rejected).toMatchObject([{ place: { row: 2 }, problem: 'the line is no whole JSON' }])
})

test('where only the text as it is shown is there, it is read out of its HTML', async () => {
  const shown = comment('Ugx2', ana, { textOriginal: null, textDisplay: 'Tea &amp; cake<br><a href="x">0:12</a>' })
  const { rows } = await read({ 'a.json': JSON.stringify({ ...page, items: [shown] }) })
  expect(rows[0]).toMatchObject({ record: { text: 'Tea & cake\n0:12' } })
})

test('a comment without an author or an id is rejected', async () => {
  const items = [{ ...thread, snippet: { ...thread.snippet, topLevelComment: comment('Ugx1', {}) } }, {}]
  const { rejected } = await read({ 'a.json': JSON.stringify({ ...page, items: [...items, thread] }) })
  expect(rejected.map(({ problem }) => problem)).toEqual(['no author is named', 'the comment has no id'])
})
