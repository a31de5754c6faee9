import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../test-database.ts'
import { loadingOrganization } from './loading.test-data.ts'
import { rejectedRows } from './records.test-data.ts'
import { rowsOfFile, storedWorld, toldFiles, WHO_IS_WHO } from './told-world.test-data.ts'

let tested: TestDatabase

beforeAll(async () => {
  tested = await testDatabase()
})
afterAll(async () => {
  await tested[Symbol.asyncDispose]()
})

test('in whatever order files come, and however often, the same is stored; every row is accounted for', async () => {
  await fc.assert(
    fc.asyncProperty(toldFiles, fc.nat(4), async (told, placeOfNames) => {
      const loads = told.map(rowsOfFile)
      loads.splice(placeOfNames, 0, WHO_IS_WHO)
      const [one, other] = [await loadingOrganization(tested.database), await loadingOrganization(tested.database)]
      for (const rows of loads) {
        const counts = await one.countsOf(await one.load(rows))
        expect(counts.new + counts.updated + counts.known).toBe(rows.length)
        expect(Math.min(counts.new, counts.updated, counts.known)).toBeGreaterThanOrEqual(0)
      }
      for (const rows of loads.toReversed()) await other.load(rows)
      const once = await storedWorld(one)
      expect(await storedWorld(other)).toEqual(once)
      for (const rows of loads) {
        const counts = await one.countsOf(await one.load([...rows, ...rejectedRows(1)], { rejectedShareMax: null }))
        expect(counts).toEqual({
          rows: rows.length + 1,
          new: 0,
          updated: 0,
          known: rows.length,
          rejected: 1,
          ignored: 0,
        })
      }
      expect(await storedWorld(one)).toEqual(once)
    }),
    { numRuns: 25, seed: 3 },
  )
}, 120_000)
