import { Kysely, Migrator, PostgresDialect } from 'kysely'
import pg from 'pg'
import { APP_ROLE } from './app-role.ts'
import { migrations } from './migrations.ts'
import { installQueue } from './queue.ts'

/** Any number will do, if it is always this one: it names the lock that lets one process migrate at a time. */
const MIGRATION_LOCK = 7_700_417

/** The login of DATABASE_URL may not do what setting the database up takes. */
export class RoleMissing extends Error {
  override name = 'RoleMissing'
  constructor(problem: string) {
    super(
      `the role ${APP_ROLE} cannot be set up with this login (${problem}); have an administrator run: ` +
        `create role ${APP_ROLE} nologin; grant ${APP_ROLE} to LOGIN; and try again`,
    )
  }
}

/**
 * Brings the database up to date: the role, the tables, the queue. The login of `url` becomes the owner of all of it.
 *
 * Doing it twice, or in two processes at once, is the same as doing it once. Returns the names of the migrations that
 * were run, perhaps none. A migration that fails leaves nothing of that run behind. Needs PostgreSQL 15 or newer.
 */
export async function migrate(url: string): Promise<string[]> {
  // Two connections: one holds the lock, the other does the work.
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  pool.on('error', () => undefined)
  try {
    const lock = await pool.connect()
    try {
      await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
      await createRole(lock)
      const applied = await migrateTables(pool)
      await installQueue(url)
      return applied
    } finally {
      // Closing the connection gives the lock back, also after a failure that left it unusable.
      lock.release(true)
    }
  } finally {
    await pool.end()
  }
}

async function migrateTables(pool: pg.Pool): Promise<string[]> {
  const owner = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  const migrator = new Migrator({ db: owner, provider: { getMigrations: async () => ({ ...migrations }) } })
  const { error, results } = await migrator.migrateToLatest()
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')
    throw new Error(`migration ${failed?.migrationName ?? ''} failed`, { cause: error })
  }
  return (results ?? []).map((result) => result.migrationName)
}

/** Roles belong to the whole server, so another database's migration may be making the same one right now. */
async function createRole(client: pg.PoolClient): Promise<void> {
  try {
    await client.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = '${APP_ROLE}') then
          create role ${APP_ROLE} nologin nosuperuser nobypassrls nocreatedb nocreaterole;
        end if;
      exception when duplicate_object or unique_violation then null;
      end $$`)
    const { rows } = await client.query<{ member: boolean; version: number }>(
      `select current_setting('server_version_num')::integer as version,
        (select rolsuper from pg_roles where rolname = current_user)
          or pg_has_role(current_user, '${APP_ROLE}', case when current_setting('server_version_num')::integer >= 160000
            then 'set' else 'member' end) as member`,
    )
    // Before 16 whoever is a member may take the role on; since then that is a right of its own.
    if (rows[0]?.member === false) await client.query(`grant ${APP_ROLE} to current_user`)
    await client.query(`grant usage on schema public to ${APP_ROLE}`)
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '42501') throw new RoleMissing(error.message)
    throw error
  }
}
