import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetMapping, listMappings, rememberedMapping, rememberMapping } from './column-mappings.ts'
import { type OrganizationTransaction, withOrganization } from './database.ts'
import { createOrganization } from './organizations.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'

let tested: TestDatabase
let ours: string
let theirs: string

beforeAll(async () => {
  tested = await testDatabase()
  ours = (await createOrganization(tested.database, { name: 'ours' })).id
  theirs = (await createOrganization(tested.database, { name: 'theirs' })).id
})
afterAll(async () => await tested[Symbol.asyncDispose]())

const within = <Result>(id: string, work: (tx: OrganizationTransaction) => Promise<Result>): Promise<Result> =>
  withOrganization(tested.database, id, work)

const KEY = 'ab'.repeat(16)

const mapping = (table: 'interactions' | 'follows') => ({
  version: 1 as const,
  table,
  headings: ['Von', 'An'],
  columns: { actor: 'Von', target: 'An' },
  counts: {},
  fixed: { kind: 'mention' },
  ours: [],
  words: {},
  dayMonthOrder: null,
  decimal: 'point' as const,
  countsSpan: 'day' as const,
})

test('a mapping is kept for its headings, replaced by a later one, and forgotten; each organization has its own', async () => {
  const remember = (table: 'interactions' | 'follows') =>
    within(ours, (tx) => rememberMapping(tx, ours, { headerKey: KEY, mapping: mapping(table), setBy: 'key:test' }))
  await remember('follows')
  await remember('interactions')
  expect(await within(ours, (tx) => rememberedMapping(tx, KEY))).toEqual(mapping('interactions'))
  expect(await within(ours, (tx) => rememberedMapping(tx, 'cd'.repeat(16)))).toBeUndefined()
  expect(await within(theirs, (tx) => rememberedMapping(tx, KEY))).toBeUndefined()
  expect(await within(ours, listMappings)).toMatchObject([{ headerKey: KEY, setBy: 'key:test' }])
  expect(await within(theirs, (tx) => forgetMapping(tx, KEY))).toBe(false)
  expect(await within(ours, (tx) => forgetMapping(tx, KEY))).toBe(true)
  expect(await within(ours, listMappings)).toEqual([])
})
