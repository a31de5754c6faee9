import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withOrganization } from './database.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'

let fresh: TestDatabase

beforeAll(async () => {
  fresh = await testDatabase()
})

afterAll(async () => await fresh[Symbol.asyncDispose]())

async function found(name: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select create_organization(${name}, 'UTC', 1) as id`.execute(
    fresh.database.kysely,
  )
  const id = rows[0]?.id
  if (id === undefined) throw new Error('no organization was made')
  return id
}

const rowsInOrder = sql<{ table: string; secured: boolean; forced: boolean }>`
  select relname as table, relrowsecurity as secured, relforcerowsecurity as forced
  from pg_class join information_schema.columns on table_name = relname and table_schema = 'public'
  where relkind in ('r', 'p') and (column_name = 'organization_id' or relname = 'organization' and column_name = 'id')
  order by relname collate "C"`

test('every table that holds organizations\' rows secures them, from its owner too', async () => {
  const { rows } = await rowsInOrder.execute(fresh.database.kysely)
  expect(rows.map(({ table }) => table)).toEqual(expect.arrayContaining(['account', 'api_key', 'audit', 'organization', 'post', 'upload']))
  expect(rows.filter(({ secured, forced }) => !secured || !forced)).toEqual([])
})
