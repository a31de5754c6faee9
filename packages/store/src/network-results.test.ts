import { quarterNamed } from '@weft/model/quarter'
import type { QuarterNetwork } from '@weft/model/scores'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { MEASURE_COLUMNS } from './account-measures.ts'
import { withOrganization, withOrganizationClient } from './database.ts'
import { type LoadingOrganization, loadingOrganization } from './load/loading.test-data.ts'
import { post, rowsOf, x } from './load/records.test-data.ts'
import {
  findNetwork,
  isMeasured,
  type MeasureColumns,
  removeNetworksExcept,
  replaceNetworkResult,
} from './network-results.ts'
import { listNetworks, measuredAccounts } from './networks.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'

let tested: TestDatabase
let organization: LoadingOrganization
beforeAll(async () => {
  tested = await testDatabase()
})
afterAll(async () => await tested[Symbol.asyncDispose]())
beforeEach(async () => {
  organization = await loadingOrganization(tested.database)
  await organization.load(rowsOf([post('1', { mentions: [x('ana', '2'), x('ben', '3')] })]))
})

const quarter = quarterNamed('2024-Q1')
const network = { whole: { accounts: 3, ties: 2 } } as QuarterNetwork
const none = Object.fromEntries(Object.values(MEASURE_COLUMNS).map((name) => [name, null])) as MeasureColumns['columns']
const observed = { in_degree: [0, 1, 1], out_degree: [2, 0, 0], in_strength: [0, 1, 1.5], out_strength: [2.5, 0, 0] }

async function keep(inputHash: string, columns: Partial<MeasureColumns['columns']>, withoutOwned = false) {
  const rows = await organization.all<{ id: string }>('select id::text from account order by platform_id')
  const accountIds = Float64Array.from(rows, ({ id }) => Number(id))
  await withOrganizationClient(tested.database, organization.id, (client) =>
    replaceNetworkResult(client, organization.id, { quarter: quarter.name, inputHash, network }, [
      { withoutOwned, accountIds, columns: { ...none, ...observed, ...columns } },
    ]),
  )
}

const within = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
  withOrganization(tested.database, organization.id, work)

const wanted = { sort: 'pagerank', order: 'desc', limit: 10, withoutOwned: false } as const

test('measures come back to the last digit, absent ones absent', async () => {
  const pagerank = [0.1 + 0.2, 1e-300, 5e-324]
  await keep('a', { pagerank, itinerant_broker: [null, 2, 0], core: Float64Array.of(1, 1, 1) })
  const rows = await within((tx) => measuredAccounts(tx, quarter, wanted))
  expect(rows.map((row) => row.pagerank)).toEqual(pagerank)
  expect(rows.map((row) => row.itinerantBroker)).toEqual([null, 2, 0])
  expect(rows[2]).toMatchObject({ inStrength: 1.5, core: 1, eiIndex: null })
})

test('a new result takes the place of the one before, with all of its measures', async () => {
  await keep('a', {})
  await keep('b', { pagerank: [0.2, 0.3, 0.5] })
  expect(await within((tx) => findNetwork(tx, quarter.name))).toMatchObject({ inputHash: 'b', network })
  expect(await within((tx) => measuredAccounts(tx, quarter, wanted))).toHaveLength(3)
  expect(await within((tx) => listNetworks(tx))).toMatchObject([{ quarter: '2024-Q1', accounts: 3, ties: 2 }])
})

test('measures without our own accounts are kept apart', async () => {
  await keep('a', {}, true)
  expect(await within((tx) => measuredAccounts(tx, quarter, wanted))).toEqual([])
  expect(await within((tx) => measuredAccounts(tx, quarter, { ...wanted, withoutOwned: true }))).toHaveLength(3)
})

test('networks of quarters that are not covered any more are taken out, with their measures', async () => {
  await keep('a', {})
  expect(await within((tx) => isMeasured(tx, quarter.name))).toBe(true)
  await within((tx) => removeNetworksExcept(tx, ['2024-Q2']))
  expect(await within((tx) => isMeasured(tx, quarter.name))).toBe(false)
  expect(await organization.all('select from account_measure')).toEqual([])
})

test('a result that cannot be kept whole leaves the one before', async () => {
  await keep('a', {})
  await expect(keep('b', { in_degree: [1, null, 1] })).rejects.toThrow('in_degree')
  expect(await within((tx) => findNetwork(tx, quarter.name))).toMatchObject({ inputHash: 'a' })
  expect(await within((tx) => measuredAccounts(tx, quarter, wanted))).toHaveLength(3)
})
