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

test('lists one a line are one list', async () => {
  const items = await all(jsonArrayItems(file('[{"a":1},{"a":2}]\n[]\n[{"a":3}]\n')))
  expect(items.map(({ item, value }) => [item, value])).toEqual([
    [1, { a: 1 }],
    [2, { a: 2 }],
    [3, { a: 3 }],
  ])
  await expect(all(jsonArrayItems(file('[{"a":1}] and more')))).rejects.toThrow(BrokenFile)
  await expect(all(jsonArrayItems(file('[{"a":1}]\n[{"a":2}')))).rejects.toThrow(BrokenFile)
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

function large(text: string): ExportFile & { opened: () => number; bytesRead: () => number } {
  const bytes = Buffer.from(text)
  let opened = 0
  let bytesRead = 0
  return {
    path: 'a.json',
    bytes: bytes.length,
    opened: () => opened,
    bytesRead: () => bytesRead,
    async *open() {
      opened++
      for (let at = 0; at < bytes.length; at += 65_536) {
        bytesRead += Math.min(65_536, bytes.length - at)
        yield bytes.subarray(at, at + 65_536)
      }
    },
  }
}

test('a large object is known by its beginning, in one line or in many', async () => {
  const items = Array.from({ length: 200_000 }, (_, id) => ({ id, text: 'x'.repeat(80) }))
  for (const indent of [0, 1]) {
    const sample = await jsonSample(
      large(JSON.stringify({ type: 'OrderedCollection', orderedItems: items }, null, indent)),
    )
    expect(sample).toMatchObject({ layout: 'object', first: { type: 'OrderedCollection' } })
    const { orderedItems } = (sample as unknown as { first: { orderedItems: unknown[] } }).first
    expect(orderedItems[0]).toEqual(items[0])
    expect(orderedItems.length).toBeLessThan(20_000)
  }
})

test('of a large file that is no JSON only the beginning is read', async () => {
  const table = large('id,time\n'.repeat(1_000_000))
  expect(await jsonSample(table)).toBeNull()
  expect(table.bytesRead()).toBe(65_536)
})

test('text in UTF-16, and behind a byte order mark, is JSON like other', async () => {
  const text = '\ufeff{"a":"é"}'
  for (const encoding of ['utf8', 'utf16le'] as const) {
    const bytes = Buffer.from(text, encoding)
    const one: ExportFile = {
      path: 'a.json',
      bytes: bytes.length,
      open: async function* () {
        yield bytes
      },
    }
    expect(await jsonSample(one)).toEqual({ layout: 'object', first: { a: 'é' } })
  }
})

test('a line that has lost its end is refused, and a document without end', async () => {
  const endless = `{"a":1}\n{"b":"${'x'.repeat(17 * 1024 * 1024)}`
  expect(await jsonSample(large(endless))).toEqual({ layout: 'lines', first: { a: 1 } })
  await expect(all(jsonLines(large(endless)))).rejects.toThrow('broken at line 2')
  await expect(jsonDocument(large(`"${'x'.repeat(65 * 1024 * 1024)}"`))).rejects.toThrow('at most 67108864 bytes')
})

test('nesting without end is a broken file, line or document, not a crash', async () => {
  const deep = '['.repeat(100_000)
  await expect(all(jsonArrayItems(file(deep)))).rejects.toThrow('nested deeper than 512 levels')
  await expect(jsonDocument(file(deep))).rejects.toThrow(BrokenFile)
  expect(await all(jsonLines(file(`${deep}\n{"a":1}`)))).toEqual([
    { line: 1, broken: deep },
    { line: 2, value: { a: 1 } },
  ])
})
