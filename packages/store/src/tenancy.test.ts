import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApiKey } from './api-keys.ts'
import { withOrganization, withOrganizationClient } from './database.ts'
import { createOrganization } from './organizations.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'

let fresh: TestDatabase
let ours: string
let theirs: string

beforeAll(async () => {
  fresh = await testDatabase()
  ours = (await createOrganization(fresh.database, { name: 'ours' })).id
  theirs = (await createOrganization(fresh.database, { name: 'theirs' })).id
  for (const id of [ours, theirs]) await createApiKey(fresh.database, id, { name: 'key', role: 'admin' })
})
afterAll(async () => await fresh[Symbol.asyncDispose]())

const newKey = (organizationId: string) => ({
  organization_id: organizationId,
  name: 'smuggled',
  prefix: 'weft_',
  digest: Buffer.alloc(32, 7),
  role: 'admin' as const,
})

const TENANT_TABLES = sql<{ table: string; secured: boolean; forced: boolean; policies: string[] }>`
  select relname as table, relrowsecurity as secured, relforcerowsecurity as forced,
    array(select pg_get_expr(polqual, polrelid) || ' / ' || coalesce(pg_get_expr(polwithcheck, polrelid), '')
      from pg_policy where polrelid = pg_class.oid and polroles = '{0}') as policies
  from pg_class
  join information_schema.columns on table_schema = relnamespace::regnamespace::text and table_name = relname
  where relkind in ('r', 'p', 'v', 'm', 'f') and (column_name = 'organization_id' or relname = 'organization' and column_name = 'id')
  order by relname collate "C"`

test('every table that holds organizations’ rows closes them, to its owner too, by one and the same rule', async () => {
  const { rows } = await TENANT_TABLES.execute(fresh.database.kysely)
  const names = rows.map(({ table }) => table)
  expect(names).toEqual(
    expect.arrayContaining(['account', 'api_key', 'audit', 'interaction', 'organization', 'post', 'upload']),
  )
  expect(rows.filter(({ secured, forced }) => !secured || !forced)).toEqual([])
  const rule = (column: string) =>
    `(${column} = (NULLIF(current_setting('weft.organization_id'::text, true), ''::text))::uuid)`
  for (const { table, policies } of rows) {
    const condition = rule(table === 'organization' ? 'id' : 'organization_id')
    // Asked once a statement or once a row, it is the same rule.
    const rules = policies.map((policy) => policy.replace(/\( SELECT (.+?) AS "nullif"\)/, '$1'))
    expect({ table, policies: rules }).toEqual({ table, policies: [`${condition} / ${condition}`] })
  }
})

test('every table of ours belongs to an organization, but for the migrations’ own', async () => {
  const { rows } = await sql<{ table: string }>`
    select relname as table from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity
    order by relname collate "C"`.execute(fresh.database.kysely)
  expect(rows.map(({ table }) => table)).toEqual(['kysely_migration', 'kysely_migration_lock'])
})

test('statements run under a role that owns nothing, bypasses nothing, and cannot be left by resetting it', async () => {
  const read = sql<{ role: string; loose: boolean; owned: number }>`
    select current_user as role, rolsuper or rolbypassrls or rolcanlogin or rolcreaterole or rolcreatedb as loose,
      (select count(*)::integer from pg_class where relowner = pg_roles.oid) as owned
    from pg_roles where rolname = current_user`
  await fresh.database.kysely.connection().execute(async (connection) => {
    for (const attempt of [sql`select 1`, sql`reset role`, sql`discard all`, sql`reset all`]) {
      await attempt.execute(connection)
      expect((await read.execute(connection)).rows).toEqual([{ role: 'weft_app', loose: false, owned: 0 }])
    }
  })
})

test('without an organization there are no rows, and inserts are refused', async () => {
  const { kysely } = fresh.database
  expect(await kysely.selectFrom('organization').select('id').execute()).toEqual([])
  expect(await kysely.selectFrom('api_key').select('id').execute()).toEqual([])
  await expect(kysely.insertInto('api_key').values(newKey(ours)).execute()).rejects.toThrow('row-level security')
})

test('an organization sees its own rows, and writes no other’s', async () => {
  await withOrganization(fresh.database, ours, async (tx) => {
    expect(await tx.selectFrom('api_key').select('organization_id').execute()).toEqual([{ organization_id: ours }])
    expect(await tx.selectFrom('organization').select('id').execute()).toEqual([{ id: ours }])
    const changed = await tx
      .updateTable('api_key')
      .set({ name: 'taken' })
      .where('organization_id', '=', theirs)
      .executeTakeFirst()
    expect(changed.numUpdatedRows).toBe(0n)
    const removed = await tx.deleteFrom('api_key').where('organization_id', '=', theirs).executeTakeFirst()
    expect(removed.numDeletedRows).toBe(0n)
  })
  const smuggle = withOrganization(fresh.database, ours, async (tx) =>
    tx.insertInto('api_key').values(newKey(theirs)).execute(),
  )
  await expect(smuggle).rejects.toThrow('row-level security')
  const handOver = withOrganization(fresh.database, ours, async (tx) =>
    tx.updateTable('api_key').set({ organization_id: theirs }).execute(),
  )
  await expect(handOver).rejects.toThrow('row-level security')
})

test('an organization’s transaction leaves nothing of it in the connection, however it ends', async () => {
  const one = fresh.database
  await withOrganization(one, ours, async () => undefined)
  await expect(withOrganizationClient(one, ours, async (client) => client.query('select 1 / 0'))).rejects.toThrow(
    'division by zero',
  )
  await withOrganizationClient(one, theirs, async () => undefined)
  for (let connection = 0; connection < 10; connection += 1) {
    expect((await one.pool.query('select id from api_key')).rows).toEqual([])
  }
})

test('what was done stays on record: an organization adds to it and changes nothing', async () => {
  const act = { organization_id: ours, actor: 'key 1', act: 'upload', subject: null, detail: null }
  await withOrganization(fresh.database, ours, async (tx) => tx.insertInto('audit').values(act).execute())
  const change = withOrganization(fresh.database, ours, async (tx) =>
    tx.updateTable('audit').set({ act: 'nothing' }).execute(),
  )
  await expect(change).rejects.toThrow('permission denied')
  const remove = withOrganization(fresh.database, ours, async (tx) => tx.deleteFrom('audit').execute())
  await expect(remove).rejects.toThrow('permission denied')
})

test('the queue and the migrations are out of the role’s reach', async () => {
  const read = async (table: string) => await fresh.database.pool.query(`select * from ${table}`)
  await expect(read('pgboss.job')).rejects.toThrow(pg.DatabaseError)
  await expect(read('kysely_migration')).rejects.toThrow('permission denied')
})
