import { expect, test } from 'vitest'
import type { AccountRef } from './account.ts'
import { interactionsOfPost } from './interaction.ts'
import type { PostRecord } from './post.ts'

const account = (handle: string, platformId: string | null = null): AccountRef => ({
  platform: 'x',
  platformId,
  handle,
})

const post = (part: Partial<PostRecord>): PostRecord => ({
  type: 'post',
  id: '1',
  author: account('us'),
  time: 0,
  kind: 'original',
  text: null,
  language: null,
  parentId: null,
  conversationId: null,
  url: null,
  parentAuthor: null,
  mentions: [],
  ...part,
})

const acts = (record: PostRecord) => interactionsOfPost(record).map((act) => `${act.kind} ${act.target.handle}`)

test('a reply that names two more accounts is one reply and two mentions', () => {
  const reply = post({
    kind: 'reply',
    parentAuthor: account('ana'),
    mentions: [account('ana'), account('ben'), account('cai')],
  })
  expect(acts(reply)).toEqual(['reply ana', 'mention ben', 'mention cai'])
})

test('the replied-to account is recognised by handle where only one of the two has an id', () => {
  const reply = post({ kind: 'reply', parentAuthor: account('Ana', '7'), mentions: [account('ana')] })
  expect(acts(reply)).toEqual(['reply Ana'])
})

test('a repost is one repost, whoever the passed-on text names', () => {
  expect(
    acts(post({ kind: 'repost', parentAuthor: account('ana'), mentions: [account('ana'), account('ben')] })),
  ).toEqual(['repost ana'])
})

test('an account named twice is mentioned once', () => {
  expect(acts(post({ mentions: [account('Ben'), account('ben')] }))).toEqual(['mention Ben'])
})

test('a reply to an unknown author makes mentions only', () => {
  expect(acts(post({ kind: 'reply', mentions: [account('ben')] }))).toEqual(['mention ben'])
})

test('a reply to oneself is kept as a self-interaction', () => {
  expect(acts(post({ kind: 'reply', parentAuthor: account('us') }))).toEqual(['reply us'])
})
