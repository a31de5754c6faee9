import type { AccountRef } from '@weft/model/account'
import { COUNTED_THINGS } from '@weft/model/count-record'
import { INTERACTION_KINDS } from '@weft/model/interaction'
import { PLATFORMS } from '@weft/model/platform'
import { POST_KINDS } from '@weft/model/post'
import { WrongCell } from '@weft/sources/cell'
import type { SourceRecord, SourceRow } from '@weft/sources/format'
import { rowOfMade } from '@weft/sources/made-row'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../test-database.ts'
import { loadingOrganization } from './loading.test-data.ts'

let fresh: TestDatabase

beforeAll(async () => {
  fresh = await testDatabase()
})
afterAll(async () => await fresh[Symbol.asyncDispose]())

/** What no two of are alike packs badly: an index takes long texts that repeat themselves, and no others. */
const noise = fc
  .tuple(fc.integer({ min: 1, max: 2100 }), fc.integer(), fc.constantFrom(0x21, 0x400, 0x4e00, 0x23a))
  .map(([length, seed, from]) => {
    let state = seed
    return Array.from({ length }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) | 0
      return String.fromCodePoint(from + ((state >>> 16) & 0x3f))
    }).join('')
  })
const name = fc.oneof(
  { weight: 4, arbitrary: fc.string({ minLength: 1, maxLength: 12, unit: 'binary' }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('ana', 'Ana', '@ben', ' cai ', '\u0000', '\ud800', '\\N', '\\.', 'İ', '@', ''),
  },
  { weight: 1, arbitrary: noise },
)
const orNull = <Value>(some: fc.Arbitrary<Value>) => fc.option(some, { nil: null })
const text = orNull(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\u0000\ud800', 'x'.repeat(100_000))))
const time = orNull(
  fc.oneof(fc.integer({ min: -1, max: 1 }), fc.integer({ min: 0, max: Date.UTC(10_000, 0, 1) }), fc.double()),
)
const account: fc.Arbitrary<AccountRef> = fc.record({
  platform: fc.constantFrom(...PLATFORMS),
  platformId: orNull(name),
  handle: orNull(name),
})
const post = fc.record({
  type: fc.constant('post' as const),
  id: name,
  author: account,
  time,
  kind: fc.constantFrom(...POST_KINDS),
  text,
  language: text,
  parentId: orNull(name),
  conversationId: orNull(name),
  url: text,
  parentAuthor: orNull(account),
  mentions: fc.array(account, { maxLength: 3 }),
})
const edited = fc.record({ post, at: time, replaces: fc.array(name, { maxLength: 2 }) })
const record: fc.Arbitrary<SourceRecord> = fc.oneof(
  post,
  edited.map((one) => ({ ...one.post, edit: { time: one.at, replaces: one.replaces } })),
  fc.record({
    type: fc.constant('interaction' as const),
    actor: account,
    target: account,
    kind: fc.constantFrom(...INTERACTION_KINDS),
    time,
    postId: orNull(name),
    post: orNull(post),
  }),
  fc.record({ type: fc.constant('follow' as const), follower: account, followed: account, snapshotTime: time }),
  fc.record({
    type: fc.constant('account' as const),
    account,
    displayName: text,
    description: text,
    exporter: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('count' as const),
    account,
    postId: orNull(name),
    thing: fc.constantFrom(...COUNTED_THINGS),
    value: fc.oneof(fc.maxSafeInteger(), fc.double()),
    span: fc.constantFrom('day' as const, 'total' as const),
    time,
  }),
  fc.record({
    type: fc.constant('deletion' as const),
    platform: fc.constantFrom(...PLATFORMS),
    postId: name,
    time,
  }),
)

test('whatever a record says, it is refused when its row is made, or it loads', async () => {
  const organization = await loadingOrganization(fresh.database)
  let kept = 0
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 20, maxLength: 60 }), async (records) => {
      const rows = records.flatMap((one, index): SourceRow[] => {
        try {
          return [rowOfMade({ file: 'a.json', unit: 'item', row: index + 1 }, one)]
        } catch (error) {
          if (error instanceof WrongCell) return []
          throw error
        }
      })
      fc.pre(rows.length > 0)
      kept += rows.length
      const counts = await organization.countsOf(await organization.load(rows))
      expect(counts.rows).toBe(rows.length)
      expect(counts.new + counts.updated + counts.known).toBe(rows.length)
    }),
    { seed: 3, numRuns: 30 },
  )
  expect(kept).toBeGreaterThan(100)
}, 60_000)
