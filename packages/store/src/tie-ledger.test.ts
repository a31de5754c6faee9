import { INTERACTION_KINDS } from '@weft/model/interaction'
import { quarterNamed } from '@weft/model/quarter'
import { LEDGER_DIRECTIONS, type LedgerChange, type LedgerDirection } from '@weft/model/tie-ledger'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withOrganization } from './database.ts'
import { createOrganization } from './organizations.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'
import { listLedgerAccounts, listLedgerTies } from './tie-ledger.ts'

let tested: TestDatabase
let organizationId: string
const handleOf = new Map<string, string>()

const [WINTER, SPRING] = ['2024-02-01', '2024-05-01']

/** us is ours, eli an employee from spring on, the others are outside. */
const ACTS: [actor: string, target: string, day: string, times: number][] = [
  ['us', 'ana', WINTER, 2],
  ['us', 'ana', SPRING, 2],
  ['us', 'ben', WINTER, 1],
  ['us', 'ben', SPRING, 3],
  ['us', 'cai', WINTER, 1],
  ['us', 'dee', SPRING, 1],
  ['ana', 'us', WINTER, 4],
  ['ana', 'us', SPRING, 1],
  ['dee', 'ana', WINTER, 1],
  ['eli', 'ben', WINTER, 1],
  ['eli', 'ben', SPRING, 1],
  ['fay', 'us', SPRING, 1],
  ['gus', 'gus', WINTER, 1],
  ['gus', 'us', SPRING, 2],
  ['us', 'hal', '2023-12-31', 5],
  ['us', 'hal', '2024-07-01', 5],
]

beforeAll(async () => {
  tested = await testDatabase()
  organizationId = (await createOrganization(tested.database, { name: 'Loomgate Museum' })).id
  await withOrganization(tested.database, organizationId, async (tx) => {
    const accounts = await sql<{ id: string; handle: string }>`
      insert into account (organization_id, platform, handle)
      select ${organizationId}, 'x', unnest(array['us', 'ana', 'ben', 'cai', 'dee', 'eli', 'fay', 'gus', 'hal'])
      returning id::text, handle`.execute(tx)
    for (const { id, handle } of accounts.rows) handleOf.set(id, handle)
    await sql`insert into party_label (organization_id, account_id, party, basis, set_by, valid_from)
      select ${organizationId}, id, case handle when 'us' then 'owned' else 'employee' end, 'manual', 'hand',
        case handle when 'eli' then '2024-04-01'::date end
      from account where handle in ('us', 'eli')`.execute(tx)
    const upload = await sql<{ id: string }>`insert into upload (organization_id, name, file_key, sha256, bytes)
      values (${organizationId}, 'a', 'a', '', 0) returning id`.execute(tx)
    for (const [actor, target, day, times] of ACTS) {
      await sql`insert into interaction (organization_id, actor_id, target_id, kind, act, time, upload_id, file_number,
          path, row_number)
        select ${organizationId}, actor.id, target.id, 'mention', ${day} || n, ${day}::date, ${upload.rows[0]?.id}, 0, 'a', 1
        from account as actor, account as target, generate_series(1, ${times}::integer) as n
        where actor.handle = ${actor} and target.handle = ${target}`.execute(tx)
    }
  })
})
afterAll(async () => await tested[Symbol.asyncDispose]())

const name = (id: string) => handleOf.get(id) ?? id
const quartersOf = (directions: readonly LedgerDirection[]) => ({
  now: quarterNamed('2024-Q2'),
  before: quarterNamed('2024-Q1'),
  directions,
  kinds: INTERACTION_KINDS,
})

/** Page by page of one, as `actor>target before..now`. */
async function ties(change: LedgerChange, directions: readonly LedgerDirection[] = LEDGER_DIRECTIONS) {
  return await withOrganization(tested.database, organizationId, async (tx) => {
    const all: string[] = []
    for (let after: { sourceId: string; targetId: string } | undefined; ; ) {
      const [tie] = await listLedgerTies(tx, quartersOf(directions), { change, limit: 1, after })
      if (tie === undefined) return all
      all.push(`${name(tie.sourceId)}>${name(tie.targetId)} ${tie.weightBefore}..${tie.weight}`)
      after = tie
    }
  })
}

async function accounts(change: LedgerChange, directions: readonly LedgerDirection[] = LEDGER_DIRECTIONS) {
  return await withOrganization(tested.database, organizationId, async (tx) => {
    const all: string[] = []
    for (let after: string | undefined; ; ) {
      const [account] = await listLedgerAccounts(tx, quartersOf(directions), { change, limit: 1, after })
      if (account === undefined) return all
      all.push(`${name(account.accountId)} ${account.strengthBefore}..${account.strength}`)
      after = account.accountId
    }
  })
}

test('each tie of the two quarters is in one list, with its interactions then and now', async () => {
  expect(await ties('new')).toEqual(['us>dee 0..1', 'fay>us 0..1', 'gus>us 0..2'])
  expect(await ties('kept')).toEqual(['us>ana 2..2', 'eli>ben 1..1'])
  expect(await ties('stronger')).toEqual(['us>ben 1..3'])
  expect(await ties('weaker')).toEqual(['ana>us 4..1'])
  expect(await ties('lost')).toEqual(['us>cai 1..0', 'dee>ana 1..0'])
})

test('each account is in one list, with the sum of its ties then and now', async () => {
  expect(await accounts('new')).toEqual(['fay 0..1'])
  expect(await accounts('kept')).toEqual(['dee 1..1', 'eli 1..1'])
  expect(await accounts('stronger')).toEqual(['us 8..10', 'ben 2..4', 'gus 0..2'])
  expect(await accounts('weaker')).toEqual(['ana 7..3'])
  expect(await accounts('lost')).toEqual(['cai 1..0'])
})

test('ties of a direction that is not covered in both quarters are in no list', async () => {
  expect(await ties('new', ['outbound'])).toEqual(['us>dee 0..1'])
  expect(await ties('weaker', ['outbound'])).toEqual([])
  expect(await ties('lost', ['outbound'])).toEqual(['us>cai 1..0'])
  expect(await ties('new', ['inbound'])).toEqual(['fay>us 0..1', 'gus>us 0..2'])
})

test('a tie whose sender came inside in between needs both of its directions', async () => {
  expect(await ties('kept', ['outbound', 'inbound'])).toEqual(['us>ana 2..2'])
  expect(await ties('kept', ['outbound', 'among_others'])).toEqual(['us>ana 2..2', 'eli>ben 1..1'])
})

test('who was there only where we cannot compare is neither new nor lost', async () => {
  // dee was tied to ana only, gus to itself: among others, which is not covered.
  expect(await accounts('new', ['outbound', 'inbound'])).toEqual(['fay 0..1'])
  expect(await accounts('new', ['inbound'])).toEqual(['fay 0..1'])
  expect(await accounts('stronger', ['outbound'])).toEqual(['us 4..6', 'ben 1..3'])
  expect(await accounts('lost', ['outbound'])).toEqual(['cai 1..0'])
})
