import { zipBytes } from '../exports.test-data.ts'

/** A cell as a spreadsheet's XML has it: the letters of its column, and what stands between its tags. */
export interface BookSheet {
  name: string
  state?: string
  /** The rows, as XML inside `sheetData`. */
  rows: string
}

export interface Book {
  sheets: BookSheet[]
  /** Shared texts, as XML inside `sst`. */
  strings?: string
  /** Formats of numbers by their ids, from 164 on; the nth style uses the nth of `styles`. */
  formats?: Record<number, string>
  styles?: number[]
  date1904?: boolean
  /** What stands before the root of each sheet: document types, say. */
  prolog?: string
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

function relations(targets: readonly (readonly [id: string, type: string, target: string])[]): string {
  const each = targets.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`
}

/** The parts of an .xlsx, written by hand: what is tested is read by nothing that wrote it. */
export function bookParts({
  sheets,
  strings,
  formats = {},
  styles = [],
  date1904,
  prolog = '',
}: Book): Record<string, string> {
  const list = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${at + 1}"/>`,
  )
  const codes = Object.entries(formats).map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`)
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${XML}<workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr${date1904 === true ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, at) => [`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`] as const),
      ['rIdS', 'styles', '/xl/styles.xml'],
      ...(strings === undefined ? [] : [['rIdT', 'sharedStrings', 'sharedStrings.xml'] as const]),
    ]),
    'xl/styles.xml': `${XML}<styleSheet ${MAIN}><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
  }
  if (strings !== undefined) parts['xl/sharedStrings.xml'] = `${XML}<sst ${MAIN}>${strings}</sst>`
  for (const [at, { rows }] of sheets.entries()) {
    parts[`xl/worksheets/sheet${at + 1}.xml`] =
      `${XML}${prolog}<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`
  }
  return parts
}

/** An .xlsx of hand-written sheets. */
export async function bookBytes(book: Book): Promise<Buffer> {
  return await zipBytes(bookParts(book))
}

/** Rows of plain texts and numbers as XML: texts inline, `null` for a cell that is not there. */
export function rowsXml(rows: readonly (readonly (string | number | null)[] | null)[]): string {
  const written = rows.map((cells, at) =>
    cells === null ? '' : `<row r="${at + 1}">${cells.map(cellXml).join('')}</row>`,
  )
  return written.join('')

  function cellXml(cell: string | number | null): string {
    if (cell === null) return '<c/>'
    if (typeof cell === 'number') return `<c><v>${cell}</v></c>`
    return `<c t="inlineStr"><is><t xml:space="preserve">${escapedXml(cell)}</t></is></c>`
  }
}

function escapedXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** An .xlsx with those sheets of plain cells. */
export async function plainBook(sheets: Record<string, Parameters<typeof rowsXml>[0]>): Promise<Buffer> {
  return await bookBytes({ sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows: rowsXml(rows) })) })
}
