import { expect, test } from 'vitest'
import { exportOf } from '../exports.test-data.ts'
import { FORMATS } from '../formats.ts'
import { ExportRefused } from '../refusal.ts'

const DID = 'did:plc:loom'
const POST = `at://${DID}/app.bsky.feed.post/1`
const PROFILE = { did: DID, handle: 'loom.test' }
const RECORD = { $type: 'app.bsky.feed.post', text: 'hello', createdAt: '2024-02-01T10:00:00.000Z' }
const VIEW = { uri: POST, author: PROFILE, record: RECORD, indexedAt: '2024-02-01T10:00:00.000Z' }
const COMMENT = { id: 'c1', author: 'ana', created_utc: 1_700_000_000, body: 'hello', parent_id: 't3_p1' }

const json = (value: unknown) => ({ 'answer.json': JSON.stringify(value) })

const KINDS: readonly [format: string, files: Record<string, string>][] = [
  ['bluesky_api', json({ feed: [{ post: VIEW }] })],
  ['bluesky_api', json({ posts: [VIEW] })],
  ['bluesky_api', json({ thread: { $type: 'app.bsky.feed.defs#threadViewPost', post: VIEW } })],
  ['bluesky_api', json({ subject: PROFILE, followers: [PROFILE] })],
  ['bluesky_api', json({ uri: POST, likes: [{ actor: PROFILE }] })],
  ['bluesky_api', json({ uri: POST, repostedBy: [] })],
  ['bluesky_api', json({ notifications: [{ uri: POST, author: PROFILE, reason: 'mention', record: RECORD }] })],
  ['bluesky_api', json({ records: [{ uri: POST, cid: 'x', value: RECORD }] })],
  ['bluesky_api', json({ actor: DID, relationships: [{ did: DID }] })],
  ['bluesky_api', json({ ...PROFILE, followersCount: 3 })],
  [
    'bluesky_api',
    json({ weft_fetch: { platform: 'bluesky', endpoint: 'statuses', account: 'loom.test' }, body: { feed: [] } }),
  ],
  [
    'bluesky_jetstream',
    json({ did: DID, time_us: 1, kind: 'commit', commit: { operation: 'create', record: RECORD } }),
  ],
  ['bluesky_firehose', json({ repo: DID, blocks: { $bytes: '' }, ops: [] })],
  ['reddit_api', json({ kind: 'Listing', data: { children: [{ kind: 't1', data: COMMENT }] } })],
  ['reddit_api', { 'dump.ndjson': `${JSON.stringify(COMMENT)}\n${JSON.stringify(COMMENT)}\n` }],
  ['reddit_export', { 'comments.csv': 'id,permalink,date,ip,subreddit,gildings,link,parent,body,media\n' }],
  ['reddit_export', { 'posts.csv': 'id,permalink,date,ip,subreddit,gildings,title,url,body\n' }],
  [
    'reddit_export',
    { 'posts.csv': 'id,permalink,date,ip,subreddit,gildings,title,url,body\n', 'statistics.csv': 'statistic,value\n' },
  ],
  ['slack_export', { 'users.json': '[]', 'channels.json': '[]', 'general/2024-02-01.json': '[]' }],
  ['follower_series', { 'table.csv': 'timestamp,followers,following,posts\n\n2024-11-15 00:01:00 UTC,15,,\n' }],
]

test('what Bluesky, Reddit, Slack and a follower series look like is each one format and no other', async () => {
  for (const [format, files] of KINDS) {
    const matching: string[] = []
    for (const each of FORMATS) {
      const missing = await each.match(exportOf(files)).then(
        (match) => match.missing,
        (error: unknown) => (error instanceof ExportRefused ? [error.message] : Promise.reject(error as Error)),
      )
      if (missing.length === 0) matching.push(each.id)
    }
    expect([files, matching]).toEqual([files, [format]])
  }
})
