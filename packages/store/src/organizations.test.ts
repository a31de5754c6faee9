import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOrganization, findOrganization, listOrganizations } from './organizations.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'

let fresh: TestDatabase
beforeAll(async () => {
  fresh = await testDatabase()
})
afterAll(async () => await fresh[Symbol.asyncDispose]())

test('an organization is found by its id, with the calendar it was founded with', async () => {
  const calendar = { timeZone: 'Europe/Vienna', fiscalYearStartMonth: 7 }
  const founded = await createOrganization(fresh.database, { name: 'Museum of Weaving', calendar })
  expect(founded).toMatchObject({ name: 'Museum of Weaving', calendar })
  expect(await findOrganization(fresh.database, founded.id)).toEqual(founded)
  expect(await findOrganization(fresh.database, randomUUID())).toBeUndefined()
})

test('the operator sees every organization, by name', async () => {
  await using other = await testDatabase()
  for (const name of ['Wool Museum', 'Archive of Looms']) await createOrganization(other.database, { name })
  expect((await listOrganizations(other.database)).map(({ name }) => name)).toEqual(['Archive of Looms', 'Wool Museum'])
})

test('a calendar that cannot cut quarters is refused, and so is a nameless organization', async () => {
  const { database } = fresh
  const calendar = (timeZone: string, fiscalYearStartMonth: number) => ({ timeZone, fiscalYearStartMonth })
  await expect(createOrganization(database, { name: 'A', calendar: calendar('Mars/Olympus', 1) })).rejects.toThrow(
    RangeError,
  )
  await expect(createOrganization(database, { name: 'A', calendar: calendar('UTC', 13) })).rejects.toThrow(
    'organization_fiscal_year_starts_in_a_month',
  )
  await expect(createOrganization(database, { name: '' })).rejects.toThrow('organization_is_named')
})
