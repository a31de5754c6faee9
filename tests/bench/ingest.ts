import { spawn, spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { type BenchDatabase, benchDatabase, freshDatabase, onServer, storedRows } from './bench-database.ts'
import { benchmark } from './benchmark.ts'

/** The tables that the rows end in, those that others point to first. */
const TABLES = ['account', 'post', 'interaction'] as const

/** What the file with the rows of one of the tables holds. */
interface FinishedRows {
  table: string
  columns: string
  path: string
}

interface Input extends BenchDatabase {
  rows: number
  finished: FinishedRows[]
}

const PEER = spawnSync('psql', ['--version']).error === undefined ? 'psql \\copy' : 'COPY of ready bytes (no psql here)'

/**
 * Loading a table of interactions, from stored file to committed: its digest compared, its format detected, read,
 * checked, accounts resolved, repeats found, posts and interactions merged, receipt written. Beside it the same finished rows, copied ready-made into the same tables with
 * the same keys and indexes.
 */
export const ingest = benchmark<Input>({
  question: 'How long does it take from a stored table of interactions with texts to rows that can be asked?',
  unit: 'rows',
  async prepare({ folder, rows }) {
    const { release, ...database } = await benchDatabase(folder, [rows])
    const url = await freshDatabase(database)
    const { loadInto } = await import('./load-into.ts')
    await loadInto(url, database, 0)
    const finished = await writeFinished(url, folder)
    return { input: { ...database, rows, finished }, release }
  },
  contestants: {
    async load() {
      const { loadInto } = await import('./load-into.ts')
      return async (input) => {
        const url = await freshDatabase(input)
        return { work: await loadInto(url, input, 0), digest: await storedRows(url) }
      }
    },
    async [PEER]() {
      return async (input) => {
        const url = await freshDatabase(input)
        for (const rows of input.finished) await copyFinished(url, rows)
        return { work: input.rows, digest: await storedRows(url) }
      }
    },
  },
  comparisons: [{ of: 'load', to: PEER, by: 'seconds', atMost: 2.5 }],
  limits: [{ of: 'load', by: 'peakMegabytes', atMost: 150 }],
})

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
