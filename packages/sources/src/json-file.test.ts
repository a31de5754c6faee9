import { expect, test } from 'vitest'
import type { ExportFile } from './export.ts'
import { jsonArrayItems, jsonDocument, jsonLines, jsonSample } from './json-file.ts'
import { BrokenFile } from './refusal.ts'

function file(text: string): ExportFile {
  const bytes = Buffer.from(text)
  return {
    path: 'a.json',
    bytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7)
    },
  }
}

async function all<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const list: Value[] = []
  for await (const value of values) list.push(value)
  return list
}

test('an array, an object and one object per line are told apart by their beginning', async () => {
  expect(await jsonSample(file(' \n[{"a":1},{"a":2}]'))).toEqual({ layout: 'array', first: { a: 1 } })
  expect(await jsonSample(file('[]'))).toEqual({ layout: 'array', first: null })
  expect(await jsonSample(file('{\n "a": 1\n}\n'))).toEqual({ layout: 'object', first: { a: 1 } })
  expect(await jsonSample(file('{"a":1}'))).toEqual({ layout: 'object', first: { a: 1 } })
  expect(await jsonSample(file('{"a":1}\n{"b":2}\n'))).toEqual({ layout: 'lines', first: { a: 1 } })
  expect(await jsonSample(file('id,time\n1,2\n'))).toBeNull()
  expect(await jsonSample(file('{"a":'))).toBeNull()
  expect(await jsonSample(file(''))).toBeNull()
})

test('ids above 2^53 keep their digits in every layout', async () => {
  const big = '649008991427694592'
  expect(await all(jsonLines(file(`{"id":${big}}\n`)))).toEqual([{ line: 1, value: { id: big } }])
  expect(await jsonDocument(file(`{"id": ${big}, "text": "id: ${big}"}`))).toEqual({ id: big, text: `id: ${big}` })
  expect(await all(jsonArrayItems(file(`[{"id":${big}}]`)))).toEqual([{ item: 1, value: { id: big } }])
})

test('a broken line is handed over, and the lines after it are read', async () => {
  expect(await all(jsonLines(file('{"a":1}\n\n{"a":\r\n{"a":3}')))).toEqual([
    { line: 1, value: { a: 1 } },
    { line: 3, broken: '{"a":' },
    { line: 4, value: { a: 3 } },
  ])
})

test('the array at a key is read item by item', async () => {
  expect(await all(jsonArrayItems(file('{"n":1,"items":[1,[2],3],"more":[4]}'), 'items'))).toEqual([
    { item: 1, value: 1 },
    { item: 2, value: [2] },
    { item: 3, value: 3 },
  ])
})

test('a document that breaks off is refused by name', async () => {
  await expect(jsonDocument(file('{"a": [1, 2'))).rejects.toThrow(BrokenFile)
  await expect(all(jsonArrayItems(file('[1, 2')))).rejects.toThrow(/a\.json: broken at the item after/)
})
