import { expect, test } from 'vitest'
import { ME, read } from './mastodon.test-data.ts'

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
    { direction: 'outbound', acts: ['post', 'reply', 'mention', 'repost', 'quote'], text: true },
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

test('archive: likes are acts without a time, so no time is covered by them', async () => {
  const { told, ignored, summary } = await read({
    'actor.json': actor,
    'outbox.json': { ...outbox(note('1')), totalItems: 5 },
    'likes.json': {
      orderedItems: ['https://weavers.example/users/ana/statuses/3', 'https://other.example/objects/3', 7],
    },
  })
  expect(told[1]?.[0]).toMatchObject({
    kind: 'like',
    time: null,
    target: { handle: 'ana@weavers.example' },
    postId: 'https://weavers.example/users/ana/statuses/3',
  })
  expect(ignored).toEqual([
    'the address does not say whose post was liked',
    'the address does not say whose post was liked',
  ])
  expect(summary.coverage[0]?.acts).not.toContain('like')
  expect(summary.notes).toEqual(['the outbox holds 1 activities and counts 5'])
})

test('archive: a name may have another host than the address, and an address no name; mentions say so, wherever they stand', async () => {
  const { acts, summary } = await read({
    'actor.json': {
      ...actor,
      attachment: [{ type: 'PropertyValue', value: '<a href="https://loomgate.example">x</a>' }],
    },
    'outbox.json': outbox(
      boost('https://social.weavers.example/users/ana/statuses/5'),
      boost('https://new.example/ap/users/115/statuses/116'),
      boost('https://new.example/ap/users/999/statuses/1'),
      note('1', {
        inReplyTo: 'https://social.weavers.example/users/ana/statuses/9',
        tag: [
          { type: 'Mention', href: 'https://social.weavers.example/users/ana', name: '@ana@weavers.example' },
          { type: 'Mention', href: 'https://new.example/ap/users/115', name: '@ben@new.example' },
        ],
      }),
    ),
  })
  expect(acts).toEqual([
    `${ME} repost ana@weavers.example`,
    `${ME} repost ben@new.example`,
    `${ME} reply ana@weavers.example`,
    `${ME} mention ben@new.example`,
  ])
  expect(summary.owner).toMatchObject({ website: 'https://loomgate.example' })
})

test('archive: what quotes is a quote, and a reply that quotes makes both; a quoted post that is gone makes neither', async () => {
  const quoted = 'https://weavers.example/users/ana/statuses/7'
  const { told, acts } = await read({
    'actor.json': actor,
    'outbox.json': outbox(
      note('1', { quote: quoted, quoteUri: quoted, content: '<p class="quote-inline">RE: x</p><p>So true</p>' }),
      note('2', { quoteUrl: quoted, inReplyTo: 'https://b.example/@ben/1' }),
      note('3', { quote: { type: 'Tombstone' } }),
    ),
  })
  expect(told.map(([post]) => post)).toMatchObject([
    { kind: 'quote', parentId: quoted, text: 'So true' },
    { kind: 'reply' },
    { kind: 'original', parentId: null },
  ])
  expect(acts).toEqual([
    `${ME} quote ana@weavers.example`,
    `${ME} reply ben@b.example`,
    `${ME} quote ana@weavers.example`,
  ])
})

test('archive: a poll is a post, an edited post says so', async () => {
  const { told } = await read({
    'actor.json': actor,
    'outbox.json': outbox(
      note('1', { type: 'Question', oneOf: [{ type: 'Note', name: 'Yes' }], updated: '2024-02-03T10:00:00Z' }),
    ),
  })
  expect(told[0]?.[0]).toMatchObject({ text: 'Hello', edit: { time: Date.parse('2024-02-03T10:00:00Z') } })
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
