import { quarterNamed, UTC_CALENDAR } from '@weft/model/quarter'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withOrganization } from './database.ts'
import { createOrganization } from './organizations.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'
import { unclassifiedAccounts } from './unclassified-accounts.ts'

let tested: TestDatabase
let organizationId: string

/** us and ana are classified; ben acts with both, cai with one, dee with ben only, eve with herself. */
const ACTS: [actor: string, target: string, times: number, day?: string][] = [
  ['us', 'ana', 5],
  ['ben', 'us', 2],
  ['ana', 'ben', 1],
  ['cai', 'us', 1],
  ['ben', 'dee', 9],
  ['eve', 'eve', 7],
  ['us', 'cai', 3, '2023-12-31'],
]

beforeAll(async () => {
  tested = await testDatabase()
  organizationId = (await createOrganization(tested.database, { name: 'Invented Institute' })).id
  await withOrganization(tested.database, organizationId, async (tx) => {
    await sql`insert into account (organization_id, platform, handle)
      select ${organizationId}, 'x', unnest(array['us', 'ana', 'ben', 'cai', 'dee', 'eve'])`.execute(tx)
    await sql`insert into party_label (organization_id, account_id, party, basis, set_by)
      select ${organizationId}, id, case handle when 'us' then 'owned' else 'partner' end, 'manual', 'hand'
      from account where handle in ('us', 'ana')`.execute(tx)
    const upload = await sql<{ id: string }>`insert into upload (organization_id, name, file_key, sha256, bytes)
      values (${organizationId}, 'a', 'a', '', 0) returning id`.execute(tx)
    for (const [actor, target, times, day = '2024-02-01'] of ACTS) {
      for (let act = 0; act < times; act++) {
        await sql`insert into interaction (organization_id, actor_id, target_id, kind, act, time, upload_id, file_number,
            path, row_number)
          select ${organizationId}, actor.id, target.id, 'mention', ${`${day} ${act}`}, ${day}::date, ${upload.rows[0]?.id}, 0, 'a', 1
          from account as actor, account as target
          where actor.handle = ${actor} and target.handle = ${target}`.execute(tx)
      }
    }
  })
})
afterAll(async () => await tested[Symbol.asyncDispose]())

const queue = async (limit = 10, offset = 0) =>
  await withOrganization(tested.database, organizationId, (tx) =>
    unclassifiedAccounts(tx, quarterNamed('2024-Q1', UTC_CALENDAR), { limit, offset }),
  )

test('those come first whose label brings most interactions into cross-party figures', async () => {
  const rows = await queue()
  expect(
    rows.map(({ handle, interactions, withClassified, share }) => ({ handle, interactions, withClassified, share })),
  ).toEqual([
    { handle: 'ben', interactions: 12, withClassified: 3, share: 3 / 4 },
    { handle: 'cai', interactions: 1, withClassified: 1, share: 1 / 4 },
    { handle: 'dee', interactions: 9, withClassified: 0, share: 0 },
  ])
})

test('the list goes on where it was left', async () => {
  expect((await queue(1, 1)).map(({ handle }) => handle)).toEqual(['cai'])
  expect((await queue(1, 1))[0]?.share).toBe(1 / 4)
})
