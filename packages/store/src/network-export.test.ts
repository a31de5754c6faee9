import { createHmac } from 'node:crypto'
import { quarterNamed } from '@weft/model/quarter'
import { sql } from 'kysely'
import type { PoolClient } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withOrganization, withOrganizationClient } from './database.ts'
import {
  type LayOutOptions,
  layOutNetwork,
  type PlacedAccount,
  type PlacedTie,
  placedAccounts,
  placedSize,
  placedTies,
} from './network-export.ts'
import { type NetworkFilters, narrowNetwork } from './network-filters.ts'
import { createOrganization } from './organizations.ts'
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

async function laidOut<Read>(
  options: Partial<LayOutOptions>,
  read: (client: PoolClient) => Promise<Read>,
  organization = organizations[0]!,
): Promise<Read> {
  return await withOrganizationClient(
    tested.database,
    organization,
    async (client) => {
      await layOutNetwork(client, quarterNamed('2024-Q2'), { withoutOwned: false, pseudonymised: false, ...options })
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
  const accounts = await laidOut({}, accountsOf)
  expect(accounts.map(({ place, account, party }) => [place, account, party])).toEqual([
    [0, 'zoe', 'unclassified'],
    [1, 'ana', 'unclassified'],
    [2, 'gus', 'unclassified'],
    [3, 'us', 'owned'],
  ])
  expect(accounts[1]).toMatchObject({ platformId: null, handle: 'ana', pagerank: 0.5, inDegree: 1, clustering: null })
})

test('a tie holds the quarter’s acts of one toward another, with the names of both; those toward oneself are none', async () => {
  const ties = await laidOut({}, tiesOf)
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
  expect((await laidOut({ withoutOwned: true }, accountsOf)).map(({ place, account }) => [place, account])).toEqual([
    [0, 'zoe'],
    [1, 'ana'],
    [2, 'gus'],
  ])
  expect((await laidOut({ withoutOwned: true }, tiesOf)).map(({ source, target }) => [source, target])).toEqual([
    [0, 1],
  ])
})

const ALL: NetworkFilters = { parties: null, weightMin: null, weeksActiveMin: null, mutual: false, ego: null }

/** Handles of the accounts that are left, and ties as `source>target`. */
async function narrowed(filters: Partial<NetworkFilters>) {
  return await laidOut({}, async (client) => {
    expect(await narrowNetwork(client, { ...ALL, ...filters })).toBe(true)
    const ties = await tiesOf(client)
    expect((await placedSize(client)).ties).toBe(ties.length)
    const accounts = await accountsOf(client)
    return [
      accounts.map(({ account }) => account).join(' '),
      ties.map(({ sourceNames, targetNames }) => `${sourceNames.account}>${targetNames.account}`).join(' '),
    ]
  })
}

test('filters narrow the ties; accounts stay, but for those of other parties', async () => {
  expect(await narrowed({})).toEqual(['zoe ana gus us', 'zoe>ana zoe>us ana>us us>ana'])
  expect(await narrowed({ weightMin: 2 })).toEqual(['zoe ana gus us', 'us>ana'])
  expect(await narrowed({ weeksActiveMin: 2 })).toEqual(['zoe ana gus us', 'us>ana'])
  expect(await narrowed({ mutual: true })).toEqual(['zoe ana gus us', 'ana>us us>ana'])
  expect(await narrowed({ mutual: true, weightMin: 2 })).toEqual(['zoe ana gus us', 'us>ana'])
  expect(await narrowed({ parties: ['unclassified'] })).toEqual(['zoe ana gus', 'zoe>ana'])
  expect(await narrowed({ parties: ['owned', 'media'] })).toEqual(['us', ''])
  expect(await narrowed({ parties: [] })).toEqual(['', ''])
})

test('around an account lie those tied to it either way, and their ties, in what the other filters leave', async () => {
  const ids = new Map((await laidOut({}, accountsOf)).map(({ account, accountId }) => [account, accountId]))
  const around = (handle: string, radius: number) => ({ ego: { accountId: ids.get(handle)!, radius } })
  expect(await narrowed(around('gus', 2))).toEqual(['gus', ''])
  expect(await narrowed(around('zoe', 1))).toEqual(['zoe ana us', 'zoe>ana zoe>us ana>us us>ana'])
  expect(await narrowed({ ...around('zoe', 1), parties: ['unclassified'] })).toEqual(['zoe ana', 'zoe>ana'])
  expect(await narrowed({ ...around('zoe', 1), weightMin: 2 })).toEqual(['zoe', ''])
  expect(await narrowed({ ...around('us', 1), mutual: true })).toEqual(['ana us', 'ana>us us>ana'])
  expect(
    await laidOut({}, (client) => narrowNetwork(client, { ...ALL, ego: { accountId: '987654', radius: 1 } })),
  ).toBe(false)
})

test('a radius of 2 reaches those whom the neighbours are tied to', async () => {
  await laidOut({ withoutOwned: false }, async (client) => {
    await client.query('delete from exported_tie where source = 0 and target = 3')
    const { rows } = await client.query<{ id: string }>(
      'select "accountId" as id from exported_account where place = 0',
    )
    const ego = { accountId: rows[0]!.id, radius: 2 }
    await narrowNetwork(client, { ...ALL, ego })
    expect((await accountsOf(client)).map(({ account }) => account)).toEqual(['zoe', 'ana', 'us'])
    await narrowNetwork(client, { ...ALL, ego: { ...ego, radius: 1 } })
    expect((await accountsOf(client)).map(({ account }) => account)).toEqual(['zoe', 'ana'])
  })
})

/** As Node computes it, from the secret that only the database knows. */
async function pseudonymsExpected(organization: string, keys: string[]): Promise<string[]> {
  const secret = await withOrganization(tested.database, organization, async (tx) => {
    const row = await tx.selectFrom('organization').select('pseudonym_secret').executeTakeFirstOrThrow()
    return row.pseudonym_secret
  })
  expect(secret).toHaveLength(32)
  return keys.map((key) => createHmac('sha256', secret).update(key).digest('hex').slice(0, 24))
}

test('pseudonyms are HMACs by the organization’s own secret, come in their own order, and stand alone', async () => {
  const keys = ['x:id:77', 'x:@ana', 'x:@gus', 'x:@us']
  const [ours, theirs] = [organizations[0]!, organizations[1]!]
  const expected = await pseudonymsExpected(ours, keys)
  const accounts = await laidOut({ pseudonymised: true }, accountsOf)
  expect(accounts.map(({ account }) => account)).toEqual(expected.toSorted())
  for (const { platformId, handle, displayName } of accounts) {
    expect([platformId, handle, displayName]).toEqual([null, null, null])
  }
  expect(accounts.find(({ account }) => account === expected[3])).toMatchObject({ party: 'owned', inDegree: 1 })
  const elsewhere = (await laidOut({ pseudonymised: true }, accountsOf, theirs)).map(({ account }) => account)
  expect(elsewhere).toEqual((await pseudonymsExpected(theirs, keys)).toSorted())
  expect(elsewhere.filter((pseudonym) => expected.includes(pseudonym))).toEqual([])
})

test('with pseudonyms a tie’s times are the Mondays of their weeks', async () => {
  const [, ana, , us] = await pseudonymsExpected(organizations[0]!, ['x:id:77', 'x:@ana', 'x:@gus', 'x:@us'])
  const ties = await laidOut({ pseudonymised: true }, tiesOf)
  const times = (source?: string, target?: string) => {
    const tie = ties.find(
      ({ sourceNames, targetNames }) => sourceNames.account === source && targetNames.account === target,
    )
    return [tie?.first.toISOString(), tie?.last.toISOString()]
  }
  expect(times(us, ana)).toEqual(['2024-05-06T00:00:00.000Z', '2024-05-13T00:00:00.000Z'])
  expect(times(ana, us)).toEqual(['2024-06-24T00:00:00.000Z', '2024-06-24T00:00:00.000Z'])
})
