import { interactionsOfPost } from '@weft/model/interaction'
import type { Platform } from '@weft/model/platform'
import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from '../../exports.test-data.ts'
import { type ReadOptions, type RecordRow, recordsOf } from '../../format.ts'
import { detectFormat } from '../../formats.ts'

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
        ? interactionsOfPost(record).map(
            ({ kind, target }) => `${record.author.handle} ${kind} ${target.handle ?? target.platformId}`,
          )
        : record.type === 'interaction'
          ? [`${record.actor.handle} ${record.kind} ${record.target.handle}`]
          : [],
    )
  const ignored = rows.flatMap((row) => (row.outcome === 'ignored' ? [row.reason] : []))
  return { format: format.id, rows, told, acts, ignored, summary, rejected: rejectedOf(rows) }
}

const by = (platform: Platform, handle: string): ReadOptions => ({
  platform: null,
  account: { platform, platformId: null, handle },
})

const USERS = ['ana', 'ben', 'cai'].map((name) => ({
  id: `U${name.toUpperCase()}`,
  name,
  real_name: name,
  profile: { email: `${name}@secret.example`, phone: '555', real_name: `${name} Weaver`, title: 'Weaver' },
}))
const message = (ts: string, user: string, text: string, part: object = {}) => ({
  type: 'message',
  ts,
  user: `U${user}`,
  text,
  ...part,
})
const slack = (days: Record<string, object[]>, more: Record<string, unknown> = {}) => ({
  'users.json': USERS,
  'channels.json': [{ id: 'C1', name: 'general' }],
  ...days,
  ...more,
})

test('Slack: messages, threads with whom they answer, mentions, reactions; who is there, without addresses', async () => {
  const { format, told, acts, rows, summary } = await read(
    slack({
      'general/2024-02-01.json': [
        message(
          '1706781600.000100',
          'ANA',
          'Hi <@UBEN|ben> see <https://x.example|this> in <#C1|general> &amp; <!channel> :wave:',
          { thread_ts: '1706781600.000100' },
        ),
      ],
      'general/2024-02-02.json': [
        message('1706868000.000200', 'BEN', 'sure', {
          thread_ts: '1706781600.000100',
          edited: { user: 'UBEN', ts: '1706868060.000000' },
          reactions: [{ name: 'heart', users: ['UANA', 'UCAI'], count: 2 }],
        }),
      ],
    }),
  )
  expect(format).toBe('slack_export')
  expect(rows).toHaveLength(5)
  expect(acts).toEqual(['ana mention ben', 'ben reply ana', 'ana like ben', 'cai like ben'])
  expect(told[3]?.[0]).toMatchObject({
    id: 'C1:1706781600.000100',
    text: 'Hi @ben see this (https://x.example) in #general & @channel :wave:',
  })
  expect(told[4]?.[0]).toMatchObject({ parentId: 'C1:1706781600.000100', edit: { time: 1_706_868_060_000 } })
  expect(JSON.stringify(told)).not.toMatch(/secret|555/)
  expect(summary.coverage.map(({ direction }) => direction)).toEqual(['outbound', 'inbound', 'among_others'])
})

test('Slack: notices are left out, comments on files are answers, a message without a writer is rejected', async () => {
  const { acts, ignored, rejected } = await read(
    slack({
      'general/2024-02-01.json': [
        message('1706781600.0001', 'ANA', '<@UANA> has joined the channel', { subtype: 'channel_join' }),
        {
          type: 'message',
          subtype: 'file_comment',
          ts: '1706781601.0001',
          comment: { user: 'UBEN', comment: 'nice' },
          file: { user: 'UANA' },
        },
        { type: 'message', ts: '1706781602.0001', text: 'nobody' },
        { type: 'message', ts: 'soon', user: 'UANA', text: 'x' },
      ],
    }),
  )
  expect(acts).toEqual(['ben reply ana'])
  expect(ignored).toEqual(['a notice of the workspace (channel_join)'])
  expect(rejected.map(({ column }) => column)).toEqual(['user', 'ts'])
})

test('Slack: private channels and direct messages are not even counted', async () => {
  const secret = [message('1706781600.0001', 'ANA', 'secret plan')]
  const { rows, summary } = await read(
    slack(
      { 'general/2024-02-01.json': [], 'board/2024-02-01.json': secret, 'D9/2024-02-01.json': secret },
      { 'groups.json': [{ id: 'G1', name: 'board' }], 'dms.json': [{ id: 'D9', members: [] }] },
    ),
  )
  expect(JSON.stringify(rows)).not.toContain('secret plan')
  expect(summary.notes).toEqual(['2 days of private channels and direct messages left out'])
})

test('follower numbers: blank lines, empty cells and uneven gaps; an empty cell is unknown', async () => {
  const series =
    'timestamp,followers,following,posts\n\n2024-11-15 00:01:00 UTC,15,,\n2024-11-19 00:01:00 UTC,1000,3,\n2024-11-20 00:01:00 UTC,,,\n'
  const { format, told, ignored } = await read({ 'followers.csv': series }, by('bluesky', 'loomgate.test'))
  expect(format).toBe('follower_series')
  expect(told).toMatchObject([
    [{ thing: 'followers', value: 15, span: 'total', time: Date.parse('2024-11-15T00:01:00Z') }],
    [
      { thing: 'followers', value: 1000 },
      { thing: 'following', value: 3 },
    ],
  ])
  expect(ignored).toEqual(['a moment without numbers'])
  await expect(read({ 'followers.csv': series })).rejects.toMatchObject({ name: 'AccountNeeded' })
})
