import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from '../../exports.test-data.ts'
import { type ReadOptions, type RecordRow, recordsOf } from '../../format.ts'
import { detectFormat } from '../../formats.ts'

async function read(content: string, options: ReadOptions = { platform: null }) {
  const exported = exportOf({ 'table.csv': content })
  const format = await detectFormat(exported)
  const { rows, summary } = await readExport(format, exported, options)
  const told = rows.filter((row): row is RecordRow => row.outcome === 'record').map(recordsOf)
  const ignored = rows.flatMap((row) => (row.outcome === 'ignored' ? [row.reason] : []))
  return { format: format.id, told, ignored, summary, rejected: rejectedOf(rows) }
}

test('analytics until 2023: own posts with counts; a dash is unknown, not 0; promoted columns are left aside', async () => {
  const { format, told, summary, rejected } = await read(
    '"Tweet id","Tweet permalink","Tweet text","time","impressions","engagements","engagement rate","retweets","replies","likes","promoted impressions"\n' +
      '"1045792640263065600","https://twitter.com/Loomgate/status/1045792640263065600","Hello\n@ana, see 🧶","2018-09-28 21:57 +0000","7767.0","12.0","0.0015","3.0","0.0","9.0","-"\n' +
      '"1045792640263065601","https://twitter.com/Loomgate/status/1045792640263065601","@ben thanks","2018-09-28 22:57 +0000","-","12.0","0.1","3.0","0.0","9.0","-"\n' +
      '"1045792640263065602","https://example.com/","x","2018-09-28 22:57 +0000","1","1","0.1","3.0","0.0","9.0","-"\n',
  )
  expect(format).toBe('x_analytics')
  expect(told[0]).toMatchObject([
    {
      type: 'post',
      author: { handle: 'Loomgate' },
      kind: 'original',
      mentions: [{ handle: 'ana' }],
      time: Date.parse('2018-09-28T21:57:00Z'),
    },
    { thing: 'impressions', value: 7767, span: 'total', time: null },
    { thing: 'engagements', value: 12 },
    { thing: 'reposts', value: 3 },
    { thing: 'replies', value: 0 },
    { thing: 'likes', value: 9 },
  ])
  expect(told[1]?.[0]).toMatchObject({ kind: 'reply', parentAuthor: { handle: 'ben' } })
  expect(told[1]?.some((record) => record.type === 'count' && record.thing === 'impressions')).toBe(false)
  expect(rejected).toMatchObject([{ problem: 'the link does not say whose post it is' }])
  expect(summary.coverage).toMatchObject([{ direction: 'as_observed', acts: ['count', 'post'] }])
  expect(summary.notes).toEqual([])
})

test('analytics since 2024: the id tells the moment that the column does not', async () => {
  const { format, told } = await read(
    'Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts,Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks\n' +
      '1380242611781386245,"Thu, Apr 8, 2021",Hello,https://x.com/loomgate/status/1380242611781386245,100,2,3,,0,1,0,0,0,0,0,0,0\n',
  )
  expect(format).toBe('x_analytics_content')
  expect(told[0]?.[0]).toMatchObject({ time: Date.parse('2021-04-08T19:34:16.973Z') })
  expect(told[0]?.some((record) => record.type === 'count' && record.thing === 'bookmarks')).toBe(false)
})

const OVERVIEW =
  'Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits,Create Post,Video views,Media views\n' +
  '"Tue, Mar 10, 2026",2871,24,43,0,1,0,2,1,1,2,2,0,0\n"Mon, Mar 9, 2026",,,,,,,,,,,,,\nsoon,1,1,1,1,1,1,1,1,1,1,1,1,1\n'

test('the daily overview tells who left, in numbers; empty cells are unknown, and whose it is has to be said', async () => {
  await expect(read(OVERVIEW)).rejects.toMatchObject({ name: 'AccountNeeded', platform: 'x' })
  const account = { platform: 'x' as const, platformId: null, handle: 'loomgate' }
  const { format, told, ignored, rejected } = await read(OVERVIEW, { platform: null, account })
  expect(format).toBe('x_analytics_overview')
  expect(told).toHaveLength(1)
  expect(told[0]).toContainEqual({
    type: 'count',
    account,
    postId: null,
    thing: 'followers_lost',
    value: 2,
    span: 'day',
    time: Date.parse('2026-03-10'),
  })
  expect(ignored).toEqual(['a day without numbers'])
  expect(rejected).toMatchObject([{ column: 'date', value: 'soon' }])
})

test('TAGS: replies by their columns, retweets by their text; ids that a spreadsheet rounded are rejected', async () => {
  const { format, told, rejected } = await read(
    'id_str,from_user,text,created_at,time,in_reply_to_user_id_str,in_reply_to_screen_name,from_user_id_str,in_reply_to_status_id_str,status_url\n' +
      '100,ana,"@loomgate hi &amp; bye",Wed Feb 07 10:00:00 +0000 2018,x,1,loomgate,2,90,y\n' +
      '101,ben,RT @ana: hi,Wed Feb 07 11:00:00 +0000 2018,x,,,3,,y\n' +
      '9.61E+17,cai,hi,Wed Feb 07 11:00:00 +0000 2018,x,,,4,,y\n',
  )
  expect(format).toBe('x_tags')
  expect(told).toMatchObject([
    [{ kind: 'reply', parentId: '90', parentAuthor: { platformId: '1' }, text: '@loomgate hi & bye' }],
    [{ kind: 'repost', parentAuthor: { handle: 'ana' } }],
  ])
  expect(rejected).toMatchObject([{ column: 'id_str', value: '9.61E+17' }])
})

test('the support table: what a data frame made of ids is mended, the first name in the text is whom it answers', async () => {
  const { format, told } = await read(
    'tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n' +
      '1,loomhelp,False,Tue Oct 31 22:10:47 +0000 2017,@115712 We are sorry,2,3.0\n' +
      '3,115712,True,Tue Oct 31 22:08:27 +0000 2017,@loomhelp it broke,1,\n' +
      '4,115713,True,Tue Oct 31 22:08:27 +0000 2017,nothing works,,\n',
  )
  expect(format).toBe('x_support_table')
  expect(told).toMatchObject([
    [{ kind: 'reply', parentId: '3', author: { handle: 'loomhelp' }, parentAuthor: { handle: '115712' } }],
    [{ kind: 'reply', parentId: null, parentAuthor: { handle: 'loomhelp' } }],
    [{ kind: 'original' }],
  ])
})
