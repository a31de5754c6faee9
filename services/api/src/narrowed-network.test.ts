import { PARTIES, type Party } from '@weft/model/party'
import { quarterNamed } from '@weft/model/quarter'
import { seededRandom } from '@weft/model/seeded-random'
import { egoNetwork } from '@weft/network/ego-network'
import { filteredNetwork } from '@weft/network/filtered-network'
import { networkFromTies } from '@weft/network/network'
import { type OrganizationClient, withOrganizationClient } from '@weft/store/database'
import {
  layOutNetwork,
  type PlacedAccount,
  type PlacedTie,
  placedAccounts,
  placedTies,
} from '@weft/store/network-export'
import { type NetworkFilters, narrowNetwork } from '@weft/store/network-filters'
import { createOrganization } from '@weft/store/organizations'
import { type TestDatabase, testDatabase } from '@weft/store/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ACCOUNTS = 14
const ACTS = 90

let fresh: TestDatabase
let organizationId: string

/** A network drawn by lot, of accounts of every party. */
beforeAll(async () => {
  fresh = await testDatabase()
  organizationId = (await createOrganization(fresh.database, { name: 'Loomgate Museum' })).id
  const random = seededRandom(7)
  const lot = (below: number) => Math.floor(random() * below)
  await withOrganizationClient(fresh.database, organizationId, async (client) => {
    const query = async (text: string, ...values: unknown[]) => await client.query(text, [organizationId, ...values])
    await query(`insert into upload (organization_id, name, file_key, sha256, bytes) values ($1, 'a', 'a', '', 0)`)
    await query(
      `insert into network_result (organization_id, quarter, input_hash, network) values ($1, '2024-Q2', 'a', '{}')`,
    )
    for (let account = 0; account < ACCOUNTS; account++) {
      await query(
        `with added as (
           insert into account (organization_id, platform, handle) values ($1, 'x', 'a' || $2::integer) returning id),
         labelled as (
           insert into party_label (organization_id, account_id, party, basis, set_by)
           select $1, id, $3, 'manual', 'hand' from added where $3 <> 'unclassified')
         insert into account_measure (organization_id, quarter, without_owned, account_id, in_degree, out_degree,
           in_strength, out_strength)
         select $1, '2024-Q2', false, id, 0, 0, 0, 0 from added`,
        account,
        PARTIES[lot(PARTIES.length)],
      )
    }
    for (let act = 0; act < ACTS; act++) {
      await query(
        `insert into interaction (organization_id, actor_id, target_id, kind, act, time, upload_id, file_number, path,
           row_number)
         select $1, actor.id, target.id, 'reply', $2::integer::text, '2024-05-06'::timestamptz + $5::integer * interval '1 week',
           upload.id, 0, 'a', 1
         from account as actor, account as target, upload
         where actor.handle = 'a' || $3::integer and target.handle = 'a' || $4::integer`,
        act,
        lot(ACCOUNTS),
        Math.floor(lot(ACCOUNTS * 2) / 2.5),
        lot(4),
      )
    }
  })
})
afterAll(async () => await fresh[Symbol.asyncDispose]())

interface Rows {
  accounts: PlacedAccount[]
  ties: PlacedTie[]
}

async function rowsOf(client: OrganizationClient): Promise<Rows> {
  const [accounts, ties]: [PlacedAccount[], PlacedTie[]] = [[], []]
  for await (const rows of placedAccounts(client)) accounts.push(...rows)
  for await (const rows of placedTies(client)) ties.push(...rows)
  return { accounts, ties }
}

async function narrowed(filters: NetworkFilters): Promise<Rows> {
  const work = async (client: OrganizationClient): Promise<Rows> => {
    await layOutNetwork(client, quarterNamed('2024-Q2'), { withoutOwned: false, pseudonymised: false })
    expect(await narrowNetwork(client, filters)).toBe(true)
    return await rowsOf(client)
  }
  return await withOrganizationClient(fresh.database, organizationId, work, { oneSnapshot: true })
}

/** The same by the functions that narrow a network in memory: places of accounts, and ties as `source>target`. */
function narrowedInMemory({ accounts, ties }: Rows, filters: NetworkFilters): { accounts: number[]; ties: string[] } {
  const tieOf = new Map(ties.map((tie) => [`${tie.source}>${tie.target}`, tie]))
  const network = networkFromTies(
    accounts.length,
    ties.map(({ source }) => source),
    ties.map(({ target }) => target),
    ties.map(({ weight }) => weight),
  )
  const { parties, weightMin, weeksActiveMin, mutual, ego } = filters
  const some = filteredNetwork(network, {
    account: (account) => parties === null || parties.includes(accounts[account]?.party ?? 'unclassified'),
    tie: (source, target, weight) => {
      const tie = tieOf.get(`${source}>${target}`)
      return (
        weight >= (weightMin ?? 0) &&
        (tie?.weeksActive ?? 0) >= (weeksActiveMin ?? 0) &&
        (!mutual || tieOf.has(`${target}>${source}`))
      )
    },
  })
  let { network: left, kept } = some
  if (ego !== null) {
    const middle = kept.findIndex((account) => accounts[account]?.accountId === ego.accountId)
    const around = egoNetwork(left, middle, { radius: ego.radius })
    left = around.network
    kept = around.kept.map((account) => some.kept[account]!)
  }
  const found: string[] = []
  for (let source = 0; source < left.accounts; source++) {
    for (const target of left.outTarget.subarray(left.outStart[source], left.outStart[source + 1])) {
      found.push(`${kept[source]}>${kept[target]}`)
    }
  }
  return { accounts: [...kept], ties: found }
}

const ALL: NetworkFilters = { parties: null, weightMin: null, weeksActiveMin: null, mutual: false, ego: null }
const SOME: Party[] = ['owned', 'customer', 'media', 'partner', 'unclassified']

test('the database narrows a network as the network package does, whichever filters meet', async () => {
  const whole = await narrowed(ALL)
  expect([whole.accounts.length, whole.ties.length > 40]).toEqual([ACCOUNTS, true])
  const sizes = new Set<number>()
  for (const parties of [null, SOME]) {
    const middle = whole.accounts.find(({ party }) => SOME.includes(party))?.accountId ?? ''
    for (const tie of [{}, { weightMin: 2 }, { weeksActiveMin: 2 }, { mutual: true }, { mutual: true, weightMin: 2 }]) {
      for (const ego of [null, { accountId: middle, radius: 1 }, { accountId: middle, radius: 2 }]) {
        const filters = { ...ALL, parties, ...tie, ego }
        const { accounts, ties } = await narrowed(filters)
        const read = {
          accounts: accounts.map(({ place }) => place),
          ties: ties.map(({ source, target }) => `${source}>${target}`),
        }
        expect([filters, read]).toEqual([filters, narrowedInMemory(whole, filters)])
        sizes.add(ties.length)
      }
    }
  }
  // The filters do narrow it.
  expect(sizes.size).toBeGreaterThan(8)
})
