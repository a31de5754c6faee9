import type { ExportFile } from '../export.ts'
import { BrokenFile, NotData } from '../refusal.ts'
import { isMomentFormat, type NumberUse, useOfFormat } from './serial-date.ts'
import type { Sheet, Workbook } from './workbook.ts'
import { type SheetContext, sheetRows } from './xlsx-sheet.ts'
import { sharedStrings } from './xlsx-strings.ts'
import { prefixedAttribute, readWholeXml } from './xml-parts.ts'

/** Shared texts are held while a sheet is read, which bounds the memory that a workbook takes. */
const STRINGS_BYTES_MAX = 128 * 1024 * 1024

/** Sheets are read piece by piece: one filled to its last row with a dozen columns is about half of this. */
const SHEET_BYTES_MAX = 1024 ** 3

/** Parts that only list things: sheets, styles. */
const LIST_BYTES_MAX = 16 * 1024 * 1024

/** True for the files of a zip that is a document of an Office program. */
export function isOfficeDocument(files: readonly ExportFile[]): boolean {
  return files.some(({ path }) => path === '[Content_Types].xml' || path === 'META-INF/manifest.xml')
}

/**
 * The workbook that the files of a zip make up. Throws {@link NotData} for other documents and for parts too large to
 * be held, and {@link BrokenFile} where a part is missing.
 */
export async function openXlsx(book: string, files: readonly ExportFile[]): Promise<Workbook> {
  const parts = new Map(files.map((file) => [file.path.toLowerCase(), file]))
  const main = (await relationsOf(book, parts, '')).find(({ type }) => type === 'officeDocument')
  if (parts.has('meta-inf/manifest.xml') && main === undefined) {
    throw new NotData(book, 'an OpenDocument file (.ods)', 'save it as an Excel workbook (.xlsx) or its table as CSV')
  }
  if (main?.target.endsWith('.bin')) {
    throw new NotData(book, 'a binary workbook (.xlsb)', 'save it as an Excel workbook (.xlsx)')
  }
  if (main === undefined || !/\/workbook[^/]*\.xml$/.test(`/${main.target}`)) {
    throw new NotData(book, 'an Office document without sheets (.docx, .pptx)', 'save its table as CSV (UTF-8)')
  }
  const list = await sheetList(book, partOf(book, parts, main.target, LIST_BYTES_MAX))
  const relations = await relationsOf(book, parts, main.target)
  const targetOf = (type: string) => relations.find((relation) => relation.type === type)?.target
  const styles = targetOf('styles')
  const strings = targetOf('sharedStrings')
  const context: SheetContext = {
    epoch: list.epoch,
    uses: styles === undefined ? [] : await stylesIn(book, partOf(book, parts, styles, LIST_BYTES_MAX)),
    strings: strings === undefined ? [] : await sharedStrings(book, partOf(book, parts, strings, STRINGS_BYTES_MAX)),
  }
  const sheets = list.sheets.flatMap(({ name, relation }): Sheet[] => {
    const target = relations.find(({ id, type }) => id === relation && type === 'worksheet')?.target
    if (target === undefined) return []
    const part = partOf(book, parts, target, SHEET_BYTES_MAX)
    return [{ name, bytes: part.bytes, rows: () => sheetRows(book, part, context) }]
  })
  return { sheets }
}

function partOf(book: string, parts: ReadonlyMap<string, ExportFile>, path: string, bytesMax: number): ExportFile {
  const part = parts.get(path)
  if (part === undefined) throw new BrokenFile(book, path, 'this part of the workbook, which is missing')
  if (part.bytes <= bytesMax) return part
  throw new NotData(
    book,
    `a workbook whose part ${path} has ${part.bytes} bytes, over ${bytesMax}`,
    'save the sheet as CSV (UTF-8)',
  )
}

interface Relation {
  id: string
  /** The last word of its address: `worksheet`, `styles`. */
  type: string
  /** Path inside the zip, in lower case: Office takes no account of case. */
  target: string
}

/** What a part refers to; `''` is the package itself. */
async function relationsOf(book: string, parts: ReadonlyMap<string, ExportFile>, part: string): Promise<Relation[]> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const listPath = `${folder}_rels/${part.slice(folder.length)}.rels`
  if (!parts.has(listPath)) return []
  const relations: Relation[] = []
  await readWholeXml(book, partOf(book, parts, listPath, LIST_BYTES_MAX), {
    open(name, { Id: id = '', Type: type = '', Target: target = '' }) {
      if (name !== 'Relationship') return
      const path = target.startsWith('/') ? target.slice(1) : `${folder}${target}`
      relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), target: path.toLowerCase() })
    },
  })
  return relations
}

/** The sheets that are not hidden, in the order of their tabs. */
async function sheetList(book: string, part: ExportFile) {
  const sheets: { name: string; relation: string }[] = []
  let epoch: 1900 | 1904 = 1900
  await readWholeXml(book, part, {
    open(name, attributes) {
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? '')) epoch = 1904
      if (name !== 'sheet' || (attributes['state'] ?? 'visible') !== 'visible') return
      sheets.push({ name: attributes['name'] ?? '', relation: prefixedAttribute(attributes, 'id') ?? '' })
    },
  })
  return { sheets, epoch: epoch as 1900 | 1904 }
}

/** By the number of a style, what it makes of a cell's number. */
async function stylesIn(book: string, part: ExportFile): Promise<NumberUse[]> {
  const written = new Map<number, string>()
  const uses: NumberUse[] = []
  let isCellStyles = false
  await readWholeXml(book, part, {
    open(name, attributes) {
      if (name === 'numFmt') written.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      else if (name === 'cellXfs') isCellStyles = true
      else if (name === 'xf' && isCellStyles) uses.push(useOf(Number(attributes['numFmtId'] ?? 0)))
    },
    close(name) {
      if (name === 'cellXfs') isCellStyles = false
    },
  })
  return uses

  function useOf(id: number): NumberUse {
    const code = written.get(id)
    if (code !== undefined) return useOfFormat(code)
    return isMomentFormat(id) ? 'moment' : 'number'
  }
}
