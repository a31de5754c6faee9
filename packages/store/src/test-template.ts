import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { migrate } from './migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The migrated database that every test file's own is copied from. */
    templateUrl: string
  }
}

/** A migrated database to copy from, and how to be rid of it and of its copies. */
export interface TestTemplate {
  url: string
  drop(): Promise<void>
}

/** Makes a migrated template database on the server of `url`, under a name of this run alone. */
export async function createTestTemplate(url: string): Promise<TestTemplate> {
  const name = `weft_test_${randomBytes(6).toString('hex')}`
  const template = new URL(url)
  template.pathname = name
  await onServer(url, async (client) => {
    await client.query(`create database "${name}"`)
  })
  await migrate(template.href)
  await onServer(url, async (client) => {
    await client.query(`alter database "${name}" with is_template true allow_connections false`)
  })
  return { url: template.href, drop }

  async function drop(): Promise<void> {
    await onServer(url, async (client) => {
      await client.query(`alter database "${name}" with is_template false`)
      const ofThisRun = `${name.replaceAll('_', '\\_')}%`
      const { rows: databases } = await client.query<{ name: string }>(
        'select datname as name from pg_database where datname like $1',
        [ofThisRun],
      )
      for (const database of databases) await client.query(`drop database "${database.name}" with (force)`)
      const { rows: roles } = await client.query<{ name: string }>(
        'select rolname as name from pg_roles where rolname like $1',
        [ofThisRun],
      )
      for (const role of roles) await client.query(`drop role "${role.name}"`)
    })
  }
}

async function onServer(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
