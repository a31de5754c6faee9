import { expect, test } from 'vitest'
import { exportOf } from '../../exports.test-data.ts'
import { detectFormat } from '../../formats.ts'
import { toldBy } from './told.test-data.ts'

test('tweets as rtweet writes them: ids behind an x, NA for nothing, one act each', async () => {
  const { format, told, acts, summary } = await toldBy(
    'user_id,status_id,created_at,screen_name,text,favorite_count,retweet_count,reply_to_status_id,reply_to_user_id,reply_to_screen_name,retweet_status_id,retweet_user_id,retweet_screen_name,quoted_status_id,quoted_user_id,quoted_screen_name\n' +
      'x1,x1380242611781386245,2021-04-08 19:34:16,loomgate,"salt &amp; thread, @ana",3,NA,NA,NA,NA,NA,NA,NA,NA,NA,NA\n' +
      'x1,x101,2021-04-08 19:34:17,loomgate,@ben thanks,0,0,x90,x7,ben,NA,NA,NA,NA,NA,NA\n' +
      'x1,x102,2021-04-08 19:34:18,loomgate,RT @cai: hi @ana,9,9,NA,NA,NA,x91,x8,cai,NA,NA,NA\n' +
      'x1,x103,2021-04-08 19:34:19,loomgate,look,0,0,NA,NA,NA,NA,NA,NA,x92,x9,dee\n',
  )
  expect(format).toBe('x_tweets_table')
  expect(acts).toEqual(['1 mention @ana', '1 reply 7', '1 repost 8', '1 quote 9'])
  expect(told[0]).toMatchObject([
    {
      id: '1380242611781386245',
      author: { platformId: '1', handle: 'loomgate' },
      text: 'salt & thread, @ana',
      time: Date.parse('2021-04-08T19:34:16Z'),
      kind: 'original',
    },
    { type: 'count', thing: 'likes', value: 3, span: 'total', time: null },
  ])
  expect(told[2]).toHaveLength(1)
  expect(summary.notes).toEqual(['4 times name no zone: read as UTC'])
})

test('tweets without text: what a tool says of each is kept, and nothing made of what it does not say', async () => {
  const { format, told, acts, rejected } = await toldBy(
    'genuine_tweet,favorite_count,rt_count,id_str,screen_name,created_at,is_reply\n' +
      '1,2,1,100,loomgate,Mon Apr 07 13:34:47 +0000 2014,0\n' +
      '1,0,0,101,loomgate,Mon Apr 07 13:34:47 +0000 2014,1\n' +
      '0,0,7,102,loomgate,Mon Apr 07 13:34:47 +0000 2014,0\n' +
      '1,0,0,1.2E+17,loomgate,Mon Apr 07 13:34:47 +0000 2014,0\n' +
      '1,0,0,103,,Mon Apr 07 13:34:47 +0000 2014,0\n' +
      '1,0,0,104,loomgate,soon,0\n',
  )
  expect(format).toBe('x_tweets_table')
  expect(told.map(([post]) => post?.type === 'post' && [post.kind, post.text, post.parentAuthor])).toEqual([
    ['original', null, null],
    ['reply', null, null],
    ['repost', null, null],
  ])
  expect(acts).toEqual([])
  expect(told[0]?.slice(1)).toMatchObject([
    { thing: 'likes', value: 2 },
    { thing: 'reposts', value: 1 },
  ])
  expect(rejected.map(({ column }) => column)).toEqual(['id_str', 'screen_name', 'created_at'])
})

test('accounts: profiles with numbers as of when the table was taken', async () => {
  const takenAt = Date.parse('2014-04-09')
  const { format, told, summary } = await toldBy(
    'id_str,screen_name,name,followers_count,friends_count,statuses_count,created_at\n' +
      '39468408,loomgate,NA,1727.0,95,,Tue May 12 09:45:47 +0000 2009\n',
    { platform: null, takenAt },
  )
  expect(format).toBe('x_users_table')
  const account = { platform: 'x', platformId: '39468408', handle: 'loomgate' }
  expect(told[0]).toEqual([
    { type: 'account', account, displayName: null, description: null, exporter: false },
    { type: 'count', account, postId: null, thing: 'followers', value: 1727, span: 'total', time: takenAt },
    { type: 'count', account, postId: null, thing: 'following', value: 95, span: 'total', time: takenAt },
  ])
  expect(summary.coverage).toMatchObject([{ acts: ['count'], from: takenAt, to: takenAt }])
})

test('a table with texts is none of accounts: its ids are of tweets', async () => {
  const content = 'id_str,screen_name,text,followers_count,friends_count\n100,loomgate,hi,3,4\n'
  await expect(detectFormat(exportOf({ 'table.csv': content }))).rejects.toMatchObject({ name: 'UnknownFormat' })
})
