import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type PgBoss from 'pg-boss'
import { holdLock, jobLock, keyLock, retryAbandoned } from './abandoned-jobs.ts'

/** Given the job's data and which attempt at it this is. */
type Handler = (data: never, attempt: { number: number; isLast: boolean }) => Promise<void>

/** How long a job may lie before an idle worker of another process looks. */
const POLL_MILLISECONDS = 500

/** How often jobs of processes that ended are looked for. */
const ABANDONED_MILLISECONDS = 2_000

/** After an error of the connection: long enough not to hammer a server that is starting again. */
const MEND_MILLISECONDS = 1_000

/**
 * This process's workers. Each holds a lock of its database session while it does a job, so that everyone can see
 * whether it still lives: the server lets go of a session's locks when its process ends, however it ends.
 *
 * Not pg-boss's own workers: those do not wait for the word that a job is done to arrive, which loses it on closing,
 * and notice a process that ended only when the job's time is up.
 */
export class Workers {
  readonly #boss: PgBoss
  readonly #sessions: pg.Pool
  readonly #onError: (error: unknown) => void
  readonly #loops: Promise<void>[] = []
  readonly #names = new Set<string>()
  readonly #closing = new AbortController()
  #waking = new AbortController()
  #closed: Promise<void> | null = null

  constructor(boss: PgBoss, url: string, onError: (error: unknown) => void) {
    this.#boss = boss
    this.#onError = onError
    this.#sessions = new pg.Pool({ connectionString: url, max: 100 })
    this.#sessions.on('error', onError)
  }

  add(name: string, handler: Handler): void {
    if (this.#loops.length === 0) this.#loops.push(this.#watch())
    this.#names.add(name)
    this.#loops.push(this.#run(name, handler))
  }

  /** Idle workers look at once. */
  wake(): void {
    this.#waking.abort()
    this.#waking = new AbortController()
  }

  /** Takes no more jobs and waits for those under way. Twice is the same as once. */
  close(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    this.#closing.abort()
    this.wake()
    await Promise.all(this.#loops)
    // What an idle session hears from now on is its own end.
    this.#sessions.removeAllListeners('error').on('error', () => undefined)
    await this.#sessions.end()
  }

  async #run(name: string, handler: Handler): Promise<void> {
    while (!this.#closing.signal.aborted) {
      try {
        if (!(await this.#doNext(name, handler))) await this.#idle(POLL_MILLISECONDS)
      } catch (error) {
        this.#onError(error)
        await this.#idle(MEND_MILLISECONDS)
      }
    }
  }

  async #watch(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      try {
        await this.#withSession(async (session) => await retryAbandoned(this.#boss, session, [...this.#names]))
      } catch (error) {
        this.#onError(error)
      }
      await sleep(ABANDONED_MILLISECONDS, undefined, { signal: this.#closing.signal }).catch(() => undefined)
    }
  }

  /** Does one job; `false` when none was waiting. Throws what is not the handler's failure. */
  async #doNext(name: string, handler: Handler): Promise<boolean> {
    return await this.#withSession(async (session) => {
      const job = await this.#take(session, name)
      if (job === null) return false
      if (job.singletonKey !== null) await holdLock(session, keyLock(name, job.singletonKey))
      try {
        await handler(job.data as never, { number: job.retryCount + 1, isLast: job.retryCount >= job.retryLimit })
      } catch (error) {
        this.#onError(error)
        await this.#boss.fail(name, job.id, error instanceof Error ? error : { message: String(error) })
        return true
      }
      await this.#boss.complete(name, job.id)
      return true
    })
  }

  /** Takes a job and its lock in one transaction: nobody ever sees a job under way whose worker seems dead. */
  async #take(session: pg.PoolClient, name: string): Promise<PgBoss.JobWithMetadata | null> {
    const db: PgBoss.Db = { executeSql: async (text, values) => await session.query(text, values) }
    await session.query('begin')
    const [job] = await this.#boss.fetch<object>(name, { includeMetadata: true, db } as PgBoss.FetchOptions & {
      includeMetadata: true
    })
    if (job !== undefined) await holdLock(session, jobLock(job.id))
    await session.query('commit')
    return job ?? null
  }

  /** A session of one's own; its locks are let go of afterwards, by closing it when it does not answer any more. */
  async #withSession<Result>(work: (session: pg.PoolClient) => Promise<Result>): Promise<Result> {
    const session = await this.#sessions.connect()
    let broken = false
    const onBroken = () => {
      broken = true
    }
    session.on('error', onBroken)
    try {
      return await work(session)
    } catch (error) {
      broken = true
      throw error
    } finally {
      if (!broken) await session.query('select pg_advisory_unlock_all()').catch(onBroken)
      session.off('error', onBroken)
      session.release(broken)
    }
  }

  async #idle(milliseconds: number): Promise<void> {
    if (this.#closing.signal.aborted) return
    await sleep(milliseconds, undefined, { signal: this.#waking.signal }).catch(() => undefined)
  }
}
