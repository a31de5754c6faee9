import { type ExportFile, firstBytes } from '../export.ts'
import { isZip } from '../file-kind.ts'
import { EmptyExport, ExportRefused, NotData } from '../refusal.ts'
import { zipFilesIn } from '../zip.ts'
import { isCompoundFile } from './compound-file.ts'
import { sheetCsv } from './sheet-csv.ts'
import type { Workbook } from './workbook.ts'
import { openXls } from './xls.ts'
import { isOfficeDocument, openXlsx } from './xlsx.ts'

/** Workbooks are taken into memory as they lie on the disk, packed; text packs ten times and more. */
const XLSX_BYTES_MAX = 64 * 1024 * 1024

/** Old workbooks are not packed: 65,536 rows of ten columns of text are about this. */
const XLS_BYTES_MAX = 32 * 1024 * 1024

/** Nobody hands in more tables at once, and the head of each is held. */
const SHEETS_MAX = 100

/** As much of each sheet as is needed to tell what it is; most sheets are smaller. */
const HEAD_BYTES = 320 * 1024

/** How a workbook is packed: as a zip of parts, or as one old Office document. */
export type WorkbookKind = 'xlsx' | 'xls'

/** The kind of workbook, or of other Office document, by its first bytes and by the files in it where it is a zip. */
export function workbookKind(head: Buffer, packed: readonly ExportFile[] | null): WorkbookKind | null {
  if (isCompoundFile(head)) return 'xls'
  return packed !== null && isOfficeDocument(packed) ? 'xlsx' : null
}

/**
 * The files of an archive, with each workbook among them as a folder of its sheets. One that cannot be read stays as it
 * is, and keeps none of the others from being read.
 */
export async function sheetsInside(archive: string, files: readonly ExportFile[]): Promise<ExportFile[]> {
  const opened: ExportFile[] = []
  for (const file of files) {
    // By name first: there may be thousands of pictures.
    const head = /\.xls[xmb]?$/i.test(file.path) ? await firstBytes(file, 8) : Buffer.alloc(0)
    const kind = isZip(head) ? 'xlsx' : workbookKind(head, null)
    if (kind === null) {
      opened.push(file)
      continue
    }
    try {
      const sheets = await workbookFiles(`${archive}/${file.path}`, file, kind)
      for (const sheet of sheets) opened.push({ ...sheet, path: `${file.path}/${sheet.path}` })
    } catch (error) {
      if (!(error instanceof ExportRefused)) throw error
      opened.push(file)
    }
  }
  return opened
}

/**
 * The sheets of a workbook as files of an export, each as CSV, so that every format that reads tables reads workbooks.
 * Hidden sheets and those without anything in them are left out. `book` is the workbook's name for people.
 *
 * Dates are ISO 8601 without a zone; whole numbers are kept to the digit where the file has them, see `numberText`.
 * Throws {@link ExportRefused}: for passwords, for other documents, for what is too large or broken, and for nothing.
 */
export async function workbookFiles(book: string, file: ExportFile, kind: WorkbookKind): Promise<ExportFile[]> {
  const open = () => openWorkbook(book, file, kind)
  const { sheets } = await open()
  if (sheets.length > SHEETS_MAX) {
    throw new NotData(
      book,
      `a workbook of ${sheets.length} sheets, over ${SHEETS_MAX}`,
      'keep those that are to be read',
    )
  }
  const files: ExportFile[] = []
  for (const [at, sheet] of sheets.entries()) {
    // Only there may a name have a `/`: spreadsheets allow none.
    const path = sheet.name.replaceAll('/', '_')
    const head = await headOf(sheetCsv(`${book}/${path}`, sheet.rows()))
    if (head.bytes === 0) continue
    const bytes = head.isWhole ? head.bytes : Math.max(head.bytes, sheet.bytes)
    files.push({
      path,
      bytes,
      isSheet: true,
      async *open() {
        yield* head.pieces
        if (head.isWhole) return
        const again = (await open()).sheets[at]
        if (again !== undefined) yield* bytesAfter(head.bytes, sheetCsv(`${book}/${path}`, again.rows()))
      },
    })
  }
  if (files.length === 0) throw new EmptyExport(book, 'rows')
  return files
}

/** The packed bytes are let go of once the workbook is. */
async function openWorkbook(book: string, file: ExportFile, kind: WorkbookKind): Promise<Workbook> {
  const bytesMax = kind === 'xlsx' ? XLSX_BYTES_MAX : XLS_BYTES_MAX
  if (file.bytes > bytesMax) {
    throw new NotData(book, `a workbook of ${file.bytes} bytes, over ${bytesMax}`, 'save its sheets as CSV (UTF-8)')
  }
  const pieces: Uint8Array[] = []
  for await (const piece of file.open()) pieces.push(piece)
  const bytes = Buffer.concat(pieces)
  return kind === 'xls' ? openXls(book, bytes) : openXlsx(book, await zipFilesIn(bytes, book))
}

interface Head {
  pieces: Uint8Array[]
  bytes: number
  /** True where there is no more. */
  isWhole: boolean
}

async function headOf(pieces: AsyncIterable<Uint8Array>): Promise<Head> {
  const head: Head = { pieces: [], bytes: 0, isWhole: false }
  for await (const piece of pieces) {
    head.pieces.push(piece)
    head.bytes += piece.length
    if (head.bytes >= HEAD_BYTES) return head
  }
  return { ...head, isWhole: true }
}

async function* bytesAfter(count: number, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = count
  for await (const piece of pieces) {
    if (piece.length > left) yield piece.subarray(left)
    left = Math.max(0, left - piece.length)
  }
}
