import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from './exports.test-data.ts'
import type { SourceRow } from './format.ts'
import { formatOfTable, type TableFormat } from './table-format.ts'

/** A table of whom people named: enough of a format to see what tables have in common. */
const named: TableFormat = {
  id: 'named',
  name: 'Named',
  howToGet: '',
  tells: '',
  cannotTell: '',
  required: ['id', 'text'],
  optional: [],
  timeColumn: null,
  reader: () => ({
    record: (cells) => ({ ignored: cells('text') }),
    coverage: () => [],
    notes: () => [],
  }),
}

const reasonsOf = async (format: TableFormat, content: string) => {
  const { rows } = await readExport(formatOfTable(format), exportOf({ 'a.csv': content }))
  return rows.map((row) => (row.outcome === 'ignored' ? row.reason : row.outcome))
}

test('a format says how its writer puts a quote into a quoted cell', async () => {
  const content = 'id,text\n1,"she said \\"yes\\", twice"\n2,b\n'
  expect(await reasonsOf({ ...named, escape: 'backslash' }, content)).toEqual(['she said "yes", twice', 'b'])
  expect(await reasonsOf(named, content)).toEqual(['rejected', 'b'])
})

test('rows before a break in the file are handed over, then the break is told', async () => {
  const read = formatOfTable(named).read(exportOf({ 'a.csv': 'id,text\n1,a\n2,"b\n3,c\n' }), { platform: null })
  const rows: SourceRow[] = []
  const reading = (async () => {
    for await (const batch of read) rows.push(...batch)
  })()
  await expect(reading).rejects.toThrow('broken at the row that starts at line 3')
  expect(rows).toHaveLength(1)
})

test('every row of a wide table with rows of all kinds is exactly one row, at its line', async () => {
  const lines = Array.from({ length: 5000 }, (_, at) =>
    at % 7 === 0 ? `${at},a,b` : at % 11 === 0 ? '' : `${at},t${at}`,
  )
  const { rows } = await readExport(formatOfTable(named), exportOf({ 'a.csv': ['id,text', ...lines].join('\r\n') }))
  const expected = lines.flatMap((line, at) => (line === '' ? [] : [at + 2]))
  expect(rows.map(({ place }) => place.row)).toEqual(expected)
  expect(rejectedOf(rows)).toHaveLength(lines.filter((line) => line.endsWith('a,b')).length)
})

test('two columns of one name are refused where the column is read, and passed over where it is not', async () => {
  await expect(reasonsOf(named, 'id,text,Text\n1,a,b\n')).rejects.toThrow(
    'a.csv: broken at line 1: expected one column "Text", not 2; keep the right one',
  )
  expect(await reasonsOf(named, 'id,text,mood,mood\n1,a,b,c\n')).toEqual(['a'])
})

test('of two headings that mean the same column the last is read, and that is said', async () => {
  const table = { ...named, optional: ['valid_from'] }
  const of = (content: string) => readExport(formatOfTable(table), exportOf({ 'a.csv': content }))
  const { summary } = await of('id,text,valid_from,Valid from\n1,a,2024-01-01,2025-01-01\n')
  expect(summary.notes).toEqual(['columns that mean the same, the last one used: valid_from, Valid from'])
  await expect(of('id,text,Valid from,valid from\n1,a,2024-01-01,2025-01-01\n')).rejects.toThrow(
    'one column "valid from"',
  )
})
