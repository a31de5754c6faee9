import { setTimeout as sleep } from 'node:timers/promises'
import { openFirstTier } from '@weft/reading/post-reader'
import { askForScores, type Computation, cancelComputation, findComputation } from '@weft/store/computations'
import { withOrganization } from '@weft/store/database'
import { type LoadingOrganization, loadingOrganization } from '@weft/store/load/loading.test-data'
import { post, rowsOf, x } from '@weft/store/load/records.test-data'
import { listNetworks } from '@weft/store/networks'
import { openQueue } from '@weft/store/queue'
import { type TestDatabase, testDatabase } from '@weft/store/test-database'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { workOnScores } from './work.ts'

let tested: TestDatabase
let organization: LoadingOrganization
beforeAll(async () => {
  tested = await testDatabase()
  organization = await loadingOrganization(tested.database)
  await organization.load(rowsOf([post('1', { mentions: [x('ana', '2')] })]))
  await becomeLarge()
}, 60_000)
afterAll(async () => await tested[Symbol.asyncDispose]())

/** Large enough that measuring takes ten seconds and more: 20,000 accounts, nearly 100,000 ties in no order. */
async function becomeLarge(): Promise<void> {
  await organization.all(`
    insert into account (organization_id, platform, platform_id)
    select id, 'x', 'made ' || number from organization, generate_series(1, 20000) as number`)
  // Their ids follow on one another.
  await organization.all(`
    insert into interaction (organization_id, actor_id, target_id, kind, act, time, upload_id, file_number, path, row_number)
    select organization.id, first + number, first + (number * 7919 + step * 4973 + number * number % 9973 * step) % 20000, 'mention', step::text,
      '2024-02-01', upload.id, 1, 'made', 1
    from organization, upload, generate_series(0, 19999) as number, generate_series(1, 5) as step,
      (select min(id) as first from account where platform_id like 'made %') as made`)
}

const state = async (): Promise<Computation> => {
  const found = await withOrganization(tested.database, organization.id, findComputation)
  if (found === undefined) throw new Error('nothing was asked for')
  return found
}

async function until(isReached: (computation: Computation) => boolean): Promise<Computation> {
  for (;;) {
    const now = await state()
    if (isReached(now)) return now
    await sleep(50)
  }
}

test('somebody cancels while a large network is measured: it ends in seconds, keeps nothing half done, says so', async () => {
  const queue = await openQueue(tested.url)
  try {
    const service = {
      database: tested.database,
      queue,
      logger: pino({ level: 'silent' }),
      reader: await openFirstTier(),
    }
    workOnScores(service)
    await askForScores(service, organization.id)
    await until(({ state: now, progress }) => now === 'running' && progress !== null)
    expect(await withOrganization(tested.database, organization.id, cancelComputation)).toBe('cancelling')
    const ended = await until(({ state: now }) => now !== 'running')
    expect(ended).toMatchObject({ state: 'cancelled', problem: null, progress: { step: 'measuring' } })
    expect(await withOrganization(tested.database, organization.id, listNetworks)).toEqual([])
  } finally {
    await queue.close()
  }
}, 60_000)
