import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BookType, utils, write } from '@e965/xlsx'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { inspectExports } from './inspect.ts'
import { openExports } from './open-export.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-workbook-'))
})
afterEach(async () => await rm(folder, { recursive: true }))

type Cell = string | number | boolean | Date | null

async function workbook(
  sheets: Record<string, Cell[][]>,
  bookType: BookType = 'xlsx',
  hidden: string[] = [],
): Promise<string> {
  const book = utils.book_new()
  for (const [name, rows] of Object.entries(sheets)) {
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet(rows, { cellDates: false, UTC: true, dateNF: 'yyyy-mm-dd hh:mm:ss' }),
      name,
    )
  }
  book.Workbook = { Sheets: Object.keys(sheets).map((name) => ({ name, Hidden: hidden.includes(name) ? 1 : 0 })) }
  const bytes: Uint8Array = write(book, { type: 'buffer', bookType, compression: true })
  return await kept('book.bin', bytes)
}

async function kept(name: string, bytes: Uint8Array): Promise<string> {
  await writeFile(join(folder, name), bytes)
  return join(folder, name)
}

async function sheetsOf(path: string): Promise<Record<string, string>> {
  const [exported] = await openExports({ path, name: 'book.xlsx' })
  const texts: Record<string, string> = {}
  for (const file of exported?.files ?? []) {
    const chunks: Uint8Array[] = []
    for await (const chunk of file.open()) chunks.push(chunk)
    texts[file.path] = Buffer.concat(chunks).toString('utf8')
  }
  return texts
}

test.each<BookType>(['xlsx', 'biff8', 'xlsb'])(
  'each sheet of a workbook (%s) opens as a table; blank rows stay',
  async (bookType) => {
    const path = await workbook({ First: [['a', 'b'], [], ['ü, "x"', 2.5]], Second: [[true]] }, bookType)
    const whole = { First: 'a,b\n,\n"ü, ""x""",2.5\n', Second: 'true\n' }
    expect(await sheetsOf(path)).toEqual(whole)
    expect(await sheetsOf(path)).toEqual(whole)
  },
)

test('dates are written as such, whole days as days', async () => {
  const path = await workbook({ S: [[new Date('2024-02-01T10:30:00Z'), new Date('2024-02-01T00:00:00Z')]] })
  expect(await sheetsOf(path)).toEqual({ S: '2024-02-01 10:30:00,2024-02-01\n' })
})

test('an id that the spreadsheet took for a number and rounded cannot be mistaken for an id', async () => {
  const path = await workbook({ S: [[649_008_991_427_694_600, 178_000_000_000]] })
  expect(await sheetsOf(path)).toEqual({ S: '6.490089914276946E+17,178000000000\n' })
})

test('hidden sheets and those without a cell are passed over; a book of nothing else is empty', async () => {
  const path = await workbook({ Shown: [['a']], Secret: [['s']], Blank: [] }, 'xlsx', ['Secret'])
  expect(Object.keys(await sheetsOf(path))).toEqual(['Shown'])
  await expect(sheetsOf(await workbook({ Blank: [] }))).rejects.toMatchObject({ name: 'EmptyExport' })
})

test('a roster as a workbook is read as a roster', async () => {
  const path = await workbook({
    Staff: [
      ['Our people'],
      [],
      ['Platform', 'Handle', 'Party', 'Person'],
      ['x', '@ana', 'employee', 'Ana'],
      ['x', 'ben', 'friend', ''],
    ],
  })
  const { files } = await inspectExports([{ path, name: 'staff.xlsx' }], { platform: null })
  expect(files).toMatchObject([
    {
      format: 'roster_csv',
      rows: 2,
      records: { roster: 1 },
      rejected: 1,
      rejectedRows: [{ row: 5, column: 'party', value: 'friend' }],
    },
  ])
})

test('what is cut off, needs a password or is another Office document is refused in words', async () => {
  const { readFile } = await import('node:fs/promises')
  const whole = await readFile(await workbook({ S: [['a'.repeat(5000)]] }, 'biff8'))
  await expect(sheetsOf(await kept('cut.xls', whole.subarray(0, 700)))).rejects.toThrow(/whole workbook|without sheets/)
  const zip = new ZipFile()
  for (const part of ['[Content_Types].xml', 'word/document.xml']) zip.addBuffer(Buffer.from('<x/>'), part)
  zip.end()
  const chunks: Uint8Array[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Uint8Array)
  await expect(sheetsOf(await kept('text.docx', Buffer.concat(chunks)))).rejects.toThrow(/no workbook/)
})

test('entities that a workbook defines for itself are not expanded', async () => {
  const zip = new ZipFile()
  const laughs = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(50)}"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}"><!ENTITY d "${'&c;'.repeat(50)}">]>`
  const parts = {
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?>${laughs}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&d;</t></is></c></row></sheetData></worksheet>`,
  }
  for (const [path, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), path)
  zip.end()
  const chunks: Uint8Array[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Uint8Array)
  const { S: sheet = '' } = await sheetsOf(await kept('laugh.xlsx', Buffer.concat(chunks)))
  expect(sheet.length).toBeLessThan(100)
})
