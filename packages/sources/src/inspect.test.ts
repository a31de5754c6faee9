import { expect, test } from 'vitest'
import { onDisk, ytd, zipBytes } from './exports.test-data.ts'
import { inspectExports } from './inspect.ts'

const ARCHIVE = {
  'data/account.js': ytd('account', [{ account: { username: 'weftmuseum', accountId: '1' } }]),
  'data/tweets.js': ytd('tweets', [
    {
      tweet: {
        id_str: '5',
        full_text: '@ana and @ben',
        created_at: 'Thu Nov 03 08:50:26 +0000 2022',
        in_reply_to_user_id_str: '7',
        in_reply_to_screen_name: 'ana',
        entities: {
          user_mentions: [
            { screen_name: 'ana', id_str: '7' },
            { screen_name: 'ben', id_str: '8' },
          ],
        },
      },
    },
    { tweet: { id_str: '', full_text: 'x', created_at: 'Thu Nov 03 08:50:26 +0000 2022' } },
  ]),
  'data/follower.js': ytd('follower', [{ follower: { accountId: '7' } }, { follower: { accountId: '8' } }]),
  'data/like.js': ytd('like', [{ like: { tweetId: '9', expandedUrl: 'https://twitter.com/i/web/status/9' } }]),
}

async function inspect(name: string, content: string | Buffer) {
  const paths = await onDisk({ [name]: content })
  return (await inspectExports([{ path: paths[name] as string, name }], { platform: 'x' })).files
}

test('an archive is one entry: posts, the interactions they make, follows, and every row accounted for', async () => {
  const [entry] = await inspect('x.zip', await zipBytes(ARCHIVE))
  expect(entry).toMatchObject({
    file: 'x.zip',
    format: 'x_archive',
    rows: 5,
    records: { posts: 1, interactions: 2, follows: 2, accounts: 1, roster: 0 },
    rejected: 1,
    ignored: 1,
    period: ['2022-11-03T08:50:26.000Z', '2022-11-03T08:50:26.000Z'],
    ignoredBecause: { 'X does not say whose post was liked': 1 },
    rejectedRows: [{ file: 'data/tweets.js', row: 2, column: 'id_str' }],
    error: null,
  })
  expect(entry?.coverage.map(({ direction, acts }) => [direction, acts.includes('follow')])).toEqual([
    ['outbound', false],
    ['inbound', true],
  ])
})

test('several rows of one post are one post', async () => {
  const [entry] = await inspect(
    'acts.csv',
    'id,time,kind,actor,target,text\n5,2015-10-02,reply,ana,ben,hi\n5,2015-10-02,mention,ana,cai,hi\n',
  )
  expect(entry?.records).toMatchObject({ posts: 1, interactions: 2 })
  expect(entry?.coverage[0]).toMatchObject({ platform: 'x', from: '2015-10-02T00:00:00.000Z' })
})

test('follow lists alone have the period of their snapshots', async () => {
  const [entry] = await inspect('f.csv', 'follower,followed,snapshot_date\nana,ben,2019-03-01\nben,ana,2019-06-01\n')
  expect(entry?.period).toEqual(['2019-03-01T00:00:00.000Z', '2019-06-01T00:00:00.000Z'])
})

test('a cut-off archive keeps the counts of what came before and says where it broke', async () => {
  const cut = { ...ARCHIVE, 'data/follower.js': ARCHIVE['data/follower.js'].slice(0, -30) }
  const [entry] = await inspect('x.zip', await zipBytes(cut))
  expect(entry?.error).toMatchObject({ name: 'BrokenFile' })
  expect(entry?.error?.message).toContain('data/follower.js: broken at item 2')
  expect(entry?.records.posts).toBe(1)
})

test('what cannot be read has no format and no numbers but zeros', async () => {
  const [entry] = await inspect('a.csv', '%PDF-1.7')
  expect(entry).toMatchObject({ file: 'a.csv', format: null, rows: 0, period: null, error: { name: 'NotData' } })
})
