import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { type Attempt, openQueue, type Queue } from './queue.ts'
import { testDatabase } from './test-database.ts'

const organizationId = '00000000-0000-4000-8000-000000000001'

async function opened(url: string, failures: unknown[] = []): Promise<Queue> {
  const queue = await openQueue(url, { onError: (error) => void failures.push(error) })
  onTestFinished(async () => await queue.close())
  return queue
}

/** A promise and its key, so that tests wait for what happens and never for time to pass. */
function signal<Value = void>(): { reached: Promise<Value>; reach(value: Value): void } {
  let reach: (value: Value) => void = () => undefined
  const reached = new Promise<Value>((resolve) => {
    reach = resolve
  })
  return { reached, reach }
}

/** Waits of 5 seconds and more are for real servers that are down. */
async function retryAtOnce(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('update pgboss.queue set retry_backoff = false, retry_delay = 0')
  await client.end()
}

test('each of 40 jobs is done once by two processes’ workers', async () => {
  await using fresh = await testDatabase()
  const [one, two] = [await opened(fresh.url), await opened(fresh.url)]
  const done: string[] = []
  const all = signal()
  for (const queue of [one, two]) {
    queue.work('load_upload', async ({ uploadId }) => {
      done.push(uploadId)
      if (done.length === 40) all.reach()
    })
  }
  const ids = Array.from({ length: 40 }, (_, number) => `upload ${number}`)
  for (const uploadId of ids) await one.send('load_upload', { organizationId, uploadId })
  await all.reached
  await Promise.all([one.close(), two.close()])
  expect(done.toSorted()).toEqual(ids.toSorted())
})

test('jobs without a key do not swallow one another, even when they say the same', async () => {
  await using fresh = await testDatabase()
  const queue = await opened(fresh.url)
  expect(await queue.send('score_quarters', { organizationId })).not.toBeNull()
  expect(await queue.send('score_quarters', { organizationId })).not.toBeNull()
})

test('a job that fails is tried again, and given up after the fifth attempt with its data kept', async () => {
  await using fresh = await testDatabase()
  await retryAtOnce(fresh.url)
  const failures: unknown[] = []
  const queue = await opened(fresh.url, failures)
  const attempts: Attempt[] = []
  const given = signal<{ organizationId: string; quarter: string }>()
  queue.work('draft_scorecard', async (_data, attempt) => {
    attempts.push(attempt)
    throw new Error('the disk is full')
  })
  queue.workGivenUp('draft_scorecard', async (data) => given.reach(data))
  await queue.send('draft_scorecard', { organizationId, quarter: '2015-Q3' })
  expect(await given.reached).toEqual({ organizationId, quarter: '2015-Q3' })
  expect(attempts.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5])
  expect(attempts.map(({ isLast }) => isLast)).toEqual([false, false, false, false, true])
  expect(failures).toHaveLength(5)
})

test('asked for five times before it begins, a job of one key is done once; asked for while it runs, once more after', async () => {
  await using fresh = await testDatabase()
  const queue = await opened(fresh.url)
  const options = { singletonKey: organizationId }
  const sent = []
  for (let upload = 0; upload < 5; upload += 1)
    sent.push(await queue.send('score_quarters', { organizationId }, options))
  expect(sent.filter((id) => id !== null)).toHaveLength(1)

  const [begun, mayEnd, again] = [signal(), signal(), signal()]
  const happened: string[] = []
  const handler = async (): Promise<void> => {
    const first = happened.length === 0
    happened.push('begins')
    if (first) {
      begun.reach()
      await mayEnd.reached
    }
    happened.push('ends')
    if (!first) again.reach()
  }
  queue.work('score_quarters', handler)
  await begun.reached
  expect(await queue.send('score_quarters', { organizationId }, options)).not.toBeNull()
  expect(await queue.send('score_quarters', { organizationId }, options)).toBeNull()
  // A second worker takes the second job, and has to wait with it.
  queue.work('score_quarters', handler)
  await untilActive(fresh.url, 2)
  mayEnd.reach()
  await again.reached
  expect(happened).toEqual(['begins', 'ends', 'begins', 'ends'])
})

test('a job that is to wait swallows those of its key that are asked for meanwhile, and holds up no other', async () => {
  await using fresh = await testDatabase()
  const queue = await opened(fresh.url)
  const waits = { singletonKey: organizationId, afterSeconds: 3600 }
  expect(await queue.send('score_quarters', { organizationId }, waits)).not.toBeNull()
  expect(await queue.send('score_quarters', { organizationId }, waits)).toBeNull()
  const other = '00000000-0000-4000-8000-000000000002'
  await queue.send('score_quarters', { organizationId: other }, { singletonKey: other })
  const done = signal<string>()
  queue.work('score_quarters', async (data) => done.reach(data.organizationId))
  expect(await done.reached).toBe(other)
  await queue.close()
  expect(await states(fresh.url)).toContain('created')
})

test('closing waits for the job under way, and its word that it is done arrives', async () => {
  await using fresh = await testDatabase()
  const queue = await opened(fresh.url)
  const [begun, mayEnd] = [signal(), signal()]
  queue.work('score_quarters', async () => {
    begun.reach()
    await mayEnd.reached
  })
  await queue.send('score_quarters', { organizationId })
  await begun.reached
  const closed = queue.close()
  mayEnd.reach()
  await closed
  expect(await states(fresh.url)).toEqual(['completed'])
})

test('the job of a process that is killed runs again in another', async () => {
  await using fresh = await testDatabase()
  await retryAtOnce(fresh.url)
  const queue = await opened(fresh.url)
  await queue.send('score_quarters', { organizationId })
  const killed = spawn(
    process.execPath,
    [
      '--conditions=source',
      '--import',
      import.meta.resolve('tsx'),
      fileURLToPath(new URL('./queue/hang-at-a-job.ts', import.meta.url)),
      fresh.url,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  expect(String(await once(killed.stdout, 'data'))).toContain('working')
  killed.kill('SIGKILL')
  const again = signal<Attempt>()
  queue.work('score_quarters', async (_data, attempt) => again.reach(attempt))
  expect(await again.reached).toEqual({ number: 2, isLast: false })
})

async function states(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ state: string }>('select state::text from pgboss.job order by created_on')
  await client.end()
  return rows.map(({ state }) => state)
}

async function untilActive(url: string, count: number): Promise<void> {
  await expect
    .poll(async () => (await states(url)).filter((state) => state === 'active').length, { timeout: 10_000 })
    .toBe(count)
}
