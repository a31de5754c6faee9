import { expect, test } from 'vitest'
import { fileOf } from '../exports.test-data.ts'
import { describeTable, NoHeader } from './describe-table.ts'

const kindsOf = async (content: string | Buffer) => {
  const { columns } = await describeTable(fileOf('a.csv', content))
  return Object.fromEntries(columns.map(({ heading, kind }) => [heading, kind]))
}

test('a table is told by what is in it: delimiter, header and what each column holds', async () => {
  const rows = Array.from(
    { length: 30 },
    (_, at) =>
      `${at + 1}/03/2024;@weaver_${at};https://weft.example/${at};"Looms, threads; and\nmore ${at}";${at * 100},5;1785571231534600${100 + at};${at % 2 === 0 ? 'Reply' : 'Like'};`,
  )
  const described = await describeTable(
    fileOf('a.csv', `Report of March\n\nDay;Who;Link;Words;Worth;Key;Sort;Empty\n${rows.join('\n')}\n`),
  )
  expect(described).toMatchObject({ delimiter: ';', headerLine: 3, rows: 30, encoding: 'utf-8' })
  expect(described.columns.map(({ kind }) => kind)).toEqual([
    'time',
    'handle',
    'url',
    'text',
    'number',
    'id',
    'enumeration',
    'empty',
  ])
  expect(described.columns[0]).toMatchObject({ dayMonthOrder: 'day_first' })
  expect(described.columns[1]?.samples).toHaveLength(20)
})

test('dates that read either way are told to be so', async () => {
  const { columns } = await describeTable(fileOf('a.csv', 'Day,Fans\n03/04/2024,5\n05/06/2024,7\n'))
  expect(columns[0]).toMatchObject({ kind: 'time', dayMonthOrder: 'undecided' })
})

test('what stands for nothing says nothing of its column', async () => {
  expect(await kindsOf('a,b\n-,NA\n5,\n,n/a\n')).toEqual({ a: 'number', b: 'empty' })
})

test('the encodings and preambles of listening tools', async () => {
  const table = 'Title\tcreated\r\nLe café\t2024-02-01\r\nLe musée\t2024-02-02\r\n'
  expect(await kindsOf(Buffer.from(`\uFEFF${table}`, 'utf16le'))).toEqual({ Title: 'text', created: 'time' })
  const preamble = '"Report:","Bulk"\n"From:","Mon 1 Jan"\n,,\n'
  expect((await describeTable(fileOf('a.csv', `${preamble}Id,Name,Day\n1,"a, b",2024-01-01\n`))).headerLine).toBe(4)
})

test('one column is a table; a heading that comes twice names the last', async () => {
  expect(await kindsOf('twitter_handle\nana_weaver\nben\n')).toEqual({ twitter_handle: 'handle' })
  const { columns, headings } = await describeTable(fileOf('a.csv', 'id,Id,\n1,ana,x\n'))
  expect(headings).toEqual(['id', 'Id', ''])
  expect(columns).toMatchObject([{ heading: 'Id', samples: ['ana'] }])
})

test.each([
  ['numbers alone', '3,159,8\n3,253,14\n'],
  ['JSON', '[\n{"id": 1, "name": "ana"},\n{"id": 2, "name": "ben"}\n]\n'],
  ['a line of links', 'https://a.example,@ana\nhttps://b.example,@ben\n'],
])('a file of %s has no header', async (_, content) => {
  await expect(describeTable(fileOf('a.csv', content))).rejects.toThrow(NoHeader)
})

test('pictures and empty files are refused as everywhere', async () => {
  await expect(describeTable(fileOf('a.csv', Buffer.from('\x89PNG', 'latin1')))).rejects.toMatchObject({
    name: 'NotData',
  })
  await expect(describeTable(fileOf('a.csv', ''))).rejects.toMatchObject({ name: 'EmptyExport' })
})
