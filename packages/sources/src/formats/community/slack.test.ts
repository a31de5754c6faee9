import { interactionsOfPost } from '@weft/model/interaction'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from '../../exports.test-data.ts'
import { type RecordRow, recordsOf } from '../../format.ts'
import { detectFormat } from '../../formats.ts'
import { slackText } from './slack-text.ts'

async function read(files: Record<string, unknown>) {
  const exported = exportOf(
    Object.fromEntries(
      Object.entries(files).map(([path, value]) => [path, typeof value === 'string' ? value : JSON.stringify(value)]),
    ),
  )
  const format = await detectFormat(exported)
  const { rows, summary } = await readExport(format, exported)
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

test('messages, threads with whom they answer, mentions, reactions; who is there, without addresses', async () => {
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
          reactions: [
            { name: 'heart', users: ['UANA', 'UCAI'], count: 2 },
            { name: 'wave', users: ['UANA'], count: 1 },
          ],
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
  // Reactions have no time: a quarter without them was not without likes.
  for (const { acts: covered } of summary.coverage) expect(covered).toEqual(['post', 'reply', 'mention'])
})

test('notices are left out, comments on files are answers, a message without a writer is rejected', async () => {
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

test('only what channels.json names as public is read: private channels and direct messages are not even counted', async () => {
  const secret = [message('1706781600.0001', 'ANA', 'secret plan')]
  const { rows, summary } = await read(
    slack(
      {
        'general/2024-02-01.json': [],
        'board/2024-02-01.json': secret,
        'D9/2024-02-01.json': secret,
        'D8/2024-02-01.json': secret,
        'staff/2024-02-01.json': secret,
      },
      {
        'channels.json': [
          { id: 'C1', name: 'general' },
          { id: 'C2', name: 'staff', is_private: true },
        ],
        'groups.json': [{ id: 'G1', name: 'board' }],
        'dms.json': [{ id: 'D9', members: [] }],
      },
    ),
  )
  expect(JSON.stringify(rows)).not.toContain('secret plan')
  expect(summary.notes).toEqual(['4 days of private channels and direct messages left out'])
})

test('an upload’s notice is no mention of oneself; what was written with the file is read', async () => {
  const url = '<https://loomgate.slack.com/files/ana/F1/loom.png|loom.png>'
  const { told, acts } = await read(
    slack({
      'general/2016-02-01.json': [
        message('1454284800.0001', 'ANA', `<@UANA|ana> uploaded a file: ${url}`, { subtype: 'file_share' }),
        message('1454284801.0001', 'ANA', `<@UANA|ana> uploaded a file: ${url} and commented: for <@UBEN>`, {
          subtype: 'file_share',
        }),
        message('1454284802.0001', 'ANA', 'see <@UBEN>', { subtype: 'file_share' }),
      ],
    }),
  )
  expect(acts).toEqual(['ana mention ben', 'ana mention ben'])
  expect(told.slice(3).map(([post]) => (post?.type === 'post' ? post.text : ''))).toEqual([
    null,
    'for @ben',
    'see @ben',
  ])
})

test('bots are called what their messages say; a deleted message is gone; Slack itself is nobody', async () => {
  const { told, acts, ignored } = await read(
    slack({
      'general/2024-02-01.json': [
        {
          type: 'message',
          subtype: 'bot_message',
          ts: '1706781600.0001',
          bot_id: 'B1',
          username: 'feeds',
          text: 'news',
        },
        { type: 'message', ts: '1706781601.0001', bot_id: 'B1', bot_profile: { name: 'Feeds' }, text: 'more' },
        message('1706781602.0001', 'ANA', 'ah', { thread_ts: '1706781600.0001' }),
        message('1706781603.0001', 'BEN', 'oh', {
          subtype: 'thread_broadcast',
          thread_ts: '1700000000.0001',
          root: { user: 'UCAI' },
        }),
        message('1706781604.0001', 'SLACKBOT', 'Reminder'),
        {
          type: 'message',
          subtype: 'tombstone',
          ts: '1706781605.0001',
          user: 'USLACKBOT',
          text: 'This message was deleted.',
        },
      ],
    }),
  )
  expect(told[3]).toMatchObject([{ author: { platformId: 'B1' } }, { type: 'account', displayName: 'feeds' }])
  expect(told[4]).toHaveLength(1)
  expect(acts).toEqual(['ana reply B1', 'ben reply cai'])
  expect(told.at(-1)).toEqual([{ type: 'deletion', platform: 'slack', postId: 'C1:1706781605.0001', time: null }])
  expect(ignored).toEqual(['written by Slack itself'])
})

test('text reads as in Slack: names, channels, groups, dates, links, escapes', () => {
  const read = (written: string) => slackText(written, (id) => (id === 'U1' ? 'ana' : null))
  expect(read('<@U1> <@U2|ben> <@U3>')).toBe('@ana @ben @U3')
  expect(read('<#C1|looms> <#C2>')).toBe('#looms #C2')
  expect(read('<!here|@here> <!subteam^S1|@weavers> <!channel>')).toBe('@here @weavers @channel')
  expect(read('<!date^1706781600^{date}|1 February>')).toBe('1 February')
  expect(read('<https://x.example|x.example> <https://x.example|this> <mailto:a@b.example|a@b.example>')).toBe(
    'https://x.example this (https://x.example) mailto:a@b.example',
  )
  expect(read('1 &lt; 2 &amp;amp; 3')).toBe('1 < 2 &amp; 3')
})

test('whatever JSON stands in a day, every item is one row and nothing is thrown', async () => {
  const keys = ['type', 'subtype', 'user', 'text', 'ts', 'thread_ts', 'reactions', 'users', 'edited', 'comment', 'file']
  const values = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(null, 1, '', 'message', 'file_comment', 'tombstone', 'UANA', '1706781600.0001', '<@UBEN|'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 6 }),
    ),
  })).value
  await fc.assert(
    fc.asyncProperty(fc.array(values, { maxLength: 5 }), async (items) => {
      const whole = items.map((item) =>
        typeof item === 'object' && item !== null && !Array.isArray(item)
          ? { type: 'message', ts: '1706781600.0001', user: 'UANA', ...item }
          : item,
      )
      const { rows } = await read({ ...slack({}), 'general/2024-02-01.json': whole })
      expect(rows).toHaveLength(USERS.length + items.length)
    }),
    { numRuns: 200 },
  )
})
