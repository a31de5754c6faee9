import { SIGNALS } from '@weft/model/signal'
import { shippedManifest } from '@weft/reading/manifest'
import { readerQuality } from '@weft/reading/reader-quality'
import { createApiKey } from '@weft/store/api-keys'
import { createOrganization } from '@weft/store/organizations'
import { expect, test } from 'vitest'
import { testApi } from '../test-api.ts'

interface Method {
  measures: { name: string; of: string; why: string }[]
  indicators: { id: string; practice: string; minimum: number }[]
  rubric: { indicators: Record<string, Record<string, { weight: number }>> }
  signals: { signal: string; question: string }[]
  reader: { version: string; signals: Record<string, { tier: string }> }
  languages: { language: string }[]
}

test('the method says of every indicator what it means and weighs, and of every signal how well it is read', async () => {
  await using api = await testApi()
  const { id } = await createOrganization(api.fresh.database, { name: 'museum' })
  const { key } = await createApiKey(api.fresh.database, id, { name: 'reader', role: 'reviewer' })
  const response = await api.get('/v1/method', key)
  expect(response.statusCode).toBe(200)
  const { measures, indicators, rubric, signals, reader, languages } = response.json<Method>()
  expect(measures.find(({ name }) => name === 'liaison')).toMatchObject({ of: 'account', why: expect.any(String) })
  expect(measures.filter(({ of }) => of === 'network').map(({ name }) => name)).toContain('hubDependence')
  expect(indicators).toHaveLength(28)
  for (const { id, practice } of indicators) {
    expect(id.startsWith(`${practice}.`)).toBe(true)
    expect([id, rubric.indicators[practice]?.[id]?.weight]).toEqual([id, expect.any(Number)])
  }
  expect(Object.keys(reader.signals)).toEqual([...SIGNALS])
  expect(languages).toEqual(shippedManifest.languages ?? [])
  expect(signals.map(({ signal }) => signal)).toEqual([...SIGNALS])
  for (const { question } of signals) expect(question).toMatch(/^Do.+\?/)
})

test('the method tells of the reader that reads posts here', async () => {
  const both = { ...readerQuality, version: `${readerQuality.version}+second` }
  await using api = await testApi({ reader: both })
  const { id } = await createOrganization(api.fresh.database, { name: 'museum' })
  const { key } = await createApiKey(api.fresh.database, id, { name: 'reader', role: 'reviewer' })
  expect((await api.get('/v1/method', key)).json<Method>().reader).toEqual(both)
})
