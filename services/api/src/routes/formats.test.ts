import { FORMATS } from '@weft/sources/formats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SeededOrganization, seedOrganization } from '../seeded-organization.ts'
import { type TestApi, testApi } from '../test-api.ts'

let api: TestApi
let museum: SeededOrganization

beforeAll(async () => {
  api = await testApi()
  museum = await seedOrganization({ database: api.fresh.database, files: api.files }, 'museum', [])
})
afterAll(async () => await api[Symbol.asyncDispose]())

test('whoever uploads can read how to get each format, and what it can and cannot tell', async () => {
  const { items } = (await api.get('/v1/formats', museum.keys.uploader)).json<{ items: { id: string }[] }>()
  expect(items.map(({ id }) => id)).toEqual(FORMATS.map(({ id }) => id))
  const one = await api.get('/v1/formats/x_archive', museum.keys.uploader)
  expect(one.json()).toEqual(items.find(({ id }) => id === 'x_archive'))
  expect(Object.keys(one.json())).toEqual(['id', 'name', 'extent', 'howToGet', 'tells', 'cannotTell'])
})

test('404: a format that there is not', async () => {
  const response = await api.get('/v1/formats/no_such', museum.keys.admin)
  expect([response.statusCode, response.json<{ detail: string }>().detail]).toEqual([
    404,
    'there is no format no_such; GET /v1/formats lists them',
  ])
})
