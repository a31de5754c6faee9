import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportOf, fileOf, readExport } from '../exports.test-data.ts'
import { ExportRefused } from '../refusal.ts'
import { type ColumnMapping, NotAMapping, readMapping } from './column-mapping.ts'
import { describeTable } from './describe-table.ts'
import { mappedFormat } from './mapped-format.ts'
import { MAPPED_TABLES } from './roles.ts'
import { suggestMapping } from './suggest-mapping.ts'

const heading = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom('Date', 'author', 'Follower', 'text', 'to', 'from', 'likes', 'handle', 'Kategorie'),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 5, unit: 'binary' }) },
)
const cell = fc.oneof(
  fc.constantFrom('2024-02-01', '03/04/2024', '@ana', 'ben', 'https://x.com/ana/status/1', '12', '1.234', '1.78E+17'),
  fc.constantFrom('', 'NA', '__proto__', 'reply', 'Facebook', 'Kunde', '"', '"a,b', '\0', '\r', '\n', '\uFEFF'),
  fc.string({ maxLength: 5, unit: 'binary' }),
)
const table = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc
    .record({
      headings: fc.array(heading, { minLength: width, maxLength: width }),
      rows: fc.array(fc.array(cell, { minLength: width - 1, maxLength: width }), { minLength: 1, maxLength: 6 }),
      delimiter: fc.constantFrom(',', ';', '\t'),
    })
    .map(({ headings, rows, delimiter }) => [headings, ...rows].map((cells) => cells.join(delimiter)).join('\n')),
)

const options = { platform: null, account: { platform: 'x', platformId: null, handle: 'us' } } as const

test('whatever a file holds, it is described or refused, and what is suggested for it can be read', async () => {
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom(null, ...MAPPED_TABLES), async (content, as) => {
      try {
        const suggestion = suggestMapping(await describeTable(fileOf('a.csv', content)), { as })
        if (suggestion === null) return
        const mapping = readMapping(JSON.parse(JSON.stringify(suggestion.mapping)))
        expect(mapping).toEqual(suggestion.mapping)
        const { rows } = await readExport(mappedFormat(mapping), exportOf({ 'a.csv': content }), options)
        expect(rows.length).toBeGreaterThan(0)
      } catch (error) {
        if (!(error instanceof ExportRefused)) throw error
      }
    }),
    { numRuns: 500 },
  )
})

test('whatever is handed in as a mapping is one or is refused as none', () => {
  const part = fc.constantFrom(
    'version',
    'table',
    'headings',
    'columns',
    'counts',
    'fixed',
    'ours',
    'words',
    '__proto__',
  )
  const value = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.constantFrom('actor', 'time', 'kind', 'likes', '__proto__', 'constructor'), fc.jsonValue()),
    fc.constantFrom(1, ...MAPPED_TABLES),
  )
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(part, value)), (given) => {
      const { mapping, error } = attempt(given)
      expect(error === null || error instanceof NotAMapping).toBe(true)
      expect(mapping === null ? null : readMapping(mapping)).toEqual(mapping)
    }),
  )
})

function attempt(given: unknown): { mapping: ColumnMapping | null; error: unknown } {
  try {
    return { mapping: readMapping(given), error: null }
  } catch (error) {
    return { mapping: null, error }
  }
}
