import { expect, test } from 'vitest'
import { exportOf, readExport } from '../../exports.test-data.ts'
import { recordsOf } from '../../format.ts'
import { grailbird } from './grailbird.ts'

const USER = `var user_details =  {"screen_name":"weftmuseum","full_name":"Weft Museum","bio":"Cloth.","id":"233232425"}`
const ME = { platform: 'x', platformId: '233232425', handle: 'weftmuseum' }
const CSV_HEADER =
  '"tweet_id","in_reply_to_status_id","in_reply_to_user_id","timestamp","source","text","retweeted_status_id","retweeted_status_user_id","retweeted_status_timestamp","expanded_urls"\n'

/** Ids as numbers above 2^53, as month files have them. */
function month(...tweets: string[]): string {
  return `Grailbird.data.tweets_2012_11 = \n [ ${tweets.join(', ')} ]`
}

function tweet(id: string, rest = ''): string {
  return `{"id_str":"${id}","id":${id},"text":"a \\u003C b","created_at":"2012-11-05 10:00:00 +0000","entities":{"user_mentions":[],"urls":[]},"user":{"id":233232425,"id_str":"233232425","screen_name":"weftmuseum"}${rest}}`
}

test('a month file’s tweets are posts by the owner', async () => {
  const { records, summary } = await readExport(
    grailbird,
    exportOf({
      'data/js/user_details.js': USER,
      'data/js/tweets/2012_11.js': month(tweet('650041477918248960')),
      'data/js/payload_details.js': 'var payload_details = {"tweets":3,"created_at":"2012-12-01 00:00:00 +0000"}',
    }),
  )
  expect(records).toMatchObject([
    {
      type: 'post',
      id: '650041477918248960',
      author: ME,
      kind: 'original',
      text: 'a < b',
      time: Date.UTC(2012, 10, 5, 10),
    },
  ])
  expect(summary.owner).toMatchObject({ account: ME, displayName: 'Weft Museum', exporter: true })
  expect(summary.coverage).toEqual([
    {
      platform: 'x',
      account: ME,
      direction: 'outbound',
      acts: ['post', 'reply', 'mention', 'repost', 'quote'],
      text: true,
      from: Date.UTC(2012, 10, 5, 10),
      to: Date.UTC(2012, 11, 1),
    },
  ])
  expect(summary.notes).toEqual(['payload_details.js counts 3 tweets, 1 are in the archive'])
})

test('a reply that quotes is an act toward whom it quotes, too', async () => {
  const reply = tweet('1', ',"in_reply_to_screen_name":"ana"').replace(
    '"urls":[]',
    '"urls":[{"expanded_url":"https://twitter.com/ben/status/1234"}]',
  )
  const { rows } = await readExport(
    grailbird,
    exportOf({ 'data/js/user_details.js': USER, 'data/js/tweets/2012_11.js': month(reply) }),
  )
  expect(rows.flatMap((row) => (row.outcome === 'record' ? recordsOf(row) : []))).toMatchObject([
    { type: 'post', kind: 'reply', parentAuthor: { handle: 'ana' } },
    { type: 'interaction', kind: 'quote', target: { handle: 'ben' }, postId: '1' },
  ])
})

test('a retweet is known by the tweet it holds, never by its text', async () => {
  const held = `,"retweeted_status":{"id_str":"649008991427694592","user":{"id_str":"7","screen_name":"ana"}}`
  const { records } = await readExport(
    grailbird,
    exportOf({
      'data/js/user_details.js': USER,
      'data/js/tweets/2012_11.js': month(tweet('1', held), tweet('2').replace('a \\u003C b', 'RT @ana: typed by hand')),
    }),
  )
  expect(records).toMatchObject([
    { kind: 'repost', parentId: '649008991427694592', parentAuthor: { platformId: '7', handle: 'ana' } },
    { kind: 'original', parentAuthor: null },
  ])
})

test('a row is a distinct tweet: tweets.csv adds only those the months lack', async () => {
  const csv = `${CSV_HEADER}"1","","","2012-11-05 10:00:00 +0000","","known","","","",""
"2","","7","2012-11-06 10:00:00 +0000","","@ana yes,
and @ben &amp; co","","","",""
"3","","","2012-11-07 10:00:00 +0000","","RT @ana: hi","9","7","2012-11-01 10:00:00 +0000",""
"1.78E+17","","","2012-11-07 10:00:00 +0000","","x","","","",""
`
  const { rows, summary } = await readExport(
    grailbird,
    exportOf({
      'data/js/user_details.js': USER,
      'data/js/tweets/2012_11.js': month(tweet('1')),
      'data/js/tweets/2012_12.js': month(tweet('1')),
      'tweets.csv': csv,
    }),
  )
  expect(rows.map(({ outcome, place }) => [outcome, place.file, place.row])).toEqual([
    ['record', 'data/js/tweets/2012_11.js', 1],
    ['record', 'tweets.csv', 3],
    ['record', 'tweets.csv', 5],
    ['rejected', 'tweets.csv', 6],
  ])
  expect(rows.slice(1)).toMatchObject([
    {
      record: {
        id: '2',
        kind: 'reply',
        text: '@ana yes,\nand @ben & co',
        parentAuthor: { platformId: '7', handle: null },
        mentions: [{ handle: 'ana' }, { handle: 'ben' }],
      },
    },
    { record: { id: '3', kind: 'repost', parentId: '9', parentAuthor: { platformId: '7', handle: 'ana' } } },
    { column: 'tweet_id', value: '1.78E+17' },
  ])
  expect(summary.notes).toEqual([
    '1 tweets stand in more than one month file: counted once',
    '3 tweets are in tweets.csv only: who they mention is taken from their text, by handle',
  ])
})

test('month files that the index names and that are not there are said', async () => {
  const { summary } = await readExport(
    grailbird,
    exportOf({
      'data/js/user_details.js': USER,
      'data/js/tweet_index.js': 'var tweet_index = [{"file_name":"data\\/js\\/tweets\\/2012_10.js","tweet_count":4}]',
      'data/js/tweets/2012_11.js': month(tweet('1')),
    }),
  )
  expect(summary.notes).toEqual(['data/js/tweets/2012_10.js is missing: tweet_index.js counts 4 tweets in it'])
})

test('without user_details.js the owner is the author of the tweets', async () => {
  const { summary } = await readExport(grailbird, exportOf({ 'data/js/tweets/2012_11.js': month(tweet('1')) }))
  expect(summary.owner?.account).toEqual(ME)
})

test('created_at may have two forms in one archive', async () => {
  const other = tweet('2').replace('2012-11-05 10:00:00 +0000', 'Mon Nov 05 10:00:00 +0000 2012')
  const { records } = await readExport(grailbird, exportOf({ 'data/js/tweets/2012_11.js': month(tweet('1'), other) }))
  expect(records.map((record) => 'time' in record && record.time)).toEqual([
    Date.UTC(2012, 10, 5, 10),
    Date.UTC(2012, 10, 5, 10),
  ])
})
