import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { APP_ROLE } from './app-role.ts'
import type { Tables } from './tables.ts'

/** An open database. Rows of an organization are reached through {@link withOrganization} only. */
export interface Database {
  readonly kysely: Kysely<Tables>
  readonly pool: pg.Pool
}

/** The database answers but is not what our statements need. */
export class DatabaseNotReady extends Error {
  override name = 'DatabaseNotReady'
}

const NOT_MIGRATED = 'the database is not set up; run: weft migrate'

/** A transaction that sees one organization's rows and no others. */
export type OrganizationTransaction = Transaction<Tables>

/** The same on the driver itself, as {@link withOrganizationClient} gives it. */
export type OrganizationClient = pg.PoolClient

/** Enough for a service's requests; PostgreSQL's own limit of 100 leaves room for several services. */
const POOL_CONNECTIONS = 10

/** What the driver calls the number of a type. */
type TypeId = (typeof pg.types.builtins)[keyof typeof pg.types.builtins]

/**
 * Opens the database for our statements, which run under `weft_app` and never as the owner.
 *
 * Throws {@link DatabaseNotReady} when it was not migrated or when the role could see past an organization; whatever
 * the driver throws when the server does not answer.
 */
export async function openDatabase({
  url,
  poolConnections = POOL_CONNECTIONS,
}: {
  url: string
  poolConnections?: number
}): Promise<Database> {
  const pool = new pg.Pool({ connectionString: underAppRole(url), max: poolConnections, types: { getTypeParser } })
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  try {
    await assertConfined(pool)
  } catch (error) {
    await pool.end()
    throw error
  }
  return { kysely: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }), pool }
}

/** Closes every connection; waits for statements that are under way. */
export async function closeDatabase(database: Database): Promise<void> {
  await database.kysely.destroy()
  // A query builder that was never asked anything leaves its pool open.
  if (!database.pool.ended) await database.pool.end()
}

/**
 * Runs `work` in one transaction that sees and writes this organization's rows and no others. What `work` throws rolls
 * everything back and is thrown on.
 */
export async function withOrganization<Result>(
  database: Database,
  organizationId: string,
  work: (tx: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  return await database.kysely.transaction().execute(async (tx) => {
    await tx
      .selectNoFrom((build) =>
        build
          .fn<string>('set_config', [build.val('weft.organization_id'), build.val(organizationId), build.lit(true)])
          .as('_'),
      )
      .execute()
    return await work(tx)
  })
}

/**
 * As {@link withOrganization}, on the driver itself: for COPY, which the query builder does not know. With
 * `oneSnapshot` all of its statements see the rows as they were when the first one began.
 */
export async function withOrganizationClient<Result>(
  database: Database,
  organizationId: string,
  work: (client: pg.PoolClient) => Promise<Result>,
  { oneSnapshot = false } = {},
): Promise<Result> {
  const client = await database.pool.connect()
  let broken: boolean = false
  try {
    await client.query(oneSnapshot ? 'begin isolation level repeatable read' : 'begin')
    await client.query(`select set_config('weft.organization_id', $1, true)`, [organizationId])
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    // A connection that cannot even roll back must not go back to the pool, with the organization still in it.
    await client.query('rollback').catch(() => (broken = true))
    throw error
  } finally {
    client.release(broken)
  }
}

/** For the operator of the installation, never for a request: one transaction as the owner, who may list organizations. */
export async function withOperator<Result>(
  database: Database,
  work: (tx: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  return await database.kysely.transaction().execute(async (tx) => {
    await tx
      .selectNoFrom((build) =>
        build.fn<string>('set_config', [build.val('role'), build.val('none'), build.lit(true)]).as('_'),
      )
      .execute()
    return await work(tx)
  })
}

/** As a start option the role is also what `reset role` and `discard all` come back to. */
function underAppRole(url: string): string {
  const address = new URL(url)
  const options = address.searchParams.get('options')
  address.searchParams.set('options', `${options === null ? '' : `${options} `}-c role=${APP_ROLE}`)
  return address.href
}

async function assertConfined(pool: pg.Pool): Promise<void> {
  try {
    const { rows } = await pool.query<{ confined: boolean; migrated: boolean }>(
      `select to_regclass('public.organization') is not null as migrated,
        current_user = $1 and not rolsuper and not rolbypassrls
        and not exists (select from pg_class where relowner = pg_roles.oid and relpersistence <> 't') as confined
      from pg_roles where rolname = current_user`,
      [APP_ROLE],
    )
    if (rows[0]?.migrated === false) throw new DatabaseNotReady(NOT_MIGRATED)
    if (rows[0]?.confined === true) return
  } catch (error) {
    // 22023: no such role. 42501: there is one, but this login may not take it on.
    if (!(error instanceof pg.DatabaseError) || (error.code !== '22023' && error.code !== '42501')) throw error
    throw new DatabaseNotReady(NOT_MIGRATED, { cause: error })
  }
  throw new DatabaseNotReady(`the role ${APP_ROLE} owns tables or bypasses row-level security; it must do neither`)
}

/** A date without a time of day stays text: as a `Date` it would depend on the machine's time zone. */
function getTypeParser(oid: TypeId, format?: 'text' | 'binary'): (text: string) => unknown {
  if (oid === pg.types.builtins.DATE) return (text) => text
  return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text')
}
