import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  askForScores,
  cancelComputation,
  endComputation,
  findComputation,
  noteComputation,
  startComputation,
} from './computations.ts'
import { withOrganization } from './database.ts'
import { createOrganization } from './organizations.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'

let tested: TestDatabase
let id: string
let asked: unknown[]
beforeAll(async () => {
  tested = await testDatabase()
})
afterAll(async () => await tested[Symbol.asyncDispose]())
beforeEach(async () => {
  id = (await createOrganization(tested.database, { name: 'Invented Institute' })).id
  asked = []
})

const within = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
  withOrganization(tested.database, id, work)
const ask = (options?: { afterSeconds: number }) =>
  askForScores(
    {
      database: tested.database,
      queue: {
        send: async (name, data, options) => {
          asked.push({ name, data, ...options })
          return 'a job'
        },
      },
    },
    id,
    options,
  )
const start = () => within((tx) => startComputation(tx, id))
const state = async () => (await within((tx) => findComputation(tx)))?.state

const progress = { step: 'measuring', quarter: '2024-Q1', share: 0.25 } as const

test('what is asked for is queued, runs with progress, and is done', async () => {
  expect(await state()).toBeUndefined()
  await ask()
  expect(await state()).toBe('queued')
  expect(asked).toEqual([{ name: 'score_quarters', data: { organizationId: id }, singletonKey: id }])
  expect(await start()).toBe(true)
  expect(await within((tx) => noteComputation(tx, progress))).toBe(false)
  expect(await within((tx) => findComputation(tx))).toMatchObject({ state: 'running', progress })
  await within((tx) => endComputation(tx, { state: 'done' }))
  expect(await within((tx) => findComputation(tx))).toMatchObject({ state: 'done', progress: null, problem: null })
})

test('what comes in small steps is queued at once and begins later', async () => {
  await ask({ afterSeconds: 30 })
  expect(await state()).toBe('queued')
  expect(asked).toMatchObject([{ name: 'score_quarters', singletonKey: id, afterSeconds: 30 }])
})

test('asked for again while it runs, it is queued again when it ends', async () => {
  await ask()
  await start()
  await ask()
  expect(await state()).toBe('running')
  await within((tx) => endComputation(tx, { state: 'done' }))
  expect(await state()).toBe('queued')
})

test('one that waits is cancelled at once, and its job then does nothing until somebody asks again', async () => {
  await ask()
  expect(await within(cancelComputation)).toBe('cancelled')
  expect(await start()).toBe(false)
  expect(await state()).toBe('cancelled')
  await ask()
  expect(await start()).toBe(true)
})

test('one that runs is told so at its next mark, and keeps how far it came', async () => {
  await ask()
  await start()
  expect(await within(cancelComputation)).toBe('cancelling')
  expect(await within((tx) => noteComputation(tx, progress))).toBe(true)
  await within((tx) => endComputation(tx, { state: 'cancelled' }))
  expect(await within((tx) => findComputation(tx))).toMatchObject({ state: 'cancelled', progress })
  expect(await within(cancelComputation)).toBeNull()
})

test('the newest wish holds: asking takes back that it be cancelled', async () => {
  await ask()
  await start()
  await within(cancelComputation)
  await ask()
  expect(await within((tx) => noteComputation(tx, progress))).toBe(false)
})

test('a failure says why, until it is asked for again; a run that was cut off can begin again', async () => {
  await ask()
  await start()
  expect(await start()).toBe(true)
  await within((tx) => endComputation(tx, { state: 'failed', problem: 'out of luck' }))
  expect(await within((tx) => findComputation(tx))).toMatchObject({ state: 'failed', problem: 'out of luck' })
  await ask()
  expect(await within((tx) => findComputation(tx))).toMatchObject({ state: 'queued', problem: null })
})

test('one that waits for uploads is queued; nothing to cancel is said', async () => {
  await ask()
  await start()
  await within((tx) => endComputation(tx, { state: 'waiting' }))
  expect(await state()).toBe('queued')
  const other = await createOrganization(tested.database, { name: 'Another' })
  expect(await withOrganization(tested.database, other.id, cancelComputation)).toBeNull()
})
