import { expect, test } from 'vitest'
import { toldBy } from './told.test-data.ts'

test('analytics until 2023: own posts with counts; a dash is unknown, not 0; promoted columns are left aside', async () => {
  const { format, told, summary, rejected } = await toldBy(
    '"Tweet id","Tweet permalink","Tweet text","time","impressions","engagements","engagement rate","retweets","replies","likes","promoted impressions"\n' +
      '"1045792640263065600","https://twitter.com/Loomgate/status/1045792640263065600","Hello\n@ana, salt &amp; thread 🧶 medium.com/@ben","2018-09-28 21:57 +0000","7767.0","12.0","0.0015","3.0","0.0","9.0","-"\n' +
      '"1045792640263065601","https://twitter.com/Loomgate/status/1045792640263065601","@ben thanks","2018-09-28 22:57 +0000","-","12.0","0.1","3.0","0.0","9.0","-"\n' +
      '"1045792640263065602","https://example.com/","x","2018-09-28 22:57 +0000","1","1","0.1","3.0","0.0","9.0","-"\n',
  )
  expect(format).toBe('x_analytics')
  expect(told[0]).toMatchObject([
    {
      type: 'post',
      author: { handle: 'Loomgate' },
      kind: 'original',
      text: 'Hello\n@ana, salt & thread 🧶 medium.com/@ben',
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
  expect(summary.coverage).toEqual([
    {
      platform: 'x',
      account: { platform: 'x', platformId: null, handle: 'Loomgate' },
      direction: 'outbound',
      acts: ['post', 'reply', 'mention', 'count'],
      text: true,
      from: Date.parse('2018-09-28T21:57:00Z'),
      to: Date.parse('2018-09-28T22:57:00Z'),
    },
  ])
  expect(summary.notes).toEqual([])
})

const OLD = '"Tweet id","Tweet permalink","Tweet text","time","impressions"\n'

test('an id that a spreadsheet ruined stands in the link still', async () => {
  const { told, rejected } = await toldBy(
    `${OLD}1.04579E+18,https://twitter.com/loomgate/status/1045792640263065600,Hello,2018-09-28 21:57 +0000,5`,
    { platform: null, takenAt: Date.parse('2018-10-01') },
  )
  expect(rejected).toEqual([])
  expect(told[0]).toMatchObject([
    { id: '1045792640263065600' },
    { postId: '1045792640263065600', value: 5, time: Date.parse('2018-10-01') },
  ])
})

test('a table with posts of several accounts is nobody’s own', async () => {
  const row = (handle: string, id: string) =>
    `${id},https://twitter.com/${handle}/status/${id},@cai hi,2018-09-28 21:57 +0000,5\n`
  const { summary } = await toldBy(OLD + row('loomgate', '1') + row('weftmuseum', '2'))
  expect(summary.coverage).toMatchObject([
    { account: null, direction: 'as_observed', acts: ['count', 'post', 'reply'] },
  ])
  const same = await toldBy(OLD + row('loomgate', '1') + row('LoomGate', '2'))
  expect(same.summary.coverage).toMatchObject([{ account: { handle: 'LoomGate' }, direction: 'outbound' }])
})

test('analytics since 2024: the id tells the moment that the column does not', async () => {
  const { format, told, summary } = await toldBy(
    'Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts,Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks\n' +
      '1380242611781386245,"Thu, Apr 8, 2021",Hello,https://x.com/loomgate/status/1380242611781386245,100,2,3,,0,1,0,0,0,0,0,0,0\n',
  )
  expect(format).toBe('x_analytics_content')
  expect(told[0]?.[0]).toMatchObject({ time: Date.parse('2021-04-08T19:34:16.973Z') })
  expect(told[0]?.some((record) => record.type === 'count' && record.thing === 'bookmarks')).toBe(false)
  // What was not chosen on the page is not in the file.
  expect(summary.coverage).toMatchObject([{ direction: 'as_observed', acts: ['count', 'post'] }])
})

const OVERVIEW =
  'Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits,Create Post,Video views,Media views\n' +
  '"Tue, Mar 10, 2026",2871,24,43,0,1,0,2,1,1,2,2,0,0\n"Mon, Mar 9, 2026",,,,,,,,,,,,,\nsoon,1,1,1,1,1,1,1,1,1,1,1,1,1\n'

test('the daily overview tells who left, in numbers; empty cells are unknown, and whose it is has to be said', async () => {
  await expect(toldBy(OVERVIEW)).rejects.toMatchObject({ name: 'AccountNeeded', platform: 'x', file: 'file' })
  const account = { platform: 'x' as const, platformId: null, handle: 'loomgate' }
  const { format, told, ignored, rejected, summary } = await toldBy(OVERVIEW, { platform: null, account })
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
  expect(summary.coverage).toMatchObject([
    { account, acts: ['count'], from: Date.parse('2026-03-10'), to: Date.parse('2026-03-10') },
  ])
  expect(rejected).toMatchObject([{ column: 'date', value: 'soon' }])
})
