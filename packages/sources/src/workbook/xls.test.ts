import { CFB, utils, write } from '@e965/xlsx'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openXls } from './xls.ts'

function record(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(type, 0)
  head.writeUInt16LE(data.length, 2)
  return Buffer.concat([head, data])
}

/** Bytes of whole numbers, each with how many bytes it takes: `[[1, 2], [7, 4]]`. */
function numbers(...written: [number: number, bytes: 1 | 2 | 4][]): Buffer {
  return Buffer.concat(
    written.map(([number, bytes]) => {
      const buffer = Buffer.alloc(bytes)
      if (bytes === 4) buffer.writeInt32LE(number | 0)
      else buffer.writeUIntLE(number, 0, bytes)
      return buffer
    }),
  )
}

const double = (number: number): Buffer => {
  const buffer = Buffer.alloc(8)
  buffer.writeDoubleLE(number)
  return buffer
}

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le')

/** An old workbook of one sheet, made of records by hand. */
function workbook(globals: Buffer[], cells: Buffer[], sheet = { state: 0, kind: 0 }): Buffer {
  const begin = (kind: number) => record(0x809, numbers([0x600, 2], [kind, 2], [0, 4], [0, 4], [0, 4]))
  const end = record(0x0a, Buffer.alloc(0))
  const listing = (from: number) =>
    record(
      0x85,
      Buffer.concat([numbers([from, 4], [sheet.state, 1], [sheet.kind, 1], [1, 1], [0, 1]), Buffer.from('S')]),
    )
  const before = Buffer.concat([begin(5), ...globals])
  const from = before.length + listing(0).length + end.length
  const stream = Buffer.concat([before, listing(from), end, begin(0x10), ...cells, end])
  const parts = CFB.utils.cfb_new()
  CFB.utils.cfb_add(parts, 'Workbook', stream)
  return CFB.write(parts, { type: 'buffer' }) as Buffer
}

function rowsOf(bytes: Buffer): [row: number, ...cells: string[]][] {
  const [sheet] = openXls('book.xls', bytes).sheets
  return [...((sheet?.rows() ?? []) as Iterable<{ row: number; cells: string[] }>)].map(({ row, cells }) => [
    row,
    ...cells,
  ])
}

const at = (row: number, column: number, style = 0): Buffer => numbers([row, 2], [column, 2], [style, 2])

test('numbers are written in full, in short, in hundredths and several at once', () => {
  const half = Buffer.from(double(0.5).subarray(4)).readInt32LE(0)
  const cells = [
    record(0x203, Buffer.concat([at(0, 0), double(7.25)])),
    record(0x27e, Buffer.concat([at(0, 2), numbers([(1200 << 2) | 2, 4])])),
    record(
      0xbd,
      Buffer.concat([
        numbers([2, 2], [1, 2]),
        numbers([0, 2], [(-5 << 2) | 3, 4]),
        numbers([0, 2], [half, 4]),
        numbers([2, 2]),
      ]),
    ),
  ]
  expect(rowsOf(workbook([], cells))).toEqual([
    [1, '7.25', '', '1200'],
    [3, '', '-0.05', '0.5'],
  ])
})

test('a number is a date where its style says so, counted from 1900 or from 1904', () => {
  const format = record(0x41e, Buffer.concat([numbers([164, 2], [10, 2], [0, 1]), Buffer.from('yyyy-mm-dd')]))
  const style = (id: number) => record(0xe0, Buffer.concat([numbers([0, 2], [id, 2]), Buffer.alloc(16)]))
  const cells = [
    record(0x203, Buffer.concat([at(0, 0, 1), double(43831)])),
    record(0x203, Buffer.concat([at(0, 1, 2), double(43831.5)])),
    record(0x203, Buffer.concat([at(0, 2, 0), double(43831)])),
  ]
  const globals = [format, style(0), style(164), style(22)]
  expect(rowsOf(workbook(globals, cells))).toEqual([[1, '2020-01-01', '2020-01-01T12:00:00', '43831']])
  const since1904 = [record(0x22, numbers([1, 2])), ...globals]
  expect(rowsOf(workbook(since1904, cells))).toEqual([[1, '2024-01-02', '2024-01-02T12:00:00', '43831']])
})

test('shared texts break off anywhere and go on in narrow or wide letters; runs and phonetics are passed over', () => {
  const first = Buffer.concat([numbers([3, 4], [3, 4], [5, 2], [0, 1]), Buffer.from('Lo')])
  const second = Buffer.concat([
    numbers([1, 1]),
    wide('øms'),
    // In two styles, with eight bytes of phonetics.
    numbers([2, 2], [0x0c, 1], [1, 2], [8, 4]),
    Buffer.from('ab'),
    Buffer.alloc(6),
  ])
  const third = Buffer.concat([Buffer.alloc(6), numbers([1, 2], [1, 1]), wide('ø')])
  const strings = Buffer.concat([record(0xfc, first), record(0x3c, second), record(0x3c, third)])
  const cells = [0, 1, 2, 9].map((string, column) => record(0xfd, Buffer.concat([at(0, column), numbers([string, 4])])))
  expect(rowsOf(workbook([strings], cells))).toEqual([[1, 'Loøms', 'ab', 'ø']])
})

test('formulas have the value that they had; truths are words; errors are nothing', () => {
  const outcome = (kind: number, value: number) => numbers([kind, 1], [0, 1], [value, 1], [0, 1], [0, 2], [0xffff, 2])
  const formula = (column: number, value: Buffer) =>
    record(0x06, Buffer.concat([at(1, column), value, Buffer.alloc(8)]))
  const cells = [
    formula(0, double(2)),
    formula(1, outcome(0, 0)),
    // What several formulas share may stand between.
    record(0x4bc, Buffer.alloc(10)),
    record(0x207, Buffer.concat([numbers([3, 2], [0, 1]), Buffer.from('Ana')])),
    formula(2, outcome(1, 1)),
    formula(3, outcome(2, 0x17)),
    record(0x205, Buffer.concat([at(1, 4), numbers([0, 1], [0, 1])])),
    record(0x205, Buffer.concat([at(1, 5), numbers([0x17, 1], [1, 1])])),
    record(0x204, Buffer.concat([at(1, 6), numbers([1, 2], [0, 1]), Buffer.from('x')])),
  ]
  expect(rowsOf(workbook([], cells))).toEqual([[2, '2', 'Ana', 'TRUE', '', 'FALSE', '', 'x']])
})

test('hidden sheets and charts are left out; a password, an older version and wrong records are refused', () => {
  const cell = record(0x203, Buffer.concat([at(0, 0), double(1)]))
  expect(openXls('b', workbook([], [cell], { state: 1, kind: 0 })).sheets).toEqual([])
  expect(openXls('b', workbook([], [cell], { state: 0, kind: 2 })).sheets).toEqual([])
  expect(() => rowsOf(workbook([record(0x2f, Buffer.alloc(6))], [cell]))).toThrow(/password/)
  expect(() => rowsOf(workbook([record(0x809, numbers([0x500, 2], [5, 2]))], [cell]))).toThrow(/before 1997/)
  expect(() => rowsOf(workbook([record(0xfc, numbers([9, 4], [9, 4]))], [cell]))).toThrow(/whole records/)
  expect(() => rowsOf(workbook([], [record(0x203, at(0, 0))]))).toThrow(/whole records/)
  expect(() => rowsOf(workbook([], [record(0x203, Buffer.concat([at(0, 300), double(1)]))]))).toThrow(
    /columns up to IV/,
  )
  const backwards = [record(0x203, Buffer.concat([at(4, 0), double(1)])), cell]
  expect(() => rowsOf(workbook([], backwards))).toThrow(/rows in their order/)
})

test('any table that another program writes is read as it was written', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'ø', '語', '"', '\n', ' ', '😀'), maxLength: 12 })
  const cell = fc.oneof(text, fc.integer({ min: -1e9, max: 1e9 }), fc.boolean())
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { maxLength: 5 }), { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      (table, bookSST) => {
        const book = utils.book_new()
        utils.book_append_sheet(book, utils.aoa_to_sheet(table), 'S')
        const bytes = write(book, { type: 'buffer', bookType: 'biff8', bookSST }) as Buffer
        const expected = table.flatMap((cells, index) => {
          const texts = cells.map((value) => (typeof value === 'boolean' ? `${value}`.toUpperCase() : `${value}`))
          while (texts.at(-1) === '') texts.pop()
          return texts.length === 0 ? [] : [[index + 1, ...texts]]
        })
        expect(rowsOf(bytes)).toEqual(expected)
      },
    ),
    { numRuns: 200 },
  )
})
