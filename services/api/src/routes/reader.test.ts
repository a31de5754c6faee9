import type { ReaderBody } from '@weft/contract/reader'
import { SIGNALS } from '@weft/model/signal'
import { withOrganization } from '@weft/store/database'
import { saveLocalHead } from '@weft/store/local-heads'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { z } from 'zod'
import { type SeededOrganization, seedOrganization } from '../seeded-organization.ts'
import { type TestApi, testApi } from '../test-api.ts'

let api: TestApi
let museum: SeededOrganization
let number = 0
beforeAll(async () => {
  api = await testApi()
})
afterAll(async () => await api[Symbol.asyncDispose]())
beforeEach(async () => {
  museum = await seedOrganization({ database: api.fresh.database, files: api.files }, `learner${(number += 1)}`, [])
  api.sent.length = 0
})

const find = async (key = museum.keys.leader): Promise<z.output<typeof ReaderBody>> =>
  (await api.get('/v1/reader', key)).json()
const send = async (method: 'POST' | 'DELETE', url: string, payload: object | undefined, key = museum.keys.analyst) =>
  await api.inject({
    method,
    url,
    headers: { authorization: `Bearer ${key}` },
    ...(payload === undefined ? {} : { payload }),
  })
const ask = (payload: object, key = museum.keys.analyst) => send('POST', '/v1/reader/local-heads', payload, key)

/** What the graph service would keep of one signal. */
async function keep(signal: 'asks' | 'thanks', reader: string): Promise<void> {
  const quality = {
    thresholds: { strict: 0.9, usual: 0.6, lax: 0.3 },
    truePositiveRate: 0.8,
    falsePositiveRate: 0.1,
    measured: [],
  }
  await withOrganization(api.fresh.database, museum.id, (tx) =>
    saveLocalHead(tx, {
      signal,
      startedAt: new Date(Date.now() + 60_000),
      state: 'accepted',
      reader,
      evidence: { labels: 70, drawn: 60, positives: 15, logLossBefore: 0.9, logLossAfter: 0.4 },
      kept: { digest: 'ab'.repeat(32), quality, slope: 1, weights: Uint8Array.of(1) },
    }),
  )
}

test('a head is asked for, learnt in the background, and shown with what it rests on; going back is one request', async () => {
  const { version, shippedVersion, signals } = await find()
  expect(version).toBe(shippedVersion)
  expect(signals.map(({ signal }) => signal)).toEqual([...SIGNALS])
  expect(new Set(signals.map(({ readBy }) => readBy))).toEqual(new Set(['shipped']))

  const asked = await ask({ signals: ['asks'] })
  expect(asked.statusCode).toBe(202)
  expect(api.sent).toEqual([{ name: 'learn_local_heads', data: { organizationId: museum.id } }])
  const asks = async () => (await find()).signals.find(({ signal }) => signal === 'asks')
  expect(await asks()).toMatchObject({ isWaiting: true, learnt: null, readBy: 'shipped' })

  await keep('asks', shippedVersion)
  expect(await asks()).toMatchObject({
    isWaiting: false,
    isOutdated: false,
    readBy: 'local',
    learnt: { state: 'accepted', drawn: 60, positives: 15, labels: 70, logLossBefore: 0.9, logLossAfter: 0.4 },
  })
  expect((await find()).version).toMatch(/\+local\./)
  const method = (await api.get('/v1/method', museum.keys.leader)).json()
  expect(method.reader.signals.asks).toMatchObject({
    thresholds: { usual: 0.6 },
    truePositiveRate: 0.8,
    tier: 'usable',
  })

  api.sent.length = 0
  expect((await send('DELETE', '/v1/reader/local-heads/asks', undefined)).statusCode).toBe(204)
  expect(api.sent).toEqual([{ name: 'score_quarters', data: { organizationId: museum.id } }])
  expect(await find()).toMatchObject({ version: shippedVersion })
  expect((await send('DELETE', '/v1/reader/local-heads/asks', undefined)).statusCode).toBe(404)
})

test('a head that was learnt for an earlier reader is out of use, and says so', async () => {
  await ask({})
  await keep('thanks', 'an-earlier-one')
  const { version, shippedVersion, signals } = await find()
  expect(version).toBe(shippedVersion)
  expect(signals.find(({ signal }) => signal === 'thanks')).toMatchObject({ readBy: 'shipped', isOutdated: true })
})

test('who may not check posts may not have the reader learn from them; a signal that is none is refused', async () => {
  expect((await ask({}, museum.keys.leader)).statusCode).toBe(403)
  const wrong = await ask({ signals: ['joy'] })
  expect([wrong.statusCode, JSON.stringify(wrong.json())]).toEqual([400, expect.stringContaining('signals')])
  expect(api.sent).toEqual([])
})
