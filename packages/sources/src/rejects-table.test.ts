import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from './exports.test-data.ts'
import { interactionsCsv } from './formats/interactions-csv.ts'
import { guardedCell, REJECTS_COLUMNS, unguardedCell } from './rejects-table.ts'

test('what a spreadsheet would run is guarded by an apostrophe', () => {
  expect(['=1+1', '+49 30', '-5', '@ana', '\tx', '\rx'].map(guardedCell)).toEqual([
    "'=1+1",
    "'+49 30",
    "'-5",
    "'@ana",
    "'\tx",
    "'\rx",
  ])
  expect(['ana', "'tis", '', '5-3'].map(guardedCell)).toEqual(['ana', "'tis", '', '5-3'])
})

test('a cell that was guarded comes back as it was, apostrophes of its own and all', () => {
  const cell = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', 'a', ' '), maxLength: 5 })
  fc.assert(
    fc.property(cell, (one) => {
      expect(unguardedCell(guardedCell(one))).toBe(one)
    }),
  )
})

test('a cell that a spreadsheet has freed of its apostrophe is left as it is', () => {
  expect(unguardedCell('@ana')).toBe('@ana')
})

test('a corrected table of rejected rows is read like the file it comes from', async () => {
  const { records, rows, summary } = await readExport(
    interactionsCsv,
    exportOf({
      'rejects.csv': `id,time,kind,actor,target,text,${REJECTS_COLUMNS.join(',')}
5,2015-10-02T20:15:40Z,reply,'@ana,'@ben,'=5 looms,acts.csv,7,time,no date,write it
`,
    }),
  )
  expect(rejectedOf(rows)).toEqual([])
  expect(records[0]).toMatchObject({ actor: { handle: 'ana' }, target: { handle: 'ben' }, post: { text: '=5 looms' } })
  expect(summary.notes).toEqual([])
})

test('in any other table an apostrophe is text', async () => {
  const { records } = await readExport(
    interactionsCsv,
    exportOf({ 'acts.csv': "id,time,kind,actor,target,text\n5,2015-10-02T20:15:40Z,reply,ana,ben,'=5 looms\n" }),
  )
  expect(records[0]).toMatchObject({ post: { text: "'=5 looms" } })
})
