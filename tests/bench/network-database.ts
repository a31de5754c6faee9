import { spawnSync } from 'node:child_process'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Quarter, quarterNamed } from '@weft/model/quarter'
import { to as copyTo } from 'pg-copy-streams'
import { type BenchDatabase, benchDatabase, freshDatabase, onServer } from './bench-database.ts'
import { benchmark, type Outcome } from './benchmark.ts'

interface Input extends BenchDatabase {
  url: string
  rows: number
}

/** Reaches over all rows of the table, however many there are. */
const QUARTER: Quarter = { ...quarterNamed('2015-Q1'), to: Date.UTC(2040, 0, 1) }

const TIES = `copy (select actor_id, target_id, kind from interaction
  where time >= '${new Date(QUARTER.from).toISOString()}' and time < '${new Date(QUARTER.to).toISOString()}')`

const HAS_PSQL = spawnSync('psql', ['--version']).error === undefined
const PEER = HAS_PSQL ? 'psql \\copy' : 'COPY (no psql here)'

/**
 * From the stored interactions of a quarter to the index that measures read: every account with its label, every act,
 * each once over the wire. Beside it the same acts, sent to nothing.
 */
export const networkDatabase = benchmark<Input>({
  question: 'How fast does a network come out of the database?',
  unit: 'interactions',
  async prepare({ folder, rows }) {
    const { release, ...database } = await benchDatabase(folder, [rows])
    const url = await freshDatabase(database)
    const { loadInto } = await import('./load-into.ts')
    await loadInto(url, database, 0)
    await onServer(url, async (client) => await client.query('vacuum analyze'))
    return { input: { ...database, url, rows }, release }
  },
  contestants: {
    async index() {
      const { networkFromTies } = await import('@weft/network/network')
      const { closeDatabase, openDatabase, withOrganizationClient } = await import('@weft/store/database')
      const { readQuarterTies } = await import('@weft/store/quarter-ties')
      return async ({ url, organizationId }) => {
        const database = await openDatabase({ url })
        const { accounts, acts } = await withOrganizationClient(
          database,
          organizationId,
          (client) => readQuarterTies(client, QUARTER),
          { oneSnapshot: true },
        )
        networkFromTies(accounts.ids.length, acts.from, acts.to)
        await closeDatabase(database)
        return sent(acts.from.length)
      }
    },
    async [PEER]() {
      return async ({ url }) => (HAS_PSQL ? copyByPsql(url) : await copyToNothing(url))
    },
  },
  comparisons: [{ of: 'index', to: PEER, by: 'seconds', atMost: 2.2 }],
  limits: [],
})

function copyByPsql(url: string): Outcome {
  const words = [
    '--no-psqlrc',
    '--set',
    'ON_ERROR_STOP=1',
    '--dbname',
    url,
    '--command',
    `\\${TIES.replaceAll('\n', ' ')} to '/dev/null'`,
  ]
  const { status, stdout, stderr } = spawnSync('psql', words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`psql: ${stderr}`)
  return sent(Number(/COPY (\d+)/.exec(stdout)?.[1]))
}

async function copyToNothing(url: string): Promise<Outcome> {
  return await onServer(url, async (client) => {
    const rows = client.query(copyTo(`${TIES} to stdout`))
    await pipeline(rows, new Writable({ write: (_, _encoding, done) => done() }))
    return sent(rows.rowCount)
  })
}

function sent(interactions: number): Outcome {
  return { work: interactions, digest: `${interactions} interactions` }
}
