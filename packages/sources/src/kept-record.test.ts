import type { AccountRef } from '@weft/model/account'
import type { PostRecord } from '@weft/model/post'
import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from './exports.test-data.ts'
import { interactionsCsv } from './formats/interactions-csv.ts'
import { refuseUnkept, refuseUnkeptSummary } from './kept-record.ts'
import { rowOfMade } from './made-row.ts'
import { BrokenFile } from './refusal.ts'

const ana: AccountRef = { platform: 'mastodon', platformId: null, handle: 'ana@weavers.example' }
const post: PostRecord = {
  type: 'post',
  id: 'https://weavers.example/1',
  author: ana,
  time: 0,
  kind: 'reply',
  text: null,
  language: null,
  parentId: null,
  conversationId: null,
  url: null,
  parentAuthor: null,
  mentions: [],
}
const named = (handle: string): AccountRef => ({ ...ana, handle })

test('a post is kept whatever its text says, and from the first moment of 1970 to the last of 9999', () => {
  const last = Date.UTC(9999, 11, 31, 23, 59, 59, 999)
  for (const kept of [
    { ...post, text: 'a\u0000b\ud800'.repeat(1_000_000), url: '\u0000' },
    { ...post, id: 'x'.repeat(2000), time: last },
  ]) {
    expect(() => refuseUnkept(kept)).not.toThrow()
  }
})

test.each<[what: string, record: Parameters<typeof refuseUnkept>[0], problem: string]>([
  ['a long id', { ...post, id: 'x'.repeat(2001) }, 'the id of the post is 2001 bytes long, over 2000'],
  // Ⱥ has two bytes, ⱥ has three: it is the small form by which handles are compared.
  [
    'a handle that grows',
    { ...post, author: named('Ⱥ'.repeat(700)) },
    'the handle of the author is 2100 bytes long, over 2000',
  ],
  ['a NUL', { ...post, parentId: 'a\u0000' }, 'the id of the post before it holds a character that is no text'],
  [
    'half a character',
    { ...post, mentions: [ana, named('a\ud800')] },
    'the handle of the mentioned account holds a character that is no text',
  ],
  ['an empty id', { ...post, conversationId: ' ' }, 'the id of the conversation is empty'],
  ['nobody', { ...post, parentAuthor: { ...ana, handle: null } }, 'the author before it is not named'],
  ['a mere sign', { ...post, author: named(' @') }, 'the author has no handle'],
  ['a time before 1970', { ...post, time: -1 }, 'no time between 1970 and 9999'],
  ['a time after 9999', { ...post, time: Date.UTC(10_000, 0, 1) }, 'no time between 1970 and 9999'],
  ['half a millisecond', { ...post, time: 0.5 }, 'no time between 1970 and 9999'],
  [
    'an earlier form without id',
    { ...post, edit: { time: null, replaces: [''] } },
    'the id of the earlier form is empty',
  ],
  [
    'a count beyond 2^53',
    { type: 'count', account: ana, postId: null, thing: 'likes', value: 2 ** 53, span: 'total', time: null },
    'no whole number that can be counted to',
  ],
  [
    'a count below 0',
    { type: 'count', account: ana, postId: null, thing: 'likes', value: -1, span: 'total', time: null },
    'no whole number that can be counted to',
  ],
  [
    'a follow that began before 1970',
    { type: 'follow', follower: ana, followed: ana, snapshotTime: null, since: -1 },
    'no time between 1970 and 9999',
  ],
  [
    'an act of another post',
    { type: 'interaction', actor: ana, target: ana, kind: 'like', time: null, postId: '\n', post },
    'the id of the post is empty',
  ],
  [
    'a day that is none',
    {
      type: 'roster',
      account: ana,
      party: 'employee',
      basis: 'manual',
      person: null,
      department: null,
      consent: false,
      validFrom: '2024-02-30',
      validTo: null,
    },
    'no day between 1970 and 9999',
  ],
  ['a deletion of nothing', { type: 'deletion', platform: 'x', postId: '', time: null }, 'the id of the post is empty'],
])('%s is refused in words', (_, record, problem) => {
  expect(() => refuseUnkept(record)).toThrow(problem)
})

test('a row is rejected for what it tells besides, too', () => {
  const place = { file: 'a.json', unit: 'item', row: 1 } as const
  const about = {
    type: 'account',
    account: named('\u0007'),
    displayName: null,
    description: null,
    exporter: false,
  } as const
  expect(() => rowOfMade(place, [post, about])).toThrow('the handle of the account holds a character that is no text')
})

test('a table’s row that cannot be kept is handed back as it stands in the file', async () => {
  const long = 'x'.repeat(3000)
  const { rows } = await readExport(
    interactionsCsv,
    exportOf({
      'acts.csv': `id,time,kind,actor,target\n${long},2015-10-02,reply,ana,ben\n1,2015-10-02,reply,ana,ben\n`,
    }),
  )
  expect(rejectedOf(rows)).toMatchObject([
    {
      place: { row: 2 },
      value: `${'x'.repeat(200)}…`,
      problem: 'the id of the post is 3000 bytes long, over 2000',
      original: { id: long },
    },
  ])
  expect(rows).toHaveLength(2)
})

test('an export that says it covers a time or an account that cannot be kept is refused', () => {
  const coverage = {
    platform: 'x',
    account: null,
    direction: 'outbound',
    acts: [],
    text: true,
    from: null,
    to: null,
  } as const
  const summary = (part: object) => ({ owner: null, notes: [], coverage: [{ ...coverage, acts: [], ...part }] })
  refuseUnkeptSummary('a.zip', summary({ from: 0, account: ana }))
  expect(() => refuseUnkeptSummary('a.zip', summary({ to: Number.NaN }))).toThrow(BrokenFile)
  expect(() => refuseUnkeptSummary('a.zip', summary({ account: named('') }))).toThrow(
    /a\.zip: .*the handle of the account is empty/,
  )
})
