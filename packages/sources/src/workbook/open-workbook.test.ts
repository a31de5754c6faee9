import { dirname } from 'node:path'
import { type BookType, CFB, utils, write } from '@e965/xlsx'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onDisk, zipBytes } from '../exports.test-data.ts'
import { findHeader } from '../header.ts'
import { inspectExports } from '../inspect.ts'
import { openExports } from '../open-export.ts'
import { ExportRefused } from '../refusal.ts'
import { tableRows } from '../table.ts'
import { type Book, bookBytes, bookParts, plainBook } from './books.test-data.ts'

async function opened(bytes: Buffer, name = 'book.xlsx') {
  const paths = await onDisk({ [name]: bytes })
  const [exported] = await openExports({ path: paths[name] as string, name })
  return exported?.files ?? []
}

/** The sheets as text, by name, without the mark that each begins with. */
async function sheetsOf(bytes: Buffer, name?: string): Promise<Record<string, string>> {
  const texts: Record<string, string> = {}
  for (const file of await opened(bytes, name)) {
    const chunks: Uint8Array[] = []
    for await (const chunk of file.open()) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString('utf8')
    expect(text.startsWith('\ufeff')).toBe(true)
    texts[file.path] = text.slice(1)
  }
  return texts
}

async function sheetOf(rows: string, more: Partial<Book> = {}): Promise<string | undefined> {
  return (await sheetsOf(await bookBytes({ sheets: [{ name: 'S', rows }], ...more })))['S']
}

type Cell = string | number | boolean | Date | null

/** As other programs write it, old and binary workbooks among them. */
function written(sheets: Record<string, Cell[][]>, bookType: BookType, hidden: string[] = []): Buffer {
  const book = utils.book_new()
  for (const [name, rows] of Object.entries(sheets)) {
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows, { UTC: true, dateNF: 'yyyy-mm-dd hh:mm:ss' }), name)
  }
  book.Workbook = { Sheets: Object.keys(sheets).map((name) => ({ name, Hidden: hidden.includes(name) ? 1 : 0 })) }
  return write(book, { type: 'buffer', bookType, compression: true }) as Buffer
}

test.each<BookType>(['xlsx', 'biff8'])('a workbook (%s) opens as its sheets, row for row', async (type) => {
  const sheets = {
    First: [['a', 'b'], [], ['x, "y"', 2.5], [true, new Date('2024-02-01T10:30:00Z')], [null, new Date('2024-02-01')]],
    Second: [[7]],
    Blank: [],
    Secret: [['s']],
  }
  expect(await sheetsOf(written(sheets, type, ['Secret']))).toEqual({
    First: 'a,b\n\n"x, ""y""",2.5\nTRUE,2024-02-01T10:30:00\n,2024-02-01\n',
    Second: '7\n',
  })
})

test('texts are shared or stand in the cell, in runs, with escapes, without how they are pronounced', async () => {
  const strings =
    '<si><t>Ana</t></si><si><r><t>Loom</t></r><r><t xml:space="preserve"> gate</t></r><rPh><t>ruumu</t></rPh></si><si><t>a_x000D_&#10;b_x005F_</t></si>'
  const rows =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>' +
    '<row r="2"><c r="A2" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c><c r="B2" t="str"><f>A1&amp;"!"</f><v>Ana!</v></c><c r="C2" t="s"><v>9</v></c></row>'
  expect(await sheetOf(rows, { strings })).toBe('Ana,Loom gate,"a\r\nb_"\ninline,Ana!,\n')
})

test('numbers are written to the digit, dates by the format of their cell, errors not at all', async () => {
  const rows =
    '<row r="1"><c r="A1"><v>1785571231534600193</v></c><c r="B1"><v>1.7855712315346E+18</v></c><c r="C1" s="1"><v>43831.75</v></c>' +
    '<c r="D1" s="2"><v>43831</v></c><c r="E1" t="e"><v>#REF!</v></c><c r="F1" t="b"><v>0</v></c><c r="G1" t="d"><v>2020-01-01T10:00:00Z</v></c><c r="H1"><f>1+1</f><v>2</v></c></row>'
  const more = { formats: { 164: 'yyyy\\-mm\\-dd hh:mm' }, styles: [0, 164, 14] }
  const ids = '1785571231534600193,1.7855712315346e+18'
  expect(await sheetOf(rows, more)).toBe(`${ids},2020-01-01T18:00:00,2020-01-01,,FALSE,2020-01-01T10:00:00Z,2\n`)
  expect(await sheetOf(rows, { ...more, date1904: true })).toContain('2024-01-02T18:00:00,2024-01-02')
})

test('rows and cells that do not say where they stand follow the ones before', async () => {
  const rows =
    '<row><c t="inlineStr"><is><t>a</t></is></c></row><row r="4"><c r="C4"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>'
  expect(await sheetOf(rows)).toBe('a\n\n\n,,1,2\n3,,,\n')
})

test('a row is told by its number in the sheet, whatever line breaks stand above it', async () => {
  const bytes = await plainBook({
    Staff: [
      ['Our people\n(all of "them")'],
      null,
      ['Platform', 'Han\ndle', 'Party'],
      ['x', 'a\nb', 'media'],
      null,
      ['x', 'ben', 'z'],
    ],
  })
  const [file] = await opened(bytes)
  const header = await findHeader(file as never, ['platform', 'han dle', 'party'])
  expect(header).toMatchObject({ line: 3, missing: [] })
  const lines: number[] = []
  for await (const { line } of tableRows(file as never, header as never)) lines.push(line)
  expect(lines).toEqual([4, 6])
})

test('a roster, follows and interactions as workbooks are read as what they are, alone, in a folder and in a zip', async () => {
  const roster = await plainBook({
    Staff: [
      ['Our people'],
      null,
      ['Platform', 'Handle', 'Party', 'Person'],
      ['x', '@ana', 'employee', 'Ana'],
      ['x', 'ben', 'friend', null],
    ],
  })
  const follows = written(
    {
      Sheet1: [
        ['follower', 'followed', 'snapshot_date'],
        ['ana', 'ben', new Date('2024-02-01')],
      ],
    },
    'biff8',
  )
  const acts = await plainBook({
    A: [
      ['id', 'time', 'kind', 'actor', 'target'],
      ['1', '2024-02-01T10:00:00Z', 'reply', 'ana', 'ben'],
    ],
  })
  const paths = await onDisk({ 'staff.xlsx': roster, 'follows.xls': follows, 'acts.xlsx': acts })
  const zip = await onDisk({
    'all.zip': await zipBytes({ 'in/staff.xlsx': roster, 'in/follows.xls': follows, 'in/acts.xlsx': acts }),
  })
  const alone = Object.entries(paths).map(([name, path]) => ({ path, name }))
  const ways = [
    alone,
    [{ path: dirname(alone[0]?.path ?? ''), name: 'in' }],
    [{ path: zip['all.zip'] as string, name: 'all.zip' }],
  ]
  for (const inputs of ways) {
    const { files } = await inspectExports(inputs, { platform: 'x' })
    expect(Object.fromEntries(files.map((file) => [file.file.split('/').at(-1), file]))).toMatchObject({
      'staff.xlsx': {
        format: 'roster_csv',
        rows: 2,
        records: { roster: 1 },
        rejectedRows: [{ file: 'Staff', row: 5, column: 'party', value: 'friend' }],
      },
      'follows.xls': {
        format: 'follows_csv',
        records: { follows: 1 },
        period: ['2024-02-01T00:00:00.000Z', '2024-02-01T00:00:00.000Z'],
      },
      'acts.xlsx': { format: 'interactions_csv', records: { interactions: 1 } },
    })
  }
})

test('a sheet longer than its head is read on to its end, and each time alike', async () => {
  const rows = Array.from({ length: 9000 }, (_, at) => [`post ${at}`, 'words '.repeat(9), at])
  const bytes = await plainBook({ Long: [['id', 'text', 'n'], ...rows] })
  const { Long: text = '' } = await sheetsOf(bytes)
  expect(text.split('\n')).toHaveLength(9002)
  expect(text).toBe(`id,text,n\n${rows.map(([id, words, n]) => `${id},"${words}",${n}\n`).join('')}`)
})

test('what cannot be read is refused in words', async () => {
  const old = written({ S: [['a'.repeat(5000)]] }, 'biff8')
  await expect(sheetsOf(old.subarray(0, 700))).rejects.toThrow(ExportRefused)
  await expect(sheetsOf(await plainBook({ Blank: [] }))).rejects.toMatchObject({ name: 'EmptyExport' })
  const word = await zipBytes({
    '[Content_Types].xml': '<x/>',
    '_rels/.rels': bookParts({ sheets: [] })['_rels/.rels']?.replace('xl/workbook.xml', 'word/document.xml') ?? '',
  })
  await expect(sheetsOf(word)).rejects.toThrow(/without sheets/)
  const open = await zipBytes({ mimetype: 'x', 'META-INF/manifest.xml': '<x/>', 'content.xml': '<x/>' })
  await expect(sheetsOf(open)).rejects.toThrow(/OpenDocument/)
  const parts = bookParts({ sheets: [{ name: 'S', rows: '<row><c><v>1</v></c></row>' }] })
  const { 'xl/worksheets/sheet1.xml': _, ...incomplete } = parts
  await expect(sheetsOf(await zipBytes(incomplete))).rejects.toThrow(/sheet1.xml.*missing/)
  await expect(sheetOf('<row><c><v>1</v></row>')).rejects.toMatchObject({ name: 'BrokenFile' })
})

test('a workbook with a password is refused, and so is any other old document', async () => {
  const container = (part: string): Buffer => {
    const parts = CFB.utils.cfb_new()
    CFB.utils.cfb_add(parts, part, Buffer.alloc(5000))
    return CFB.write(parts, { type: 'buffer' }) as Buffer
  }
  await expect(sheetsOf(container('EncryptedPackage'))).rejects.toThrow(/password/)
  await expect(sheetsOf(container('WordDocument'))).rejects.toThrow(/without sheets/)
})

const NEVER_WRITTEN = /texts and tags|times its size/

test('document types, depths and sizes that only harm is done with are refused', async () => {
  const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
  const text = '<row><c t="inlineStr"><is><t>&b;</t></is></c></row>'
  await expect(sheetOf(text, { prolog: laughs })).rejects.toMatchObject({ name: 'UnsafeArchive' })
  await expect(sheetOf('<x>'.repeat(500))).rejects.toThrow(/100 deep/)
  await expect(sheetOf(`<row><c t="str"><v>${'a b'.repeat(700_000)}</v></c></row>`)).rejects.toThrow(NEVER_WRITTEN)
  // Rows and columns beyond the last are not there.
  await expect(
    sheetOf('<row r="1048577"><c><v>1</v></c></row><row><c r="ZZZZ9"><v>1</v></c></row><row r="2"/>'),
  ).rejects.toMatchObject({ name: 'EmptyExport' })
})

test('one broken workbook keeps no other file of a zip from being read', async () => {
  const roster = await plainBook({
    S: [
      ['platform', 'handle', 'party'],
      ['x', 'ana', 'media'],
    ],
  })
  const zip = await onDisk({ 'all.zip': await zipBytes({ 'a.xlsx': roster, 'b.xlsx': roster.subarray(0, 300) }) })
  const { files } = await inspectExports([{ path: zip['all.zip'] as string, name: 'all.zip' }], { platform: null })
  expect(files.map(({ file, format, error }) => [file, format, error?.name])).toEqual([
    ['all.zip/a.xlsx', 'roster_csv', undefined],
    ['all.zip/b.xlsx', null, 'NotData'],
  ])
})

test('a workbook with bytes changed is read or refused, never more', async () => {
  const books = [
    written(
      {
        S: [
          ['id', 'text'],
          [1, 'loom'],
          [new Date(0), 'gate'],
        ],
      },
      'biff8',
    ),
    await plainBook({
      S: [
        ['id', 'text'],
        [1, 'loom'],
      ],
    }),
  ]
  const readAll = async (bytes: Buffer): Promise<void> => {
    for (const file of await opened(bytes)) for await (const piece of file.open()) expect(piece).toBeDefined()
  }
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1 }),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 }),
      async (which, changes) => {
        const bytes = Buffer.from(books[which] as Buffer)
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte
        const error = await readAll(bytes).catch((problem: unknown) => problem)
        expect(error === undefined || error instanceof ExportRefused).toBe(true)
      },
    ),
    { numRuns: 100, seed: 7 },
  )
})
