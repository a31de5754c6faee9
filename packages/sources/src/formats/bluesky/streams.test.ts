import { CarBufferWriter } from '@ipld/car'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AT, answers, blockOf, did, read, record, uriOf } from './bluesky.test-data.ts'

const event = (operation: string, collection: string, rkey: string, of?: object) =>
  JSON.stringify({
    did: did('ana'),
    time_us: Date.parse(AT) * 1000,
    kind: 'commit',
    commit: { operation, collection, rkey, ...(of === undefined ? {} : { record: of }) },
  })

test('Jetstream: what was made, changed and deleted; a like taken back names only its key', async () => {
  const { format, told, acts, ignored, rejected, summary } = await read(
    [
      event('create', 'app.bsky.feed.post', '1', record(answers('loom', '9'))),
      event('update', 'app.bsky.feed.post', '1', record({ text: 'changed' })),
      event('delete', 'app.bsky.feed.post', '1'),
      event('delete', 'app.bsky.feed.like', '2'),
      event('delete', 'app.bsky.feed.repost', '3'),
      event('create', 'app.bsky.feed.repost', '3', { createdAt: AT, subject: { uri: uriOf('loom', '9') } }),
      event('create', 'app.bsky.graph.follow', '4', { createdAt: AT, subject: did('loom') }),
      event('create', 'app.bsky.graph.follow', '5', { createdAt: AT, subject: 'loom.test' }),
      event('create', 'app.bsky.feed.post', '7'),
      event('create', 'app.bsky.graph.block', '6', { createdAt: AT, subject: did('loom') }),
      JSON.stringify({
        did: did('ben'),
        time_us: 1,
        kind: 'identity',
        identity: { did: did('ben'), handle: 'ben.test' },
      }),
      JSON.stringify({ did: did('ben'), time_us: 1, kind: 'account', account: { active: false } }),
      '{"did":',
    ].join('\n'),
    'events.ndjson',
  )
  expect(format).toBe('bluesky_jetstream')
  expect(acts).toEqual(['ana reply loom', 'ana repost loom', 'ana follow loom'])
  expect(told.map(([first]) => first)).toMatchObject([
    { type: 'post', text: 'hello' },
    { type: 'post', text: 'changed', edit: { time: Date.parse(AT) } },
    { type: 'deletion', postId: uriOf('ana', '1'), time: Date.parse(AT) },
    { type: 'post', kind: 'repost' },
    { type: 'follow', since: Date.parse(AT) },
    { type: 'account', account: { handle: 'ben.test' } },
  ])
  expect(ignored).toHaveLength(4)
  expect(rejected).toMatchObject([{ column: 'subject' }, { column: 'record' }, { place: { unit: 'line', row: 13 } }])
  expect(summary.coverage).toMatchObject([{ direction: 'as_observed', acts: ['follow', 'post', 'reply', 'repost'] }])
})

test('firehose commits hold their records in blocks of their own', async () => {
  const post = await blockOf(record(answers('ana', '9')))
  const writer = CarBufferWriter.createWriter(new ArrayBuffer(2048), { roots: [post.cid] })
  writer.write(post)
  const commit = {
    repo: did('loom'),
    time: AT,
    blocks: { $bytes: Buffer.from(writer.close({ resize: true })).toString('base64') },
    ops: [
      { action: 'create', path: 'app.bsky.feed.post/1', cid: { $link: post.cid.toString() } },
      { action: 'create', path: 'app.bsky.feed.post/2', cid: { $link: 'bafyother' } },
      { action: 'delete', path: 'app.bsky.feed.post/3', cid: null },
    ],
  }
  const { format, acts, told, ignored } = await read(commit)
  expect(format).toBe('bluesky_firehose')
  expect(acts).toEqual(['loom reply ana'])
  expect(told[1]?.[0]).toMatchObject({ type: 'deletion', postId: uriOf('loom', '3') })
  expect(ignored).toHaveLength(1)
})

test('whatever JSON stands in a line, it is one row and nothing is thrown', async () => {
  const keys = [
    'did',
    'kind',
    'commit',
    'identity',
    'operation',
    'collection',
    'rkey',
    'record',
    'subject',
    'uri',
    'reply',
  ]
  const values = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, 1, '', 'create', 'delete', 'app.bsky.feed.post', 'app.bsky.graph.follow', did('ana'), AT),
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 6 }),
    ),
  })).value
  await fc.assert(
    fc.asyncProperty(fc.array(values, { maxLength: 5 }), async (items) => {
      const lines = items.map((item) => JSON.stringify(item))
      const text = [event('delete', 'app.bsky.feed.post', '1'), ...lines, ''].join('\n')
      expect((await read(text, 'events.ndjson')).rows).toHaveLength(items.length + 1)
    }),
    { numRuns: 200 },
  )
})
