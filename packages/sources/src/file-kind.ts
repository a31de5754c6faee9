import { utf16Of } from './encoding.ts'
import { type ExportFile, firstBytes } from './export.ts'
import { EmptyExport, NotData } from './refusal.ts'

/** Workbooks inside archives are opened before; only those that could not be come here. */
const HAND_IN_ALONE = 'hand it in by itself, which says what is wrong with it, or save its table as CSV (UTF-8)'

/** What a file's first bytes say it is, and what to do with one that is no data. */
const SIGNATURES: { bytes: string; kind: string; fix: string }[] = [
  { bytes: '%PDF-', kind: 'a PDF document', fix: 'export the table itself, as CSV' },
  { bytes: '\x89PNG', kind: 'a picture (PNG)', fix: 'hand in the data, not a picture of it' },
  { bytes: '\xff\xd8\xff', kind: 'a picture (JPEG)', fix: 'hand in the data, not a picture of it' },
  { bytes: 'GIF8', kind: 'a picture (GIF)', fix: 'hand in the data, not a picture of it' },
  { bytes: '\xd0\xcf\x11\xe0', kind: 'an old Office document that holds no table', fix: HAND_IN_ALONE },
  { bytes: '\x1f\x8b', kind: 'a gzip file', fix: 'unpack it and hand in what is inside' },
  { bytes: '7z\xbc\xaf', kind: 'a 7-Zip archive', fix: 'unpack it and hand in the folder, or make a .zip' },
  { bytes: 'Rar!', kind: 'a RAR archive', fix: 'unpack it and hand in the folder, or make a .zip' },
  { bytes: 'SQLite format 3', kind: 'a SQLite database', fix: 'export its tables as CSV' },
]

const WEB_PAGE = /^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b/is

/** True for a zip, by its first bytes; an empty zip has only its end record. */
export function isZip(head: Buffer): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))
}

/**
 * Throws where the file is no text: {@link EmptyExport} for 0 bytes, {@link NotData} for pictures, PDFs, web pages and
 * the like, judged by first bytes, never by name.
 */
export async function refuseOtherKinds(file: ExportFile): Promise<void> {
  const head = await firstBytes(file, 1024)
  if (head.length === 0) throw new EmptyExport(file.path, 'bytes')
  const text = head.toString('latin1')
  for (const { bytes, kind, fix } of SIGNATURES) if (text.startsWith(bytes)) throw new NotData(file.path, kind, fix)
  if (isZip(head) && /\.xls[xmb]$/i.test(file.path)) {
    throw new NotData(file.path, 'a workbook that cannot be opened', HAND_IN_ALONE)
  }
  if (isZip(head)) throw new NotData(file.path, 'a zip inside a zip', 'unpack it and hand in what is inside')
  const isWide = head.includes(0)
  if (WEB_PAGE.test(isWide ? text.replaceAll('\0', '') : text)) {
    throw new NotData(
      file.path,
      'a web page (HTML)',
      'ask the platform for the export again and choose JSON or CSV as its format, not HTML',
    )
  }
  // UTF-16 text has NULs too, but only in every second place.
  if (isWide && utf16Of(head) === null) throw new NotData(file.path, 'a binary file', 'export the data as CSV or JSON')
}
