import { interactionsOfPost } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf, ytd } from '../../exports.test-data.ts'
import { recordsOf } from '../../format.ts'
import { xArchive } from './archive.ts'

const ACCOUNT = ytd('account', [
  { account: { username: 'weftmuseum', accountId: '1153674767859441664', accountDisplayName: 'Weft Museum' } },
])

const MANIFEST = `window.__THAR_CONFIG = ${JSON.stringify({
  userInfo: { accountId: '1153674767859441664', userName: 'weftmuseum', displayName: 'Weft Museum' },
  archiveInfo: { generationDate: '2022-11-14T18:44:55.824Z', isPartialArchive: false },
  dataTypes: {
    tweets: {
      files: [
        { fileName: 'data/tweets.js', count: '1' },
        { fileName: 'data/tweets-part1.js', count: '1' },
      ],
    },
    follower: { files: [{ fileName: 'data/follower.js', count: '1' }] },
    directMessages: { files: [{ fileName: 'data/direct-messages.js', count: '9' }] },
  },
})}`

const ME = { platform: 'x', platformId: '1153674767859441664', handle: 'weftmuseum' }

function tweet(fields: Record<string, unknown>) {
  return {
    tweet: {
      id_str: '1588091220244369409',
      created_at: 'Thu Nov 03 08:50:26 +0000 2022',
      full_text: 'Hello',
      ...fields,
    },
  }
}

function mention(screen_name: string, id: string) {
  return { name: screen_name, screen_name, id_str: id, id }
}

async function postOf(fields: Record<string, unknown>): Promise<PostRecord> {
  const { records } = await readExport(
    xArchive,
    exportOf({ 'data/account.js': ACCOUNT, 'data/tweets.js': ytd('tweets', [tweet(fields)]) }),
  )
  return records[0] as PostRecord
}

test('a tweet is a post by the archive’s owner, its text decoded once', async () => {
  expect(await postOf({ full_text: 'Salt &amp; thread &lt;3 &amp;lt;', lang: 'en' })).toEqual({
    type: 'post',
    id: '1588091220244369409',
    author: ME,
    time: Date.parse('2022-11-03T08:50:26Z'),
    kind: 'original',
    text: 'Salt & thread <3 &lt;',
    language: 'en',
    parentId: null,
    conversationId: null,
    url: 'https://x.com/i/web/status/1588091220244369409',
    parentAuthor: null,
    mentions: [],
  })
})

test('a reply names whom it answers, by id and handle, even without the post it answers', async () => {
  const post = await postOf({
    in_reply_to_user_id_str: '7',
    in_reply_to_screen_name: 'ana',
    entities: { user_mentions: [mention('ana', '7'), mention('ben', '8')] },
  })
  expect(post).toMatchObject({ kind: 'reply', parentId: null, parentAuthor: { platformId: '7', handle: 'ana' } })
  expect(interactionsOfPost(post).map(({ kind, target }) => [kind, target.handle])).toEqual([
    ['reply', 'ana'],
    ['mention', 'ben'],
  ])
})

test('a reply that quotes is an act toward whom it quotes, too', async () => {
  const { rows } = await readExport(
    xArchive,
    exportOf({
      'data/account.js': ACCOUNT,
      'data/tweets.js': ytd('tweets', [
        tweet({
          in_reply_to_screen_name: 'ana',
          entities: { urls: [{ expanded_url: 'https://twitter.com/ben/status/1234' }], user_mentions: [] },
        }),
      ]),
    }),
  )
  expect(rows.flatMap((row) => (row.outcome === 'record' ? recordsOf(row) : []))).toMatchObject([
    { type: 'post', kind: 'reply', parentAuthor: { handle: 'ana' } },
    { type: 'interaction', kind: 'quote', target: { handle: 'ben' }, postId: '1588091220244369409' },
  ])
})

test('a reply to an account that is gone keeps the post it answers and invents no account', async () => {
  const post = await postOf({ in_reply_to_status_id_str: '9', in_reply_to_user_id_str: '-1' })
  expect(post).toMatchObject({ kind: 'reply', parentId: '9', parentAuthor: null })
})

test('a text that begins with RT @name: passes on that account’s post and nothing else', async () => {
  const post = await postOf({
    full_text: 'RT @Ana: thanks @ben',
    entities: { user_mentions: [mention('ana', '7'), mention('ben', '8')] },
  })
  expect(post).toMatchObject({ kind: 'repost', parentId: null, parentAuthor: { platformId: '7', handle: 'ana' } })
  expect(interactionsOfPost(post).map(({ kind }) => kind)).toEqual(['repost'])
})

test('the origin of a retweet is known by handle where the mention is missing', async () => {
  expect((await postOf({ full_text: 'RT @Ana: x' })).parentAuthor).toEqual({
    platform: 'x',
    platformId: null,
    handle: 'Ana',
  })
})

test.each([
  ['https://twitter.com/ana/status/649008991427694592', 'quote', '649008991427694592', 'ana'],
  ['https://x.com/ana/status/649008991427694592?s=20', 'quote', '649008991427694592', 'ana'],
  ['https://twitter.com/i/web/status/649008991427694592', 'quote', '649008991427694592', null],
  ['https://twitter.com/i/web/status/1588091220244369409', 'original', null, null],
  ['https://twitter.com/ana/status/649008991427694592/photo/1', 'original', null, null],
  ['https://twitter.com/ana', 'original', null, null],
])('a link to %s makes it %s', async (expanded_url, kind, parentId, handle) => {
  const post = await postOf({ entities: { urls: [{ expanded_url }] } })
  expect([post.kind, post.parentId, post.parentAuthor?.handle ?? null]).toEqual([kind, parentId, handle])
})

test('ids written as numbers keep every digit', async () => {
  const tweets = `window.YTD.tweet.part0 = [{"tweet":{"id":649008991427694592,"full_text":"x","created_at":"Thu Nov 03 08:50:26 +0000 2022","in_reply_to_status_id":649008991427694593}}]`
  const { records } = await readExport(xArchive, exportOf({ 'account.js': ACCOUNT, 'tweet.js': tweets }))
  expect(records[0]).toMatchObject({ id: '649008991427694592', parentId: '649008991427694593' })
})

test('tweets without the wrapper of later years are read', async () => {
  const { records } = await readExport(
    xArchive,
    exportOf({ 'data/account.js': ACCOUNT, 'data/tweet.js': ytd('tweet', [tweet({}).tweet]) }),
  )
  expect(records).toHaveLength(1)
})

test('parts are read in their order and follows point the right way', async () => {
  const { rows, records, summary } = await readExport(
    xArchive,
    exportOf({
      'wrapper/data/manifest.js': MANIFEST,
      'wrapper/data/account.js': ACCOUNT,
      'wrapper/data/profile.js': ytd('profile', [{ profile: { description: { bio: 'Cloth and people.' } } }]),
      'wrapper/data/tweets-part1.js': ytd('tweets', [
        tweet({ id_str: '2', created_at: 'Sat Nov 05 08:00:00 +0000 2022' }),
      ]),
      'wrapper/data/tweets.js': ytd('tweets', [tweet({ id_str: '1' })]),
      'wrapper/data/follower.js': ytd('follower', [{ follower: { accountId: '7' } }]),
      'wrapper/data/following.js': ytd('following', [{ following: { accountId: '8' } }]),
      'wrapper/data/direct-messages.js': 'never read',
    }),
  )
  const made = Date.parse('2022-11-14T18:44:55.824Z')
  expect(records.slice(0, 2)).toMatchObject([{ id: '1' }, { id: '2' }])
  expect(records.slice(2)).toEqual([
    { type: 'follow', follower: { platform: 'x', platformId: '7', handle: null }, followed: ME, snapshotTime: made },
    { type: 'follow', follower: ME, followed: { platform: 'x', platformId: '8', handle: null }, snapshotTime: made },
  ])
  expect(rows[1]?.place).toEqual({ file: 'wrapper/data/tweets-part1.js', unit: 'item', row: 1 })
  expect(summary).toEqual({
    owner: {
      type: 'account',
      account: ME,
      displayName: 'Weft Museum',
      description: 'Cloth and people.',
      exporter: true,
    },
    coverage: [
      {
        platform: 'x',
        account: ME,
        direction: 'outbound',
        acts: ['post', 'reply', 'mention', 'repost', 'quote'],
        text: true,
        from: Date.parse('2022-11-03T08:50:26Z'),
        to: made,
      },
      { platform: 'x', account: ME, direction: 'inbound', acts: ['follow'], text: false, from: made, to: made },
      { platform: 'x', account: ME, direction: 'outbound', acts: ['follow'], text: false, from: made, to: made },
    ],
    notes: [],
  })
})

test('with a part missing, nothing is claimed of the time after the last tweet', async () => {
  const { summary } = await readExport(
    xArchive,
    exportOf({
      'data/manifest.js': MANIFEST,
      'data/tweets.js': ytd('tweets', [tweet({})]),
      'data/follower.js': ytd('follower', []),
    }),
  )
  expect(summary.coverage[0]?.to).toBe(Date.parse('2022-11-03T08:50:26Z'))
  expect(summary.notes).toEqual([
    'data/tweets-part1.js is missing: the manifest counts 1 rows in it',
    'data/follower.js has 0 rows, the manifest counts 1',
  ])
})

test('without tweets.js the headers are ignored rows, and no posts are covered', async () => {
  const header = { tweet: { tweet_id: '1', user_id: '2', created_at: 'Thu Nov 03 08:50:26 +0000 2022' } }
  const { rows, summary } = await readExport(
    xArchive,
    exportOf({ 'data/account.js': ACCOUNT, 'data/tweet-headers.js': ytd('tweet_headers', [header]) }),
  )
  expect(rows).toMatchObject([{ outcome: 'ignored', reason: 'says that a tweet exists, not what it is' }])
  expect(summary.coverage).toEqual([])
})

test('a like is an act without a time, only where its link names whose post it was, and likes are never covered', async () => {
  const anonymous = { like: { tweetId: '5', expandedUrl: 'https://twitter.com/i/web/status/5' } }
  const named = { like: { tweetId: '6', expandedUrl: 'https://twitter.com/ana/status/6' } }
  const files = { 'data/account.js': ACCOUNT, 'data/tweets.js': ytd('tweets', [tweet({})]) }
  const some = await readExport(xArchive, exportOf({ ...files, 'data/like.js': ytd('like', [anonymous, named]) }))
  expect(some.rows.slice(1)).toMatchObject([
    { outcome: 'ignored', reason: 'X does not say whose post was liked' },
    { outcome: 'record', record: { kind: 'like', target: { handle: 'ana' }, time: null, postId: '6', post: null } },
  ])
  expect(some.summary.coverage[0]?.acts).not.toContain('like')
  // Without times they are in no quarter: a quarter without them was not without likes.
  const all = await readExport(xArchive, exportOf({ ...files, 'data/like.js': ytd('like', [named]) }))
  expect(all.summary.coverage[0]?.acts).not.toContain('like')
})

test('a tweet without id or with a wrong time, and a follower without account, are rejected and the others read', async () => {
  const { rows, records } = await readExport(
    xArchive,
    exportOf({
      'data/account.js': ACCOUNT,
      'data/tweets.js': ytd('tweets', [tweet({ id_str: '' }), tweet({ created_at: 'once' }), null, tweet({})]),
      'data/follower.js': ytd('follower', [{ follower: {} }]),
    }),
  )
  expect(rejectedOf(rows)).toMatchObject([
    { place: { row: 1 }, column: 'id_str' },
    { place: { row: 2 }, column: 'created_at', value: 'once' },
    { place: { row: 3 }, column: 'id_str' },
    { place: { file: 'data/follower.js', row: 1 }, column: 'accountId' },
  ])
  expect(records).toHaveLength(1)
})

test('an edited tweet replaces its earlier forms, whichever way the archive writes its history', async () => {
  const forms = ['1588091220244369400', '1588091220244369409']
  const edit = { time: Date.parse('2022-11-03T08:50:26Z'), replaces: ['1588091220244369400'] }
  expect(await postOf({ edit_info: { edit: { editControlInitial: { editTweetIds: forms } } } })).toMatchObject({ edit })
  expect(await postOf({ edit_info: { initial: { editTweetIds: forms } } })).toMatchObject({ edit })
  expect(await postOf({ edit_info: { initial: { editTweetIds: [forms[1]] } } })).not.toHaveProperty('edit')
})

test('how often a post was liked and passed on is told as of the archive; of a retweet nothing is', async () => {
  const counts = { favorite_count: '12', retweet_count: '0' }
  const { rows, summary } = await readExport(
    xArchive,
    exportOf({
      'data/manifest.js': MANIFEST,
      'data/account.js': ACCOUNT,
      'data/tweets.js': ytd('tweets', [tweet({ id_str: '1', ...counts })]),
      'data/tweets-part1.js': ytd('tweets', [tweet({ id_str: '2', full_text: 'RT @ana: hi', ...counts })]),
      'data/follower.js': ytd('follower', [{ follower: { accountId: '7' } }]),
    }),
  )
  const about = { type: 'count', account: ME, postId: '1', span: 'total', time: Date.parse('2022-11-14T18:44:55.824Z') }
  expect(rows[0]).toMatchObject({
    also: [
      { ...about, thing: 'likes', value: 12 },
      { ...about, thing: 'reposts', value: 0 },
    ],
  })
  expect(rows[1]).not.toHaveProperty('also')
  expect(summary.coverage[0]?.acts).toEqual(['post', 'reply', 'mention', 'repost', 'quote', 'count'])
})

test('posts in communities are posts; alone they say nothing of the others', async () => {
  const files = {
    'data/account.js': ACCOUNT,
    'data/follower.js': ytd('follower', [{ follower: { accountId: '7' } }]),
    'data/community-tweet.js': ytd('community_tweet', [tweet({ id_str: '5', community_id_str: '9' })]),
  }
  const alone = await readExport(xArchive, exportOf(files))
  expect(alone.records[0]).toMatchObject({ type: 'post', id: '5', author: ME })
  expect(alone.summary.coverage.map(({ acts }) => acts)).toEqual([['follow']])
  const all = await readExport(xArchive, exportOf({ ...files, 'data/tweets.js': ytd('tweets', [tweet({})]) }))
  expect(all.records.map((record) => record.type)).toEqual(['post', 'post', 'follow'])
  expect(all.summary.coverage[0]?.acts).toContain('post')
})

test('a tweet without a time has that of its id', async () => {
  const tweets = ytd('tweets', [
    { tweet: { id_str: '1380242611781386245', full_text: 'x' } },
    { tweet: { id_str: '20' } },
  ])
  const { rows, records } = await readExport(xArchive, exportOf({ 'account.js': ACCOUNT, 'tweets.js': tweets }))
  expect(records).toMatchObject([{ time: Date.parse('2021-04-08T19:34:16.973Z') }])
  expect(rejectedOf(rows)).toMatchObject([{ column: 'created_at', place: { row: 2 } }])
})

test.each([
  ['https://loomgate.example', 'https://loomgate.example'],
  ['https://t.co/0ZIZdtNyXL', undefined],
  ['', undefined],
])('the owner’s address %j is %j: X hides some behind its own', async (written, website) => {
  const profile = ytd('profile', [{ profile: { description: { bio: '', website: written } } }])
  const files = { 'account.js': ACCOUNT, 'profile.js': profile, 'tweets.js': ytd('tweets', [tweet({})]) }
  const { summary } = await readExport(xArchive, exportOf(files))
  expect(summary.owner?.website).toBe(website)
})

test('whatever a field holds, its tweet is one row and the next is read', async () => {
  const full = {
    in_reply_to_user_id_str: '7',
    in_reply_to_status_id_str: '8',
    entities: { user_mentions: [mention('ana', '7')], urls: [{ expanded_url: 'https://x.com/ana/status/8' }] },
    edit_info: { initial: { editTweetIds: ['1', '2'] } },
    favorite_count: '3',
    lang: 'en',
  }
  const keys = ['id_str', 'created_at', 'full_text', ...Object.keys(full)]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...keys), fc.jsonValue(), fc.jsonValue(), async (key, value, whatever) => {
      const tweets = [
        tweet({ id_str: '1' }),
        tweet({ ...full, [key]: value }),
        { tweet: whatever },
        whatever,
        tweet({ id_str: '3' }),
      ]
      const files = { 'account.js': ACCOUNT, 'tweets.js': ytd('tweets', tweets), 'like.js': ytd('like', [whatever]) }
      const { rows } = await readExport(xArchive, exportOf(files))
      expect(rows).toHaveLength(6)
      expect([rows[0]?.outcome, rows[4]?.outcome]).toEqual(['record', 'record'])
    }),
    { seed: 2022, numRuns: 100 },
  )
})
