import { INTERACTION_KINDS } from '@weft/model/interaction'
import { quarterNamed } from '@weft/model/quarter'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withOrganizationClient } from './database.ts'
import { type LoadingOrganization, loadingOrganization } from './load/loading.test-data.ts'
import { follow, like, post, rostered, rowsOf, x } from './load/records.test-data.ts'
import { type PairColumns, type QuarterTies, readQuarterTies } from './quarter-ties.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'

let tested: TestDatabase
beforeAll(async () => {
  tested = await testDatabase()
})
afterAll(async () => await tested[Symbol.asyncDispose]())

const [us, ana, ben] = [x('us', '1'), x('ana', '2'), x('ben')]
const within = Date.parse('2024-02-10T12:00:00Z')
const liked = (at: number) => ({ ...like(ana, us, String(at)), time: at })

const quarter = quarterNamed('2024-Q1')

const ties = ({ id }: LoadingOrganization): Promise<QuarterTies> =>
  withOrganizationClient(tested.database, id, (client) => readQuarterTies(client, quarter), { oneSnapshot: true })

/** Acts by the accounts' order (us, ana, ben), sorted, for the database promises no order of rows. */
const told = ({ from, to }: PairColumns, kind?: Uint8Array): string[] =>
  Array.from(from, (place, act) =>
    [place, to[act], ...(kind ? [INTERACTION_KINDS[kind[act]!]] : [])].join(' '),
  ).toSorted()

test('the quarter’s acts come as columns, accounts in the order of their names on the platform', async () => {
  const organization = await loadingOrganization(tested.database)
  await organization.load(
    rowsOf([
      post('1', { mentions: [ben, ana, us] }),
      liked(within),
      liked(quarter.from),
      liked(quarter.to - 1),
      // Outside: the moment the next quarter begins, the moment before, and no time at all.
      liked(quarter.to),
      liked(quarter.from - 1),
      like(ben, us, '8'),
      rostered(ben, { party: 'media' }),
    ]),
  )
  const { accounts, acts, follows } = await ties(organization)
  expect(told(acts, acts.kind)).toEqual([
    '0 0 mention',
    '0 1 mention',
    '0 2 mention',
    '1 0 like',
    '1 0 like',
    '1 0 like',
  ])
  expect(accounts.parties).toEqual(['unclassified', 'unclassified', 'media'])
  expect(told(follows)).toEqual([])
  const ids = await organization.all<{ id: string }>('select id::text from account order by platform_id nulls last')
  expect([...accounts.ids]).toEqual(ids.map(({ id }) => Number(id)))
})

test('an account is named by the same number in every database', async () => {
  const [one, other] = [await loadingOrganization(tested.database), await loadingOrganization(tested.database)]
  await one.load(rowsOf([post('1', { mentions: [ana, ben] })]))
  await other.load(rowsOf([liked(within)]))
  await other.load(rowsOf([post('1', { mentions: [ben] })]))
  const [here, there] = [(await ties(one)).accounts, (await ties(other)).accounts]
  expect(there.keys).toEqual(here.keys)
  expect(there.ids).not.toEqual(here.ids)
  expect(new Set(here.keys).size).toBe(3)
})

test('follows are those of each file’s last snapshot in the quarter', async () => {
  const organization = await loadingOrganization(tested.database)
  const at = (day: string) => ({ snapshotTime: Date.parse(day) })
  await organization.load(
    rowsOf([
      follow(ana, us, at('2024-01-05')),
      follow(ben, us, at('2024-02-05')),
      follow(ana, ben, at('2024-02-05')),
      follow(ana, us, at('2024-04-05')),
    ]),
  )
  const { follows, acts } = await ties(organization)
  expect(told(follows)).toEqual(['1 2', '2 0'])
  expect(acts.from).toHaveLength(0)
})

test('an organization without anything has no ties, and another one’s are not seen', async () => {
  const { accounts, acts, follows } = await ties(await loadingOrganization(tested.database))
  expect([accounts.ids.length, acts.from.length, follows.from.length]).toEqual([0, 0, 0])
})

test('many rows come whole, whatever the chunks they come in', async () => {
  const organization = await loadingOrganization(tested.database)
  const others = Array.from({ length: 3_000 }, (_, number) => x(`somebody_${number}`, String(10_000 + number)))
  await organization.load(rowsOf(others.map((other, number) => ({ ...like(other, us, String(number)), time: within }))))
  const { accounts, acts } = await ties(organization)
  expect(accounts.ids).toHaveLength(3_001)
  expect(new Set(acts.from).size).toBe(3_000)
  expect([...new Set(acts.to)]).toEqual([0])
})
