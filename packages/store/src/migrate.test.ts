import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { createApiKey, findApiKey } from './api-keys.ts'
import { closeDatabase, DatabaseNotReady, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations.ts'
import { createOrganization, listOrganizations } from './organizations.ts'
import { openQueue } from './queue.ts'

/** An empty database of the tests' server, and someone to own it. */
async function emptyDatabase(owner: { superuser: boolean } = { superuser: true }): Promise<string> {
  const address = new URL(inject('templateUrl'))
  // Whatever begins with the template's name is dropped with it.
  const name = `${address.pathname.slice(1)}_${randomBytes(6).toString('hex')}`
  address.pathname = 'postgres'
  const client = new pg.Client({ connectionString: address.href })
  await client.connect()
  if (!owner.superuser) {
    await client.query(`create role ${name} login createrole password 'loom'`)
    await client.query(`create database ${name} owner ${name}`)
    // What an administrator does for a login that did not make the role itself.
    await client.query(`grant weft_app to ${name}`)
    Object.assign(address, { username: name, password: 'loom' })
  } else {
    await client.query(`create database ${name}`)
  }
  await client.end()
  address.pathname = name
  return address.href
}

const NOW = new Date('2026-11-23T09:00:00Z')

test('every migration in the folder is run, and no other', () => {
  const files = readdirSync(new URL('./migrations/', import.meta.url))
  const named = files.filter((file) => /^\d{8}T\d{4}-.+\.ts$/.test(file)).map((file) => file.replace('.ts', ''))
  expect(Object.keys(migrations).toSorted()).toEqual(named.toSorted())
})

test('three processes at once migrate an empty database once, and again changes nothing', async () => {
  const url = await emptyDatabase()
  const runs = await Promise.all([migrate(url), migrate(url), migrate(url)])
  expect(runs.flat().toSorted()).toEqual(Object.keys(migrations).toSorted())
  expect(await migrate(url)).toEqual([])
})

test('a database that was not migrated says what to do', async () => {
  await expect(openDatabase({ url: await emptyDatabase() })).rejects.toThrow(DatabaseNotReady)
})

test('an owner with no privileges beyond its database does all that the superuser of the embedded one does', async () => {
  const url = await emptyDatabase({ superuser: false })
  await migrate(url)
  const database = await openDatabase({ url })
  const one = await createOrganization(database, { name: 'one' })
  await createOrganization(database, { name: 'two' })
  const { key } = await createApiKey(database, one.id, { name: 'archive', role: 'uploader' })
  expect(await findApiKey(database, key, NOW)).toMatchObject({ organizationId: one.id })
  expect((await listOrganizations(database)).map(({ name }) => name)).toEqual(['one', 'two'])
  expect(await database.kysely.selectFrom('organization').select('id').execute()).toEqual([])
  await closeDatabase(database)
  const queue = await openQueue(url)
  expect(await queue.send('score_quarters', { organizationId: one.id })).not.toBeNull()
  await queue.close()
})
