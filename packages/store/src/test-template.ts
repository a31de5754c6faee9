import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { migrate } from './migrate.ts'

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
      const { rows } = await client.query<{ datname: string }>(
        'select datname from pg_database where datname like $1',
        [`${name.replaceAll('_', '\\_')}%`],
      )
      for (const { datname } of rows) await client.query(`drop database "${datname}" with (force)`)
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
