import { expect, test } from 'vitest'
import { toldBy } from './told.test-data.ts'

test('TAGS: replies by their columns, retweets by their text; ids that a spreadsheet rounded are rejected', async () => {
  const { format, told, rejected } = await toldBy(
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
  const { format, told } = await toldBy(
    'tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n' +
      '1,loomhelp,False,Tue Oct 31 22:10:47 +0000 2017,@115712 We are sorry,2,3.0\n' +
      '3,115712,True,Tue Oct 31 22:08:27 +0000 2017,@loomhelp it broke,1,\n' +
      '4,115713,True,Tue Oct 31 22:08:27 +0000 2017,nothing works,,\n',
  )
  expect(format).toBe('x_support_twcs')
  expect(told).toMatchObject([
    [{ kind: 'reply', parentId: '3', author: { handle: 'loomhelp' }, parentAuthor: { handle: '115712' } }],
    [{ kind: 'reply', parentId: null, parentAuthor: { handle: 'loomhelp' } }],
    [{ kind: 'original' }],
  ])
})

test('TAGS: the entities in a cell say which accounts are named and what is quoted; without them the text does', async () => {
  const cell = (entities: object) => `"${JSON.stringify(entities).replaceAll('"', '""')}"`
  const mentions = [{ screen_name: 'Ana', id_str: '7' }]
  const urls = [{ expanded_url: 'https://twitter.com/dee/status/50' }]
  const { told, acts } = await toldBy(
    'id_str,from_user,text,created_at,from_user_id_str,entities_str\n' +
      `100,ben,hi @ana and @cut,Wed Feb 07 10:00:00 +0000 2018,2,${cell({ user_mentions: mentions, urls: [] })}\n` +
      `101,ben,RT @ana: hi,Wed Feb 07 10:00:00 +0000 2018,2,${cell({ user_mentions: mentions })}\n` +
      `102,ben,look,Wed Feb 07 10:00:00 +0000 2018,2,${cell({ urls })}\n` +
      '103,ben,hi @cai,Wed Feb 07 10:00:00 +0000 2018,2,"{""user_m"\n' +
      '1380242611781386245,ben,hi,,2,\n',
  )
  expect(acts).toEqual(['2 mention 7', '2 repost 7', '2 quote @dee', '2 mention @cai'])
  expect(told[2]?.[0]).toMatchObject({ kind: 'quote', parentId: '50' })
  expect(told[4]?.[0]).toMatchObject({ time: Date.parse('2021-04-08T19:34:16.973Z') })
})

test('TAGS: a reply that quotes is an act toward whom it quotes, too', async () => {
  const { acts } = await toldBy(
    'id_str,from_user,text,created_at,in_reply_to_screen_name,from_user_id_str,entities_str\n' +
      '100,ben,@ana look,Wed Feb 07 10:00:00 +0000 2018,ana,2,"{""urls"":[{""expanded_url"":""https://twitter.com/dee/status/50""}]}"\n',
  )
  expect(acts).toEqual(['2 reply @ana', '2 quote @dee'])
})
