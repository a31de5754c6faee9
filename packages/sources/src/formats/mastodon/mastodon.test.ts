import { interactionsOfPost } from '@weft/model/interaction'
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
        ? interactionsOfPost(record).map(({ kind, target }) => `${record.author.handle} ${kind} ${target.handle}`)
        : record.type === 'interaction'
          ? [`${record.actor.handle} ${record.kind} ${record.target.handle}`]
          : record.type === 'follow'
            ? [`${record.follower.handle} follow ${record.followed.handle}`]
            : [],
    )
  const ignored = rows.flatMap((row) => (row.outcome === 'ignored' ? [row.reason] : []))
  return { format: format.id, rows, told, acts, ignored, summary, rejected: rejectedOf(rows) }
}

const ME = 'loomgate@museum.example'
const actor = {
  id: 'https://museum.example/users/loomgate',
  preferredUsername: 'loomgate',
  name: 'Loomgate',
  summary: '<p>A museum &amp; more</p>',
}
const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'
const note = (id: string, part: object = {}) => ({
  id: `${id}/activity`,
  type: 'Create',
  to: [PUBLIC],
  cc: [],
  object: {
    id,
    type: 'Note',
    published: '2024-02-01T10:00:00Z',
    content: '<p>Hello</p>',
    inReplyTo: null,
    tag: [],
    ...part,
  },
})
const boost = (object: string) => ({
  id: `b:${object}`,
  type: 'Announce',
  published: '2024-02-02T10:00:00Z',
  to: [PUBLIC],
  cc: [],
  object,
})
const outbox = (...orderedItems: object[]) => ({ totalItems: orderedItems.length, orderedItems })

test('archive: posts, replies with whom they answer, mentions with their host, boosts; in a wrapper folder too', async () => {
  const { format, acts, told, summary } = await read({
    'archive-2024/actor.json': actor,
    'archive-2024/outbox.json': outbox(
      note('https://museum.example/users/loomgate/statuses/1', {
        inReplyTo: 'https://Weavers.example/users/ana/statuses/9',
        contentMap: { en: 'x' },
        summary: 'Long',
        tag: [
          { type: 'Mention', href: 'https://weavers.example/users/ana', name: '@ana@weavers.example' },
          { type: 'Mention', href: 'https://museum.example/users/ben', name: '@ben' },
          { type: 'Hashtag', name: '#yarn' },
        ],
      }),
      note('2', { inReplyTo: 'https://other.example/objects/17' }),
      boost('https://weavers.example/@ana/77'),
      boost('https://other.example/notice/5'),
    ),
  })
  expect(format).toBe('mastodon_archive')
  expect(acts).toEqual([
    `${ME} reply ana@weavers.example`,
    `${ME} mention ben@museum.example`,
    `${ME} repost ana@weavers.example`,
  ])
  expect(told[0]?.[0]).toMatchObject({ text: 'Long\n\nHello', language: 'en', kind: 'reply' })
  expect(told[1]?.[0]).toMatchObject({
    kind: 'reply',
    parentAuthor: null,
    parentId: 'https://other.example/objects/17',
  })
  expect(summary.owner).toMatchObject({ account: { handle: ME }, description: 'A museum & more', exporter: true })
  expect(summary.coverage).toMatchObject([
    { direction: 'outbound', acts: ['post', 'reply', 'mention', 'repost'], text: true },
  ])
})

test('archive: what is not public is left out, whatever it is; unlisted is public', async () => {
  const { told, ignored } = await read({
    'actor.json': actor,
    'outbox.json': outbox(
      { ...note('1'), to: ['https://museum.example/users/loomgate/followers'] },
      { ...note('2'), to: ['https://weavers.example/users/ana'] },
      { ...note('3'), to: [], cc: [PUBLIC] },
      { ...note('4'), type: 'Update' },
    ),
  })
  expect(told.flat()).toMatchObject([{ id: '3' }])
  expect(ignored).toEqual([
    'not public: for followers only, or a direct message',
    'not public: for followers only, or a direct message',
    'an activity of another kind (Update)',
  ])
})

test('archive: likes are acts without a time; covered only where each says whose post it was', async () => {
  const base = { 'actor.json': actor, 'outbox.json': { ...outbox(note('1')), totalItems: 5 } }
  const whole = await read({
    ...base,
    'likes.json': outbox(...(['https://weavers.example/users/ana/statuses/3'] as unknown as object[])),
  })
  expect(whole.told[1]?.[0]).toMatchObject({ kind: 'like', time: null, target: { handle: 'ana@weavers.example' } })
  expect(whole.summary.coverage[0]?.acts).toContain('like')
  expect(whole.summary.notes).toEqual(['the outbox holds 1 activities and counts 5'])
  const partly = await read({
    ...base,
    'likes.json': outbox(...(['https://other.example/objects/3'] as unknown as object[])),
  })
  expect(partly.ignored).toEqual(['the address does not say whose post was liked'])
  expect(partly.summary.coverage[0]?.acts).not.toContain('like')
})

test('archive: a post without a time is rejected, a cut-off outbox refused', async () => {
  const { rejected, told } = await read({
    'actor.json': actor,
    'outbox.json': outbox(note('1', { published: 'soon' }), note('2')),
  })
  expect(told).toHaveLength(1)
  expect(rejected).toMatchObject([{ column: 'published', value: 'soon' }])
  await expect(read({ 'actor.json': actor, 'outbox.json': '{"orderedItems":[{"id":' })).rejects.toMatchObject({
    name: 'BrokenFile',
  })
})

const account: ReadOptions = { platform: null, account: { platform: 'mastodon', platformId: null, handle: ME } }

test('follow lists: blanks, a leading @, capitals and repeats as people leave them; the day in the file’s name', async () => {
  const { format, acts, told, rejected, summary } = await read(
    {
      'following_accounts_2024-03-31.csv':
        'Account address,Show boosts\nana@weavers.example, true\n@Ben@Weavers.example,false\nnobody,true\n',
    },
    account,
  )
  expect(format).toBe('mastodon_following_csv')
  expect(acts).toEqual([`${ME} follow ana@weavers.example`, `${ME} follow Ben@Weavers.example`])
  expect(told[0]?.[0]).toMatchObject({ snapshotTime: Date.parse('2024-03-31') })
  expect(rejected).toMatchObject([{ column: 'account address', value: 'nobody' }])
  expect(summary.coverage).toMatchObject([{ direction: 'outbound', acts: ['follow'], account: { handle: ME } }])
})

test('followers go the other way; both lists have to be told whose they are', async () => {
  const followers = { 'followers.csv': 'Account address\r\nana@weavers.example\r\n' }
  expect(await read(followers, account)).toMatchObject({
    format: 'mastodon_followers_csv',
    acts: [`ana@weavers.example follow ${ME}`],
  })
  await expect(read(followers)).rejects.toMatchObject({ name: 'AccountNeeded', platform: 'mastodon' })
})

test('a list of muted accounts is nobody’s business', async () => {
  await expect(
    read({ 'muted.csv': 'Account address,Hide notifications\na@b.example,true\n' }, account),
  ).rejects.toThrow(/private/)
})

const acct = (id: string, name: string, host = 'museum.example') => ({
  id,
  username: name,
  acct: host === 'museum.example' ? name : `${name}@${host}`,
  display_name: name.toUpperCase(),
  note: `<p>I am ${name}</p>`,
  url: `https://${host}/@${name}`,
  followers_count: 3,
  statuses_count: 1,
  fields: [{ name: 'web', value: `<a href="https://${name}.example">x</a>` }],
})
const status = (id: string, by: object, part: object = {}) => ({
  id,
  uri: `https://museum.example/statuses/${id}`,
  url: `https://museum.example/@x/${id}`,
  created_at: '2024-02-01T10:00:00.000Z',
  visibility: 'public',
  content: `<p>status ${id}</p>`,
  spoiler_text: '',
  language: 'en',
  account: by,
  mentions: [],
  reblog: null,
  in_reply_to_id: null,
  in_reply_to_account_id: null,
  edited_at: null,
  favourites_count: 4,
  ...part,
})
const us = acct('1', 'loomgate')
const ana = acct('2', 'ana', 'weavers.example')

test('API: ids of a server’s own are explained by the other statuses, wherever they stand; boosts and private posts', async () => {
  const { format, acts, told, ignored } = await read({
    'statuses.json': [
      status('12', us, { in_reply_to_id: '10', in_reply_to_account_id: '2' }),
      status('11', us, { reblog: status('10', ana) }),
      status('13', us, { visibility: 'private' }),
      status('14', us, { edited_at: '2024-02-03T10:00:00.000Z' }),
    ],
  })
  expect(format).toBe('mastodon_api')
  expect(acts).toEqual([`${ME} reply ana@weavers.example`, `${ME} repost ana@weavers.example`])
  expect(told[0]?.[0]).toMatchObject({ parentId: 'https://museum.example/statuses/10', text: 'status 12' })
  expect(told[1]).toMatchObject([
    { kind: 'repost', text: null },
    { id: 'https://museum.example/statuses/10', author: { handle: 'ana@weavers.example' } },
    {
      type: 'account',
      account: { handle: 'ana@weavers.example' },
      description: 'I am ana',
      website: 'https://ana.example',
    },
  ])
  expect(ignored).toEqual(['not public: for followers only, or a direct message'])
  expect(told[2]?.[0]).toMatchObject({ edit: { time: Date.parse('2024-02-03T10:00:00Z') } })
})

test('API: a thread, and mentions that name whom a reply answers', async () => {
  const reply = status('21', ana, {
    in_reply_to_account_id: '1',
    in_reply_to_id: '20',
    mentions: [
      { id: '1', acct: 'loomgate', url: 'https://museum.example/@loomgate' },
      { id: '3', acct: 'ben@b.example', url: 'https://b.example/@ben' },
    ],
  })
  const { acts } = await read({ 'context.json': { ancestors: [status('20', us)], descendants: [reply] } })
  expect(acts).toEqual([`ana@weavers.example reply ${ME}`, 'ana@weavers.example mention ben@b.example'])
})

const notification = (type: string, part: object = {}) => ({
  id: '1',
  type,
  created_at: '2024-02-05T10:00:00.000Z',
  account: ana,
  ...part,
})

test('API: notifications tell who followed, liked and boosted, and when', async () => {
  const own = status('30', us)
  const { acts, told, ignored } = await read(
    {
      'notifications.json': [
        notification('follow'),
        notification('favourite', { status: own }),
        notification('reblog', { status: own }),
        notification('mention', {
          status: status('31', ana, {
            mentions: [{ id: '1', acct: 'loomgate', url: 'https://museum.example/@loomgate' }],
          }),
        }),
        notification('poll', { status: own }),
      ],
    },
    account,
  )
  expect(acts).toEqual([
    `ana@weavers.example follow ${ME}`,
    `ana@weavers.example like ${ME}`,
    `ana@weavers.example repost ${ME}`,
    `ana@weavers.example mention ${ME}`,
  ])
  expect(told[0]?.[0]).toMatchObject({ since: Date.parse('2024-02-05T10:00:00Z'), snapshotTime: null })
  expect(ignored).toEqual(['a notification of another kind (poll)'])
  await expect(read({ 'n.json': [notification('follow')] })).rejects.toMatchObject({ name: 'AccountNeeded' })
})

test('API: accounts alone are profiles; in pages that weft fetch wrote they are who follows whom, and when', async () => {
  const lone = await read({ 'followers.json': [ana] })
  expect(lone.acts).toEqual([])
  expect(lone.told[0]).toMatchObject([{ type: 'account' }, { thing: 'followers', value: 3 }, { thing: 'posts' }])
  const page = (endpoint: string) =>
    JSON.stringify({
      weft_fetch: { platform: 'mastodon', endpoint, account: ME, taken_at: '2024-03-01T00:00:00Z', url: 'x' },
      body: [ana],
    })
  const fetched = await read({ 'f.ndjson': `${page('followers')}\n${page('following')}\n{"weft` })
  expect(fetched.format).toBe('mastodon_api')
  expect(fetched.acts).toEqual([`ana@weavers.example follow ${ME}`, `${ME} follow ana@weavers.example`])
  expect(fetched.told[0]?.[0]).toMatchObject({ snapshotTime: Date.parse('2024-03-01') })
  expect(fetched.summary.coverage).toMatchObject([
    { direction: 'inbound', account: { handle: ME } },
    { direction: 'outbound' },
  ])
  expect(fetched.rejected).toMatchObject([{ problem: 'the line is no whole JSON' }])
})

test('API: relationships and lists name nobody; a status that is not whole is rejected', async () => {
  const { ignored, rejected } = await read({
    'a.json': [
      { id: '1', following: true, followed_by: true, requested: false },
      { id: '1', title: 'x', replies_policy: 'list' },
      status('1', us, { created_at: 'soon' }),
    ],
  })
  expect(ignored).toHaveLength(2)
  expect(rejected).toMatchObject([{ column: 'created_at', value: 'soon' }])
})
