import { quarterNamed } from '@weft/model/quarter'
import { sql } from 'kysely'
import type { PoolClient } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withOrganization, withOrganizationClient } from './database.ts'
import {
  eachPlacedTie,
  layOutNetwork,
  type PlacedAccount,
  type PlacedTie,
  placedAccounts,
  placedTies,
} from './network-export.ts'
import { createOrganization } from './organizations.ts'
import { pseudonymSecret } from './pseudonym-secret.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'

let tested: TestDatabase
const organizations: string[] = []

/** zoe comes first: she has an id. ben was seen in another quarter only, gus speaks to himself. */
const ACTS: [actor: string, target: string, kind: string, time: string][] = [
  ['us', 'ana', 'reply', '2024-05-06'],
  ['us', 'ana', 'reply', '2024-05-07'],
  ['us', 'ana', 'like', '2024-05-13'],
  ['ana', 'us', 'quote', '2024-06-30T23:59:59.999Z'],
  ['ana', 'us', 'quote', '2024-07-01T00:00:00Z'],
  ['zoe', 'ana', 'mention', '2024-04-01T00:00:00Z'],
  ['zoe', 'us', 'mention', '2024-04-01T00:00:00Z'],
  ['ana', 'zoe', 'mention', '2024-03-31T23:59:59Z'],
  ['ben', 'us', 'reply', '2024-03-01'],
  ['gus', 'gus', 'reply', '2024-05-01'],
]

beforeAll(async () => {
  tested = await testDatabase()
  for (const name of ['Loomgate Museum', 'Weaver Hall']) {
    const { id } = await createOrganization(tested.database, { name })
    organizations.push(id)
    await withOrganization(tested.database, id, async (tx) => {
      await sql`insert into account (organization_id, platform, platform_id, handle)
        select ${id}, 'x', case name when 'zoe' then '77' end, name
        from unnest(array['us', 'zoe', 'gus', 'ben', 'ana']) as name`.execute(tx)
      await sql`insert into party_label (organization_id, account_id, party, basis, set_by)
        select ${id}, id, 'owned', 'owned', 'hand' from account where handle = 'us'`.execute(tx)
      const upload = await sql<{ id: string }>`insert into upload (organization_id, name, file_key, sha256, bytes)
        values (${id}, 'a', 'a', '', 0) returning id`.execute(tx)
      for (const [actor, target, kind, time] of ACTS) {
        await sql`insert into interaction (organization_id, actor_id, target_id, kind, act, time, upload_id, file_number,
            path, row_number)
          select ${id}, actor.id, target.id, ${kind}, ${time}, ${time}::timestamptz, ${upload.rows[0]?.id}, 0, 'a', 1
          from account as actor, account as target where actor.handle = ${actor} and target.handle = ${target}`.execute(
          tx,
        )
      }
      await sql`insert into network_result (organization_id, quarter, input_hash, network)
        values (${id}, '2024-Q2', 'a', '{}')`.execute(tx)
      await sql`insert into account_measure (organization_id, quarter, without_owned, account_id, in_degree, out_degree,
          in_strength, out_strength, pagerank)
        select ${id}, '2024-Q2', without, account.id, 1, 1, 1, 1, case handle when 'ana' then 0.5 end
        from account, unnest(array[true, false]) as without
        where handle <> 'ben' and not (without and handle = 'us')`.execute(tx)
    })
  }
})
afterAll(async () => await tested[Symbol.asyncDispose]())

async function laidOut<Read>(withoutOwned: boolean, read: (client: PoolClient) => Promise<Read>): Promise<Read> {
  return await withOrganizationClient(
    tested.database,
    organizations[0]!,
    async (client) => {
      await layOutNetwork(client, quarterNamed('2024-Q2'), { withoutOwned })
      return await read(client)
    },
    { oneSnapshot: true },
  )
}

async function rowsOf<Row>(batches: AsyncIterable<Row[]>): Promise<Row[]> {
  const rows: Row[] = []
  for await (const batch of batches) rows.push(...batch)
  return rows
}

const accountsOf = (client: PoolClient): Promise<PlacedAccount[]> => rowsOf(placedAccounts(client))
const tiesOf = (client: PoolClient): Promise<PlacedTie[]> => rowsOf(placedTies(client))

test('accounts stand by platform, id and handle, each in its place, with what was measured', async () => {
  const accounts = await laidOut(false, accountsOf)
  expect(accounts.map(({ place, account, party }) => [place, account, party])).toEqual([
    [0, 'zoe', 'unclassified'],
    [1, 'ana', 'unclassified'],
    [2, 'gus', 'unclassified'],
    [3, 'us', 'owned'],
  ])
  expect(accounts[1]).toMatchObject({ platformId: null, handle: 'ana', pagerank: 0.5, inDegree: 1, clustering: null })
})

test('a tie holds the quarter’s acts of one toward another, with the names of both; those toward oneself are none', async () => {
  const ties = await laidOut(false, tiesOf)
  expect(ties.map(({ source, target, weight, mutual }) => [source, target, weight, mutual])).toEqual([
    [0, 1, 1, false],
    [0, 3, 1, false],
    [1, 3, 1, true],
    [3, 1, 3, true],
  ])
  expect(ties[3]).toEqual({
    source: 3,
    target: 1,
    counts: { reply: 2, mention: 0, repost: 0, quote: 0, like: 1, comment: 0 },
    weight: 3,
    first: new Date('2024-05-06'),
    last: new Date('2024-05-13'),
    weeksActive: 2,
    mutual: true,
    sourceNames: { account: 'us', platform: 'x', platformId: null, handle: 'us' },
    targetNames: { account: 'ana', platform: 'x', platformId: null, handle: 'ana' },
  })
})

test('without our own accounts places close up, and ties with them are gone', async () => {
  expect((await laidOut(true, accountsOf)).map(({ place, account }) => [place, account])).toEqual([
    [0, 'zoe'],
    [1, 'ana'],
    [2, 'gus'],
  ])
  expect((await laidOut(true, tiesOf)).map(({ source, target }) => [source, target])).toEqual([[0, 1]])
})

test('ties can be read as numbers: ends, weight, weeks, returned or not', async () => {
  const rows = await laidOut(false, async (client) => {
    const all: number[][] = []
    await eachPlacedTie(client, (values) => all.push([...values]))
    return all
  })
  expect(rows.toSorted((one, other) => one[0]! - other[0]! || one[1]! - other[1]!)).toEqual([
    [0, 1, 1, 1, 0],
    [0, 3, 1, 1, 0],
    [1, 3, 1, 1, 1],
    [3, 1, 3, 2, 1],
  ])
})

test('each organization has a secret of 32 bytes of its own, the same every time', async () => {
  const secrets = await Promise.all(
    [...organizations, organizations[0]!].map((id) => withOrganizationClient(tested.database, id, pseudonymSecret)),
  )
  expect(secrets.map(({ length }) => length)).toEqual([32, 32, 32])
  expect(secrets[2]).toEqual(secrets[0])
  expect(secrets[1]).not.toEqual(secrets[0])
})
