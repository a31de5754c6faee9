import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonSplitter, type Wanted } from './json-splitter.ts'

const KILOBYTE = 1024

function split(text: string | Buffer, wanted: Wanted = 'items', pieceBytes = 7, bytesMax = 100 * KILOBYTE) {
  const splitter = new JsonSplitter(wanted, bytesMax)
  const bytes = Buffer.from(text as string)
  const values: unknown[] = []
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    // A copy that is overwritten afterwards: streams use their memory again.
    const piece = Buffer.from(bytes.subarray(at, at + pieceBytes))
    values.push(...splitter.take(piece))
    piece.fill('#')
  }
  values.push(...splitter.finish())
  return { values, problem: splitter.problem }
}

const indents = fc.constantFrom(0, 2)
const pieceSizes = fc.integer({ min: 1, max: 9 })
const texts = fc.string({ unit: 'grapheme' })

const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' })

/** What JSON.parse makes of a text, whole numbers that it would round in the digits that JSON.stringify writes. */
function parsed(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(String(value)) ? String(value) : value,
  )
}

test('the items of an array are those that JSON.parse finds, wherever the text is cut into pieces', () => {
  fc.assert(
    fc.property(fc.array(json), indents, pieceSizes, (items, indent, pieceBytes) => {
      const text = JSON.stringify(items, null, indent)
      expect(split(text, 'items', pieceBytes)).toEqual({ values: parsed(text), problem: null })
    }),
  )
})

test('the items at a key are found between members of any kind, and none where there is no array', () => {
  fc.assert(
    fc.property(fc.dictionary(texts, json), fc.array(json), texts, indents, (before, items, key, indent) => {
      const text = JSON.stringify({ ...before, [key]: items, '': null }, null, indent)
      const expected = (parsed(text) as Record<string, unknown>)[key]
      expect(split(text, { itemsAt: key })).toEqual({ values: expected ?? [], problem: null })
      expect(split(text, { itemsAt: `${key}-not` })).toEqual({ values: [], problem: null })
    }),
  )
  expect(split('{"a":{"b":[1]},"b":{"c":2}}', { itemsAt: 'b' })).toEqual({ values: [], problem: null })
  expect(split('{"\\u0061":[1],"b":[2]}', { itemsAt: 'a' }).values).toEqual([1])
})

test('one value of any kind is read whole', () => {
  fc.assert(
    fc.property(json, indents, pieceSizes, (value, indent, pieceBytes) => {
      const text = JSON.stringify(value, null, indent)
      expect(split(` ${text}\n`, 'document', pieceBytes)).toEqual({ values: [parsed(text)], problem: null })
      expect(split(text, 'document', pieceBytes)).toEqual({ values: [parsed(text)], problem: null })
    }),
  )
})

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const jsonPieces = fc.array(
  fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"',
    '\\',
    '"a"',
    '1',
    '-',
    '0',
    'e',
    '.',
    'null',
    'tru',
    ' ',
    '\n',
    '\0',
  ),
  { maxLength: 14 },
)

test('what JSON.parse refuses is a problem, and what it takes is none', () => {
  fc.assert(
    fc.property(jsonPieces, pieceSizes, (pieces, pieceBytes) => {
      const text = `[${pieces.join('')}]`
      const expected = parsedOrNull(text)
      const { values, problem } = split(text, 'items', pieceBytes)
      expect(problem === null ? values : null).toEqual(expected)
      const whole = split(text, 'document', pieceBytes)
      expect(whole.problem === null ? whole.values : null).toEqual(expected && [expected])
    }),
    { numRuns: 5000 },
  )
})

test('whole numbers keep their digits; texts that hold as many are left alone', () => {
  const number = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n })
  fc.assert(
    fc.property(fc.array(fc.tuple(number, texts)), pieceSizes, (pairs, pieceBytes) => {
      const text = `[${pairs.map(([id, note]) => `{"id": ${id} ,"n":[${id}],"t":${JSON.stringify(`${id}" ${id}${note}`)}}`).join(',')}]`
      const expected = pairs.map(([id, note]) => {
        const value = Number.isSafeInteger(Number(id)) ? Number(id) : String(id)
        return { id: value, n: [value], t: `${id}" ${id}${note}` }
      })
      expect(split(text, 'items', pieceBytes)).toEqual({ values: expected, problem: null })
    }),
  )
  expect(split('[649008991427694592,-649008991427694593,9007199254740991,0.12345678901234568,1e22]').values).toEqual([
    '649008991427694592',
    '-649008991427694593',
    9007199254740991,
    0.12345678901234568,
    1e22,
  ])
})

test.each([
  '[{649008991427694592:1}]',
  '[{649008991427694592 :1}]',
  '[0649008991427694592]',
  '[--649008991427694592]',
  '[[649008991427694592"a"]]',
  '[[649008991427694592 1]]',
])('%s is no JSON, and does not become some by its long number', (text) => {
  expect(split(text).problem).not.toBeNull()
  expect(split(text, 'document').problem).not.toBeNull()
})

test('a text that is cut off anywhere is a problem after its whole items', () => {
  const text = '[{"a":"x]}"},[1,2],"\\"",-12,null]'
  const items = JSON.parse(text)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: text.length - 1 }), pieceSizes, (length, pieceBytes) => {
      const { values, problem } = split(text.slice(0, length), 'items', pieceBytes)
      expect(problem).not.toBeNull()
      expect(values).toEqual(items.slice(0, values.length))
    }),
  )
})

test.each([
  '[1,]',
  '[1 2]',
  '[,1]',
  '[1]]',
  '[1] [2]',
  '[1]x',
  '{"a":1}',
  '"a"',
  '[1}',
  '[{"a":1]',
  "['a']",
  '[01]',
  '',
])('%j is no array of items', (text) => {
  expect(split(text).problem).not.toBeNull()
})

test.each([
  '{"a":[1],}',
  '{"a":[1] "b":2}',
  '{"a" [1]}',
  '{a:[1]}',
  '{"a":[1]',
  '[{"a":[1]}]',
  '{"b":tru,"a":[1]}',
  '{,}',
])('%j is no object with items at a key', (text) => {
  expect(split(text, { itemsAt: 'a' }).problem).not.toBeNull()
})

test('nesting without end is refused before it exhausts anything', () => {
  for (const open of ['[', '{"a":']) {
    const deep = open.repeat(100_000)
    expect(split(deep, 'document', 64 * KILOBYTE, 1e9).problem).toBe('nested deeper than 512 levels')
    expect(split(`[${deep}`, 'items', 64 * KILOBYTE, 1e9).problem).toBe('nested deeper than 512 levels')
    expect(split(`{"b":${deep}`, { itemsAt: 'a' }, 64 * KILOBYTE, 1e9).problem).toBe('nested deeper than 512 levels')
  }
  const allowed = `${'['.repeat(512)}${']'.repeat(512)}`
  expect(split(allowed, 'document').problem).toBeNull()
})

test('an item that is too long is a problem, whether it ends or not; a member that is passed over is none', () => {
  // Escapes, so that some piece ends between a backslash and its quote.
  const long = `"${'x\\"'.repeat(70 * KILOBYTE)}"`
  for (const pieceBytes of [1000, 1001, 1002, 1003, 1e6]) {
    expect(split(`[1,${long}]`, 'items', pieceBytes)).toEqual({ values: [1], problem: 'an item of over 102400 bytes' })
    expect(split(`[1,${long.slice(0, -1)}`, 'items', pieceBytes).problem).toBe('an item of over 102400 bytes')
    expect(split(`{"b":[${long}],"a":[1]}`, { itemsAt: 'a' }, pieceBytes)).toEqual({ values: [1], problem: null })
  }
})

test('bytes that are no UTF-8, and a NUL, end in a value or a problem and in nothing else', () => {
  expect(split(Buffer.from([0x5b, 0x22, 0xff, 0xc3, 0x22, 0x5d])).values).toEqual(['\ufffd\ufffd'])
  expect(split('["a\0b"]').problem).toBe('a value that is no JSON')
  expect(split('["a"\0]').problem).not.toBeNull()
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const { values, problem } = split(Buffer.concat([Buffer.from('['), bytes]))
      expect(problem !== null || values.length > 0 || bytes.length > 0).toBe(true)
    }),
  )
})

test('a text that is here whole is read as one that comes in pieces', () => {
  fc.assert(
    fc.property(jsonPieces, pieceSizes, (pieces, pieceBytes) => {
      const text = pieces.join('')
      const splitter = new JsonSplitter('document', 1e6)
      const values = splitter.takeWhole(Buffer.from(text))
      expect(splitter.problem === null ? values : null).toEqual(
        parsedOrNull(text) === null && text.trim() !== 'null' ? null : [parsedOrNull(text)],
      )
      expect(split(text, 'document', pieceBytes).problem === null).toBe(splitter.problem === null)
    }),
    { numRuns: 2000 },
  )
})
