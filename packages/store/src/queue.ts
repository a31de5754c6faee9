import { randomUUID } from 'node:crypto'
import PgBoss from 'pg-boss'
import { Workers } from './queue/workers.ts'

/** Which attempt at a job this is, from 1, and whether it is given up when this one fails. */
export interface Attempt {
  number: number
  isLast: boolean
}

/** The work that services hand one another, and what each piece says. */
export interface Jobs {
  load_upload: { organizationId: string; uploadId: string }
  undo_upload: { organizationId: string; uploadId: string }
  score_quarters: { organizationId: string }
  learn_local_heads: { organizationId: string }
  draft_scorecard: { organizationId: string; quarter: string }
}

export type JobName = keyof Jobs

export type Work<Name extends JobName> = (data: Jobs[Name], attempt: Attempt) => Promise<void>

/** The queue: any number of processes send and work; each job is done by one of them at a time. */
export interface Queue {
  /**
   * Asks for a job. With a `singletonKey`: once, however many ask before it begins, and never beside another of that
   * key; one asked for while another runs is done after it. With `afterSeconds` not before then: what is asked for in
   * the meantime is the same job. Its id, or `null` when the same was already waiting.
   */
  send<Name extends JobName>(
    name: Name,
    data: Jobs[Name],
    options?: { singletonKey?: string; afterSeconds?: number },
  ): Promise<string | null>
  /** Does jobs of that name, one after the other, until the queue is closed. Call it again for one more at a time. */
  work<Name extends JobName>(name: Name, handler: Work<Name>): void
  /** Does something about jobs of that name that failed at every attempt, to tell a person, for one. */
  workGivenUp<Name extends JobName>(name: Name, handler: Work<Name>): void
  /** Takes no more jobs, waits for those under way, closes the connections. */
  close(): Promise<void>
}

/** Outside the tables of organizations: jobs name them, but hold nothing of theirs. */
const SCHEMA = 'pgboss'

const NAMES: readonly JobName[] = [
  'load_upload',
  'undo_upload',
  'score_quarters',
  'learn_local_heads',
  'draft_scorecard',
]

const givenUp = (name: JobName): string => `${name}_given_up`

/**
 * `short`: one waiting job for a key, any number running. Not `stately` or `singleton`: with those the oldest waiting
 * job blocks all others of its queue while another of its key runs. That two of a key do not run beside one another
 * is seen to in work().
 */
const POLICY = 'short'

/** A broken connection mends in seconds, a server's restart in a minute; then it is no use going on. */
const RETRIES = { retryLimit: 4, retryDelay: 5, retryBackoff: true }

/** A handler that hangs is given up after this; a process that ends is noticed at once, without it. */
const EXPIRES = { expireInHours: 4 }

/** Makes the queue's own tables, and its queues; again is the same as once. Part of `migrate`. */
export async function installQueue(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema: SCHEMA, supervise: false, schedule: false, max: 1 })
  boss.on('error', () => undefined)
  await boss.start()
  try {
    for (const name of NAMES) {
      await boss.createQueue(givenUp(name), { name: givenUp(name), ...RETRIES, ...EXPIRES })
      await boss.createQueue(name, { name, policy: POLICY, deadLetter: givenUp(name), ...RETRIES, ...EXPIRES })
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}

/**
 * Opens the queue of a migrated database. A job that fails is tried again after 5 to 10 seconds, then twice as long
 * each time, five times in all, and then lies in a queue of its own (`workGivenUp`). A job whose process ended in any
 * way is tried again within seconds. So a handler may run more than once, and has to leave the same behind.
 *
 * `onError` is told of what went wrong outside handlers, and of every failed attempt.
 */
export async function openQueue(
  url: string,
  { onError = reportError }: { onError?: (error: unknown) => void } = {},
): Promise<Queue> {
  const boss = new PgBoss({ connectionString: url, schema: SCHEMA, migrate: false, schedule: false, max: 4 })
  let isClosed = false
  // Connections that are being given up may still hear that the server ends: that is nobody's trouble any more.
  const report = (error: unknown): void => {
    if (!isClosed) onError(error)
  }
  boss.on('error', report)
  await boss.start()
  const workers = new Workers(boss, url, report)
  return {
    send: async (name, data, { singletonKey, afterSeconds = 0 } = {}) => {
      // No key counts as one key to pg-boss: jobs without would swallow one another.
      const id = await boss.send(name, data, { singletonKey: singletonKey ?? randomUUID(), startAfter: afterSeconds })
      workers.wake()
      return id
    },
    work: (name, handler) => workers.add(name, handler),
    workGivenUp: (name, handler) => workers.add(givenUp(name), handler),
    close: async () => {
      await workers.close()
      isClosed = true
      await boss.stop({ graceful: false })
    },
  }
}

function reportError(error: unknown): void {
  process.stderr.write(`queue: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
}
