import { finished } from 'node:stream/promises'
import { withOrganization } from '@weft/store/database'
import { createOrganization } from '@weft/store/organizations'
import { type TestDatabase, testDatabase } from '@weft/store/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sentWithin } from './sent-within.ts'

let fresh: TestDatabase
let organizationId: string

beforeAll(async () => {
  fresh = await testDatabase()
  organizationId = (await createOrganization(fresh.database, { name: 'Loomgate Museum' })).id
})
afterAll(async () => await fresh[Symbol.asyncDispose]())

/** More than the pool has connections: if any were kept, the last one would wait for ever. */
const TIMES = 12

async function expectConnections(): Promise<void> {
  const name = await withOrganization(fresh.database, organizationId, (tx) =>
    tx.selectFrom('organization').select('name').executeTakeFirst(),
  )
  expect(name).toEqual({ name: 'Loomgate Museum' })
}

async function* endless() {
  for (;;) yield 'x'
}

test('what is read out of the organization’s rows comes as it was written', async () => {
  const stream = await sentWithin(fresh.database, organizationId, async (client) => {
    const { rows } = await client.query<{ name: string }>('select name from organization')
    return (async function* () {
      yield 'all: '
      for (const { name } of rows) yield name
    })()
  })
  expect((await stream.toArray()).join('')).toBe('all: Loomgate Museum')
})

test('what goes wrong before there is anything to send is thrown, and the connection is given back', async () => {
  for (let time = 0; time < TIMES; time++) {
    const sent = sentWithin(fresh.database, organizationId, async (client) => {
      await client.query('select 1 / 0')
      return endless()
    })
    await expect(sent).rejects.toThrow('division by zero')
  }
  await expectConnections()
})

test('what goes wrong on the way breaks the stream off', async () => {
  const stream = await sentWithin(fresh.database, organizationId, async (client) =>
    (async function* () {
      yield 'x'
      await client.query('select 1 / 0')
    })(),
  )
  await expect(stream.toArray()).rejects.toThrow('division by zero')
  await expectConnections()
})

test('who goes away, or stops reading, gives the connection back', async () => {
  for (let time = 0; time < TIMES; time++) {
    const left = await sentWithin(fresh.database, organizationId, async () => endless())
    left.destroy()
    const stalled = await sentWithin(fresh.database, organizationId, async () => endless(), 1)
    stalled.once('readable', () => undefined)
    await expect(finished(stalled)).rejects.toThrow('nobody has read on')
  }
  await expectConnections()
})
