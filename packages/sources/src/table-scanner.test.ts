import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type QuoteEscape, TableScanner } from './table-scanner.ts'

const MEGABYTE = 1024 * 1024

interface Scan {
  text: string | Buffer
  width?: number
  escape?: QuoteEscape
  /** Bytes handed over at a time. */
  pieceBytes?: number
}

function scan({ text, width = 2, escape = 'doubled', pieceBytes = 7 }: Scan) {
  const scanner = new TableScanner({ delimiter: ',', line: 1, width, escape })
  const bytes = Buffer.from(text as string)
  const rows = []
  for (let at = 0; at < bytes.length && scanner.brokenLine === null; at += pieceBytes) {
    // A copy that is overwritten afterwards: streams use their memory again.
    const piece = Buffer.from(bytes.subarray(at, at + pieceBytes))
    rows.push(...scanner.scan(piece))
    piece.fill('#')
  }
  if (scanner.brokenLine === null) rows.push(...scanner.finish())
  return { rows, cells: rows.map((row) => row.cells), brokenLine: scanner.brokenLine }
}

/** csv-parse on the same text; `null` for a quote that is never closed. */
function oracle(text: string): string[][] | null {
  try {
    const rows: string[][] = parse(text, {
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    })
    return rows.filter((cells) => cells.some((cell) => cell.trim() !== ''))
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED') return null
    throw error
  }
}

const piecesOfTables = fc.array(
  fc.constantFrom('a', 'bc', 'é', '🧵', ' ', '"', '"', '""', '"x"', ',', ',', '\n', '\n', '\r', '\r\n', '\\', "'"),
  { maxLength: 40 },
)

test('any text is cut into the cells that csv-parse finds, wherever it is cut into pieces', () => {
  fc.assert(
    fc.property(piecesOfTables, fc.integer({ min: 1, max: 9 }), (pieces, pieceBytes) => {
      const text = pieces.join('')
      // Wider than any row: csv-parse keeps the empty cells at the end of a row.
      const { cells, brokenLine } = scan({ text, width: 100, pieceBytes })
      expect(brokenLine === null ? cells : null).toEqual(oracle(text))
    }),
    { numRuns: 3000 },
  )
})

const cell = fc.string({ unit: fc.constantFrom('a', 'ü', '🎉', '"', ',', '\n', '\r', '\\', ' ', ';'), maxLength: 8 })

test('a table that is written with quotes is read back cell for cell, at the lines where its rows start', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), (table, end) => {
      const rows = table.filter((cells) => cells.some((one) => one.trim() !== ''))
      const written = rows.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
      const found = scan({ text: written.join(end) }).rows
      expect(found.map((row) => row.cells)).toEqual(rows)
      let line = 1
      for (const [at, row] of found.entries()) {
        expect(row).toMatchObject({ line, isRightWidth: true, flaw: null })
        line += `${written[at]}${end}`.split(/\r\n|\r|\n/).length - 1
      }
    }),
  )
})

test('with backslash escapes, \\" and "" are a quote, \\\\ a backslash, and a backslash before anything else itself', () => {
  const text = String.raw`1,"say \"hi\", ""you"" \\ \n"` + '\n2,b\\"c\n'
  expect(scan({ text, escape: 'backslash' }).cells).toEqual([
    ['1', String.raw`say "hi", "you" \ \n`],
    ['2', 'b\\"c'],
  ])
})

test('a table that is written with backslash escapes is read back', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell)), fc.integer({ min: 1, max: 9 }), (table, pieceBytes) => {
      const rows = table.filter((cells) => cells.some((one) => one.trim() !== ''))
      const written = rows.map((cells) => cells.map((one) => `"${one.replace(/["\\]/g, '\\$&')}"`).join(','))
      expect(scan({ text: written.join('\n'), escape: 'backslash', pieceBytes }).cells).toEqual(rows)
    }),
  )
})

test('a backslash that is the last character of a quoted cell is one where quotes are doubled', () => {
  expect(scan({ text: 'C:\\,"C:\\"\nb,c\n' }).cells).toEqual([
    ['C:\\', 'C:\\'],
    ['b', 'c'],
  ])
})

test('a cell with a NUL is no text: its row is flawed, the next is not', () => {
  const { rows } = scan({ text: 'a,b\n"c\0",d\ne,\0\ng,h\n' })
  expect(rows.map(({ line, isRightWidth, flaw }) => [line, isRightWidth, flaw?.at ?? null])).toEqual([
    [1, true, null],
    [2, false, 0],
    [3, false, 1],
    [4, true, null],
  ])
  expect(rows[1]?.flaw?.problem).toContain('NUL')
})

test.each([7 * 1024, 64 * 1024, 20 * MEGABYTE])(
  'a cell of 10 MB is a flaw of its row however it arrives (%i bytes at a time), and only its beginning is kept',
  (pieceBytes) => {
    const long = 'ä'.repeat(5 * MEGABYTE)
    const { rows } = scan({ text: `1,${long}\n2,"${long}"\n3,"x" ${long}\n4,b`, pieceBytes })
    expect(rows.map(({ line, flaw }) => [line, flaw?.at ?? null])).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [4, null],
    ])
    expect(rows[0]?.cells).toEqual(['1', `${'ä'.repeat(500)}…`])
    expect(rows[1]?.cells).toEqual(rows[0] && ['2', rows[0].cells[1]])
    expect(rows[2]?.cells[1]?.slice(0, 6)).toBe('"x" ää')
    expect(rows[2]?.cells[1]?.length).toBeLessThan(1010)
    expect(rows[0]?.flaw?.problem).toBe('the cell is longer than 1048576 bytes')
  },
)

test('a cell of 1 MB is one like others', () => {
  const long = 'x'.repeat(MEGABYTE)
  expect(scan({ text: `1,${long}\n`, pieceBytes: 65_536 }).rows[0]).toEqual({
    line: 1,
    cells: ['1', long],
    isRightWidth: true,
    flaw: null,
  })
})

test('a row without end, and one of too many cells, keep no more than a row may', () => {
  const long = `${'x'.repeat(MEGABYTE / 2)},`.repeat(30)
  const { rows } = scan({ text: `${long}\n${'a,'.repeat(20_000)}\n1,b\n`, width: 40_000, pieceBytes: 65_536 })
  expect(rows.map(({ cells, flaw }) => [cells.length, flaw?.problem])).toEqual([
    [7, 'the row is longer than 4194304 bytes'],
    [16_384, 'the row has more than 16384 cells'],
    [2, undefined],
  ])
})

test('a quote over thousands of lines was never closed, whether or not the file has another one at its end', () => {
  const lines = 'b,c\n'.repeat(MEGABYTE + 1)
  for (const pieceBytes of [65_536, 16 * MEGABYTE]) {
    expect(scan({ text: `1,a\n2,"${lines}`, pieceBytes })).toMatchObject({ cells: [['1', 'a']], brokenLine: 2 })
    expect(scan({ text: `1,a\n2,"${lines}",x\n3,c`, pieceBytes })).toMatchObject({ cells: [['1', 'a']], brokenLine: 2 })
  }
})
