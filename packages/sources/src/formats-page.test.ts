import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { FORMATS } from './formats.ts'
import { formatsPage } from './formats-page.ts'

const REFRESH = 'refresh it with: npm run --silent weft -- formats --markdown > packages/sources/FORMATS.md'

test('FORMATS.md is what the formats say of themselves', async () => {
  expect(await readFile(new URL('../FORMATS.md', import.meta.url), 'utf8'), REFRESH).toBe(formatsPage(FORMATS))
})

test('every format has an id of its own and says how to get it, what it tells and what it cannot', () => {
  expect(new Set(FORMATS.map(({ id }) => id)).size).toBe(FORMATS.length)
  for (const { id, howToGet, tells, cannotTell } of FORMATS) {
    expect(id).toMatch(/^[a-z0-9][a-z0-9_]{1,40}$/)
    for (const words of [howToGet, tells, cannotTell])
      expect([id, words]).toEqual([id, expect.stringMatching(/^\S.*\.$/s)])
  }
})
