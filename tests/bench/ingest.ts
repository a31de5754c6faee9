import { spawn, spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { type BenchDatabase, benchDatabase, freshDatabase, onServer, storedRows } from './bench-database.ts'
import { benchmark } from './benchmark.ts'
import { interactionsTable, writeLines } from './interactions.ts'

/** The tables that the rows end in, those that others point to first. */
const TABLES = ['account', 'post', 'interaction'] as const

/** What the file with the rows of one of the tables holds. */
interface FinishedRows {
  table: string
  columns: string
  path: string
}

interface Input extends BenchDatabase {
  path: string
  tenthPath: string
  rows: number
  finished: FinishedRows[]
}

const PEER = spawnSync('psql', ['--version']).error === undefined ? 'psql \\copy' : 'COPY of ready bytes (no psql here)'

/**
 * Loading a table of interactions, from stored file to committed: read, checked, accounts resolved, repeats found, posts
 * and interactions merged, receipt written. Beside it the same finished rows, copied ready-made into the same tables with
 * the same keys and indexes.
 */
export const ingest = benchmark<Input>({
  question: 'How long does it take from a stored table of interactions with texts to rows that can be asked?',
  unit: 'rows',
  async prepare({ folder, rows }) {
    const [path, tenthPath] = [join(folder, 'interactions.csv'), join(folder, 'tenth.csv')]
    await writeLines(path, interactionsTable(rows, 'interactions'))
    await writeLines(tenthPath, interactionsTable(Math.ceil(rows / 10), 'interactions'))
    const { release, ...database } = await benchDatabase(folder)
    const url = await freshDatabase(database)
    await load(url, database, path)
    const finished = await writeFinished(url, folder)
    return { input: { ...database, path, tenthPath, rows, finished }, release }
  },
  contestants: {
    async load() {
      await import('@weft/store/load/load-upload')
      return async (input) => {
        const url = await freshDatabase(input)
        return { work: await load(url, input, input.path), digest: await storedRows(url) }
      }
    },
    async [PEER]() {
      return async (input) => {
        const url = await freshDatabase(input)
        for (const rows of input.finished) await copyFinished(url, rows)
        return { work: input.rows, digest: await storedRows(url) }
      }
    },
    async 'load a tenth'() {
      await import('@weft/store/load/load-upload')
      return async (input) => {
        const url = await freshDatabase(input)
        return { work: await load(url, input, input.tenthPath), digest: null }
      }
    },
  },
  comparisons: [
    { of: 'load', to: PEER, by: 'seconds', atMost: 2.5 },
    { of: 'load', to: 'load a tenth', by: 'peakMegabytes', atMost: 1.1 },
  ],
  limits: [{ of: 'load', by: 'peakMegabytes', atMost: 150 }],
})

/** Loads the file as the product does; gives the number of its rows. */
async function load(url: string, { organizationId, uploadId }: BenchDatabase, path: string): Promise<number> {
  const { closeDatabase, openDatabase, withOrganization, withOrganizationClient } = await import('@weft/store/database')
  const { loadUpload } = await import('@weft/store/load/load-upload')
  const { receiptOfUpload } = await import('@weft/store/uploads')
  const { openExports } = await import('@weft/sources/open-export')
  const { interactionsCsv } = await import('@weft/sources/formats/interactions-csv')
  const database = await openDatabase({ url })
  const [exported] = await openExports({ path, name: 'interactions.csv' })
  if (exported === undefined) throw new Error(`${path} is no export`)
  const read = () => interactionsCsv.read(exported, { platform: 'x' })
  const file = { name: 'interactions.csv', format: interactionsCsv.id, read }
  await withOrganizationClient(database, organizationId, (client) =>
    loadUpload(client, organizationId, uploadId, [file]),
  )
  const { totals } = await withOrganization(database, organizationId, (tx) => receiptOfUpload(tx, uploadId))
  await closeDatabase(database)
  return totals.rows
}

async function writeFinished(url: string, folder: string): Promise<FinishedRows[]> {
  return await onServer(url, async (client) => {
    const finished: FinishedRows[] = []
    for (const table of TABLES) {
      const { rows } = await client.query<{ columns: string }>(
        `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
        [table],
      )
      const columns = rows[0]?.columns ?? ''
      const path = join(folder, `${table}.txt`)
      const copy = client.query(copyTo(`copy (select ${columns} from ${table} order by id) to stdout`))
      await pipeline(copy, createWriteStream(path))
      finished.push({ table, columns, path })
    }
    return finished
  })
}

async function copyFinished(url: string, { table, columns, path }: FinishedRows): Promise<void> {
  if (PEER === 'psql \\copy') {
    await psql(url, `\\copy ${table} (${columns}) from '${path}'`)
    return
  }
  await onServer(url, async (client) => {
    await pipeline(createReadStream(path), client.query(copyFrom(`copy ${table} (${columns}) from stdin`)))
  })
}

async function psql(url: string, command: string): Promise<void> {
  const child = spawn('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-c', command, url], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (status !== 0) throw new Error(`psql ended with status ${status}`)
}
