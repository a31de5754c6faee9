import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApiKey, findApiKey, listApiKeys, revokeApiKey } from './api-keys.ts'
import { createOrganization } from './organizations.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'

let fresh: TestDatabase
const NOW = new Date('2026-11-23T09:00:00Z')
const LATER = new Date('2026-11-23T10:00:00Z')

beforeAll(async () => {
  fresh = await testDatabase()
})
afterAll(async () => await fresh[Symbol.asyncDispose]())

async function organization(): Promise<string> {
  const { id } = await createOrganization(fresh.database, { name: `institution ${randomUUID()}` })
  return id
}

test('a key opens its own organization, with its role', async () => {
  const organizationId = await organization()
  const { id, key } = await createApiKey(fresh.database, organizationId, { name: 'archive', role: 'uploader' })
  expect(key).toMatch(/^weft_[\w-]{32}$/)
  expect(await findApiKey(fresh.database, key, NOW)).toEqual({ organizationId, id, name: 'archive', role: 'uploader' })
})

test('a key that was never given, or was changed in one character, opens nothing', async () => {
  const { key } = await createApiKey(fresh.database, await organization(), { name: 'archive', role: 'admin' })
  const changed = key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A')
  for (const presented of [changed, `${key} `, key.slice(5), '', 'weft_', `weft_${'A'.repeat(32)}`]) {
    expect(await findApiKey(fresh.database, presented, NOW)).toBeUndefined()
  }
})

test('a key opens until the moment it expires', async () => {
  const { key } = await createApiKey(fresh.database, await organization(), {
    name: 'visit',
    role: 'analyst',
    expiresAt: LATER,
  })
  expect(await findApiKey(fresh.database, key, new Date(LATER.getTime() - 1))).toBeDefined()
  expect(await findApiKey(fresh.database, key, LATER)).toBeUndefined()
})

test('a revoked key opens nothing, and is revoked once', async () => {
  const organizationId = await organization()
  const { id, key } = await createApiKey(fresh.database, organizationId, { name: 'lost', role: 'leader' })
  expect(await revokeApiKey(fresh.database, organizationId, id, NOW)).toBe(true)
  expect(await findApiKey(fresh.database, key, LATER)).toBeUndefined()
  expect(await revokeApiKey(fresh.database, organizationId, id, LATER)).toBe(false)
  expect((await listApiKeys(fresh.database, organizationId)).map(({ revokedAt }) => revokedAt)).toEqual([NOW])
})

test('nobody revokes another organization’s key', async () => {
  const { id, key } = await createApiKey(fresh.database, await organization(), { name: 'theirs', role: 'admin' })
  expect(await revokeApiKey(fresh.database, await organization(), id, NOW)).toBe(false)
  expect(await findApiKey(fresh.database, key, NOW)).toBeDefined()
})

test('a key’s last use is remembered to the minute, and the key itself is kept nowhere', async () => {
  const organizationId = await organization()
  const { key } = await createApiKey(fresh.database, organizationId, { name: 'archive', role: 'uploader' })
  for (const seconds of [0, 59, 61]) await findApiKey(fresh.database, key, new Date(NOW.getTime() + seconds * 1000))
  const [listed] = await listApiKeys(fresh.database, organizationId)
  expect(listed?.lastUsedAt).toEqual(new Date(NOW.getTime() + 61_000))
  expect(listed?.prefix).toBe(key.slice(0, 11))
  expect(JSON.stringify(listed)).not.toContain(key.slice(11))
})
