import type { ClientBase } from 'pg'
import type PgBoss from 'pg-boss'

/** The name of the lock that whoever does the job holds. */
export const jobLock = (jobId: string): string => `weft.job:${jobId}`

/** The name of the lock that keeps two jobs of one key from running beside one another. */
export const keyLock = (name: string, key: string): string => `weft.key:${name}:${key}`

/** Waits for the lock of that name and holds it until the session lets go or ends. */
export async function holdLock(session: ClientBase, lock: string): Promise<void> {
  await session.query('select pg_advisory_lock(hashtextextended($1, 0))', [lock])
}

/**
 * Fails the jobs of those queues whose process ended while it did them, so that they are tried again. A job that ends
 * its process each time is given up like any other. One process looks at a time; the others' calls do nothing.
 */
export async function retryAbandoned(boss: PgBoss, session: ClientBase, names: readonly string[]): Promise<void> {
  const { rows } = await session.query<{ got: boolean }>(
    `select pg_try_advisory_lock(hashtextextended('weft.abandoned-jobs', 0)) as got`,
  )
  if (rows[0]?.got !== true) return
  const { rows: abandoned } = await session.query<{ name: string; id: string }>(ABANDONED, [names])
  for (const { name, id } of abandoned) await boss.fail(name, id, { message: 'the process that did this job ended' })
}

/** The catalogue shows a lock's 64-bit number as two halves, and 1 for "one number, not a pair". */
const ABANDONED = `
  select name, id from pgboss.job
  where state = 'active' and name = any($1)
    and not exists (
      select from pg_locks
      where locktype = 'advisory' and granted and objsubid = 1
        and database = (select oid from pg_database where datname = current_database())
        and ((classid::bigint << 32) | objid::bigint) = hashtextextended('weft.job:' || id, 0))`
