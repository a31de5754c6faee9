import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ME, OURS, read } from './mastodon.test-data.ts'

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

test('API: lists one a line are read as one', async () => {
  const pages = [[status('11', us)], [status('10', ana), status('9', ana)], []]
  const { format, told } = await read({ 'pages.jsonl': pages.map((page) => JSON.stringify(page)).join('\n') })
  expect([format, told.flat().filter(({ type }) => type === 'post').length]).toEqual(['mastodon_api', 3])
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
    OURS,
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
    { direction: 'as_observed', account: null },
    { direction: 'as_observed', account: null },
  ])
  expect(fetched.rejected).toMatchObject([{ problem: 'the line is no whole JSON' }])
})

test('API: only a fetched list from its first page to its last covers who follows; an empty one may be hidden', async () => {
  const page = (cursor: string | null, next: string | null, body: object[]) => ({
    weft_fetch: { platform: 'mastodon', endpoint: 'followers', account: ME, taken_at: '2024-03-01', cursor, next },
    body,
  })
  const whole = await read({ 'f.ndjson': lines(page(null, '5', [ana]), page('5', null, [])) })
  expect(whole.summary).toMatchObject({
    coverage: [{ direction: 'inbound', account: { handle: ME }, acts: ['follow'], from: Date.parse('2024-03-01') }],
    notes: [],
  })
  for (const part of [page(null, '5', [ana]), page('5', null, [ana])]) {
    const { summary } = await read({ 'f.ndjson': lines(part) })
    expect(summary.coverage).toMatchObject([{ direction: 'as_observed', account: null, acts: ['follow'] }])
    expect(summary.notes).toEqual([expect.stringContaining('does not show that the list of followers')])
  }
  const hidden = page(null, null, [])
  expect((await read({ 'f.ndjson': lines(hidden) })).summary).toMatchObject({ coverage: [], notes: [] })
  const two = await read({ 'f.ndjson': lines(hidden, fetched('statuses', [status('12', us)])) })
  expect(two.summary.coverage.filter(({ acts }) => acts.includes('follow'))).toEqual([])
})

test('API: a bare list is of the account that a person names, and followers or followed by the file’s name', async () => {
  const followers = await read({ 'get_followers.json': [ana] }, OURS)
  expect(followers.acts).toEqual([`ana@weavers.example follow ${ME}`])
  expect(followers.summary.coverage).toMatchObject([{ direction: 'as_observed', acts: ['follow'] }])
  expect((await read({ 'following-2.json': [ana] }, { ...OURS, takenAt: 7 })).told[0]?.[0]).toMatchObject({
    followed: { handle: 'ana@weavers.example' },
    snapshotTime: 7,
  })
  expect((await read({ 'favourited_by.json': [ana] }, OURS)).acts).toEqual([])
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

test('API: quotes, shown or only named; a quote of what is not public keeps it so', async () => {
  const theirs = status('40', ana)
  const quoting = (id: string, quote: object, part: object = {}) => status(id, us, { quote, ...part })
  const { told, acts } = await read({
    'statuses.json': [
      quoting('41', { state: 'accepted', quoted_status: theirs }),
      quoting('42', { state: 'accepted', quoted_status_id: '40' }),
      quoting(
        '43',
        { state: 'accepted', quoted_status: theirs },
        { in_reply_to_id: '41', in_reply_to_account_id: '1' },
      ),
      quoting('44', { state: 'revoked', quoted_status: null }),
      quoting('45', { state: 'accepted', quoted_status: { ...theirs, id: '46', visibility: 'private' } }),
    ],
  })
  expect(told.map(([post]) => post)).toMatchObject([
    { kind: 'quote', parentId: 'https://museum.example/statuses/40' },
    { kind: 'quote', parentId: 'https://museum.example/statuses/40' },
    { kind: 'reply', parentId: 'https://museum.example/statuses/41' },
    { kind: 'original' },
    { kind: 'quote' },
  ])
  expect(acts).toEqual([
    `${ME} quote ana@weavers.example`,
    `${ME} reply ${ME}`,
    `${ME} quote ana@weavers.example`,
    `${ME} quote ana@weavers.example`,
  ])
  expect(told[4]?.flatMap((record) => (record.type === 'post' ? [record.id] : []))).toEqual([
    'https://museum.example/statuses/45',
  ])
})

const fetched = (endpoint: string, body: object, by = ME) => ({
  weft_fetch: { platform: 'mastodon', endpoint, account: by, taken_at: '2024-03-01T00:00:00Z', url: 'x' },
  body,
})
const lines = (...pages: object[]) => pages.map((page) => JSON.stringify(page)).join('\n')

test('API: pages of an account’s statuses are all that it did in that time; ids hold from page to page', async () => {
  const { acts, told, summary } = await read({
    's.ndjson': lines(
      fetched('statuses', [status('12', us)]),
      fetched('statuses', [status('13', us, { in_reply_to_id: '12', in_reply_to_account_id: '1' })]),
      fetched('threads', {
        ancestors: [],
        descendants: [status('14', ana, { in_reply_to_id: '12', in_reply_to_account_id: '1' })],
      }),
    ),
  })
  expect(acts).toEqual([`${ME} reply ${ME}`, `ana@weavers.example reply ${ME}`])
  expect(told[0]).toContainEqual(expect.objectContaining({ thing: 'likes', value: 4, time: Date.parse('2024-03-01') }))
  expect(summary.coverage).toMatchObject([
    { direction: 'as_observed', acts: ['post', 'reply'] },
    { direction: 'outbound', account: { handle: ME }, acts: ['post', 'reply', 'mention', 'repost', 'quote'] },
  ])
})

test('API: a server’s own accounts have the host of the account that was fetched, not that of its web pages', async () => {
  const onWeb = { ...us, url: 'https://social.museum.example/@loomgate' }
  const mention = { id: '9', acct: 'cai', url: 'https://social.museum.example/@cai' }
  const { acts } = await read({
    's.ndjson': lines(fetched('statuses', [status('12', onWeb, { mentions: [mention] })])),
  })
  expect(acts).toEqual([`${ME} mention cai@museum.example`])
  const alone = await read({ 's.json': [status('12', onWeb)] })
  expect(alone.told[0]?.[0]).toMatchObject({ author: { handle: 'loomgate@social.museum.example' } })
})

test('API: notifications of likes say themselves whose they are; each kind is covered for as long as it is there', async () => {
  const day = (number: number) => `2024-02-0${number}T00:00:00.000Z`
  const { acts, ignored, summary } = await read({
    'n.json': [
      notification('follow', { created_at: day(9) }),
      notification('favourite', { status: status('30', us), created_at: day(5) }),
      notification('favourite', { status: status('30', us, { visibility: 'private' }), created_at: day(4) }),
      notification('favourite', { status: status('31', us), created_at: day(2) }),
      notification('favourite', { status: status('32', us), created_at: day(3) }),
    ],
  })
  expect(acts).toEqual([
    `ana@weavers.example follow ${ME}`,
    `ana@weavers.example like ${ME}`,
    `ana@weavers.example like ${ME}`,
    `ana@weavers.example like ${ME}`,
  ])
  expect(ignored).toEqual(['not public: for followers only, or a direct message'])
  expect(summary.coverage).toMatchObject([
    {
      direction: 'inbound',
      acts: ['follow'],
      account: { handle: ME },
      from: Date.parse(day(9)),
      to: Date.parse(day(9)),
    },
    { direction: 'inbound', acts: ['like'], account: { handle: ME }, from: Date.parse(day(2)), to: Date.parse(day(5)) },
  ])
})

test('API: whatever JSON stands in a file, every item is one row and nothing but a refusal is thrown', async () => {
  const odd = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('', 'private', [], {}, null, 7))
  const keys = [
    'id',
    'uri',
    'url',
    'acct',
    'username',
    'note',
    'account',
    'visibility',
    'created_at',
    'content',
    'type',
  ]
  const more = [
    'mentions',
    'reblog',
    'quote',
    'in_reply_to_id',
    'in_reply_to_account_id',
    'edited_at',
    'status',
    'fields',
  ]
  const broken = fc.dictionary(fc.constantFrom(...keys, ...more), odd)
  const bases = [status('1', us), ana, notification('favourite', { status: status('2', us) }), notification('mention')]
  const item = fc.tuple(fc.constantFrom(...bases), broken).map(([base, part]) => ({ ...base, ...part }))
  await fc.assert(
    fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 5 }), async (items) => {
      const { rows } = await read({ 'a.ndjson': lines(fetched('statuses', []), fetched('notifications', items)) })
      expect(rows).toHaveLength(items.length)
    }),
    { numRuns: 300 },
  )
})
