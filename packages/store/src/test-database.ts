import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { closeDatabase, type Database, openDatabase } from './database.ts'

/** A test file's own database, migrated and empty. */
export interface TestDatabase extends AsyncDisposable {
  /** Of the login that owns it, as `DATABASE_URL` would be. */
  url: string
  database: Database
}

/**
 * A new database, copied from the migrated template in some 40 ms: `await using fresh = await testDatabase()`, or in
 * `beforeAll`, with `fresh[Symbol.asyncDispose]()` in `afterAll`. Always a real server; see tests/database-setup.ts.
 *
 * The database itself is dropped when the whole run ends, with the server or by the setup.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const template = new URL(inject('templateUrl'))
  const templateName = template.pathname.slice(1)
  const name = `${templateName}_${randomBytes(6).toString('hex')}`
  await onServer(template, async (client) => {
    await client.query(`create database "${name}" template "${templateName}"`)
  })
  const url = new URL(template)
  url.pathname = name
  const database = await openDatabase({ url: url.href, poolConnections: 5 })
  return { url: url.href, database, [Symbol.asyncDispose]: async () => await closeDatabase(database) }
}

/** A template takes no connections, so databases are made from the one that is always there. */
async function onServer(url: URL, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const address = new URL(url)
  address.pathname = 'postgres'
  const client = new pg.Client({ connectionString: address.href })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
