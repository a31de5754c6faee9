import { randomBytes } from 'node:crypto'
import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { storeUpload } from '@weft/ingest/store-upload'
import { closeDatabase, openDatabase } from '@weft/store/database'
import { startEmbeddedPostgres } from '@weft/store/embedded/start-embedded-postgres'
import { folderFiles } from '@weft/store/files/folder-files'
import { migrate } from '@weft/store/migrate'
import { createOrganization } from '@weft/store/organizations'
import pg from 'pg'
import { bytesOfLines, interactionsTable } from './interactions.ts'

/** A server with a migrated database to copy from, in which an organization has uploads that wait to be loaded. */
export interface BenchDatabase {
  /** Of the server's own database. */
  serverUrl: string
  template: string
  organizationId: string
  /** Where the bytes of uploads lie. */
  filesFolder: string
  /** One per size that was asked for, in that order. */
  uploadIds: string[]
}

/**
 * The server of DATABASE_URL, whose login must be a superuser's, else the one that comes with Weft, on disk and as
 * durable as in the product; and a stored interactions table for each number of rows. `release` drops what was made, or
 * stops it.
 */
export async function benchDatabase(
  folder: string,
  tables: readonly number[],
): Promise<BenchDatabase & { release: () => Promise<void> }> {
  const { url: serverUrl, ...started } = await server(folder)
  const template = `weft_bench_${randomBytes(4).toString('hex')}`
  await onServer(serverUrl, async (client) => {
    await client.query(`create database ${template}`)
  })
  const url = databaseUrl(serverUrl, template)
  await migrate(url)
  const database = await openDatabase({ url })
  const { id: organizationId } = await createOrganization(database, { name: 'Loomgate Museum' })
  const filesFolder = join(folder, 'files')
  const uploadIds: string[] = []
  for (const rows of tables) {
    const service = { database, files: folderFiles(filesFolder) }
    const bytes = bytesOfLines(interactionsTable(rows, 'interactions'))
    uploadIds.push(await storeUpload(service, organizationId, 'interactions.csv', bytes, { platform: 'x' }))
  }
  await closeDatabase(database)
  return { serverUrl, template, organizationId, filesFolder, uploadIds, release }

  async function release(): Promise<void> {
    await onServer(serverUrl, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        'select datname as name from pg_database where starts_with(datname, $1)',
        [template],
      )
      for (const { name } of rows) await client.query(`drop database ${name} with (force)`)
    })
    await started.stop()
  }
}

/** A new copy of the template; gives its address. */
export async function freshDatabase({ serverUrl, template }: BenchDatabase): Promise<string> {
  const name = `${template}_${randomBytes(4).toString('hex')}`
  await onServer(serverUrl, async (client) => {
    await client.query(`create database ${name} template ${template}`)
  })
  return databaseUrl(serverUrl, name)
}

/** Rows of the three tables that are compared: by them contestants are held to the same answer. */
export async function storedRows(url: string): Promise<string> {
  return await onServer(url, async (client) => {
    const { rows } = await client.query<{ told: string }>(
      `select concat_ws(', ', (select count(*) from account), (select count(*) from post),
         (select count(*) from interaction)) as told`,
    )
    return rows[0]?.told ?? ''
  })
}

/** Runs `work` on one connection of the address's own login. */
export async function onServer<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function server(folder: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const { DATABASE_URL } = process.env
  if (DATABASE_URL) return { url: DATABASE_URL, stop: async () => undefined }
  const home = join(folder, 'home')
  await mkdir(home)
  // The server's user, if it is not ours, has to get in.
  for (const each of [folder, home]) await chmod(each, 0o755)
  const started = await startEmbeddedPostgres({ home })
  return { url: started.url, stop: async () => await started.stop() }
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = name
  return url.href
}
