import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from './exports.test-data.ts'
import { interactionsCsv } from './formats/interactions-csv.ts'
import { originalRow } from './rejected-original.ts'

test('a rejected row comes back by the headings that its file has', async () => {
  const { rows } = await readExport(
    interactionsCsv,
    exportOf({
      'acts.csv': 'Actor ,TIME,id,kind,target,Mood\nana,soon,1,reply,ben,glad\nana,2015-10-02,2\na,b,c,d,e,f,g,h\n',
    }),
  )
  expect(rejectedOf(rows).map(({ original }) => original)).toEqual([
    { Actor: 'ana', TIME: 'soon', id: '1', kind: 'reply', target: 'ben', Mood: 'glad' },
    { Actor: 'ana', TIME: '2015-10-02', id: '2' },
    { Actor: 'a', TIME: 'b', id: 'c', kind: 'd', target: 'e', Mood: 'f', '+1': 'g', '+2': 'h' },
  ])
})

test('of columns of one name each keeps its cell', () => {
  expect(originalRow(['id', 'text', 'id', '', 'id'], ['1', 'a', '2', 'b', '3'])).toEqual({
    'id (1)': '1',
    text: 'a',
    'id (2)': '2',
    '(4)': 'b',
    id: '3',
  })
})

test('headings that objects have of their own are headings like others', () => {
  const original = originalRow(['__proto__', 'constructor'], ['1', '2'])
  expect(Object.entries(original)).toEqual([
    ['__proto__', '1'],
    ['constructor', '2'],
  ])
})

test('what is handed back is cut where no spreadsheet could hold it', () => {
  const original = originalRow(['text'], ['x'.repeat(40_000), ...Array.from({ length: 500 }, () => 'y')])
  expect(original['text']).toBe(`${'x'.repeat(32_766)}…`)
  expect(Object.keys(original)).toHaveLength(101)
})

test('a cell of 2 MB, or with a NUL, rejects its row and says why', async () => {
  const { rows, records } = await readExport(
    interactionsCsv,
    exportOf({
      'acts.csv': `id,time,kind,actor,target,text\n1,2015-10-02,reply,ana,ben,${'x'.repeat(2 * 1024 * 1024)}\n2,2015-10-02,reply,an\0a,ben,b\n3,2015-10-02,reply,ana,ben,c\n`,
    }),
  )
  expect(rejectedOf(rows)).toMatchObject([
    { place: { row: 2 }, column: 'text', problem: 'the cell is longer than 1048576 bytes' },
    { place: { row: 3 }, column: 'actor', value: 'an\0a' },
  ])
  expect(records).toHaveLength(1)
})
