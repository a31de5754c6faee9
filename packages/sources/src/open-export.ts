import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Export, ExportFile } from './export.ts'
import { firstBytes } from './export.ts'
import { isZip } from './file-kind.ts'
import { isJunk } from './junk.ts'
import { EmptyExport, ExportNotFound, ExportRefused } from './refusal.ts'
import { joinSplitArchives } from './split-archives.ts'
import { gzipFiles, isGzip, isTar, TAR_HEAD_BYTES, tarFiles } from './tarball.ts'
import { sheetsInside, workbookFiles, workbookKind } from './workbook/open-workbook.ts'
import { zipFiles } from './zip.ts'

/** Read from disk at a time: large enough that the asking costs little. */
const PIECE_BYTES = 256 * 1024

/** Something to open: where it lies, and the name by which people know it (an upload's own name, a path as typed). */
export interface ExportInput {
  path: string
  name: string
}

/**
 * Opens a file, a folder, a zip, a tar or a workbook. A folder is one {@link Export}, and each archive or workbook that
 * lies in it is one more, also where a platform cut it into several. A file is known for an archive by its first bytes; inside folders only by
 * its name, too, for they may hold thousands of pictures.
 * Links inside folders are not followed. Throws {@link ExportRefused}.
 */
export async function openExports({ path, name }: ExportInput): Promise<Export[]> {
  const stats = await stat(path).catch(() => null)
  if (stats === null) throw new ExportNotFound(name)
  if (!stats.isDirectory()) return [await openFile({ path, name }, stats.size)]
  const files = await folderFiles(path, '')
  if (files.length === 0) throw new EmptyExport(name, 'files')
  const isPacked = (file: ExportFile) => /\.(zip|tar|tgz|gz|xlsx|xlsm|xlsb|xls)$/i.test(file.path)
  const plain = files.filter((file) => !isPacked(file))
  const zips = files.filter(isPacked).map((file) => ({ path: join(path, file.path), name: join(name, file.path) }))
  // One after the other: opening a workbook takes memory.
  const opened: Export[] = []
  for (const zip of zips) opened.push(await openBesideOthers(zip))
  return joinSplitArchives(plain.length === 0 ? opened : [{ name, files: plain }, ...opened])
}

/** One that cannot be opened says why when it is looked into, and keeps none of the others from being read. */
async function openBesideOthers(input: ExportInput): Promise<Export> {
  const { size } = await stat(input.path)
  try {
    return await openFile(input, size)
  } catch (error) {
    if (!(error instanceof ExportRefused)) throw error
    return { name: input.name, files: [{ path: basename(input.name), bytes: size, open: () => refusing(error) }] }
  }
}

// oxlint-disable-next-line require-yield -- it has nothing to give
async function* refusing(refusal: ExportRefused): AsyncGenerator<Uint8Array> {
  throw refusal
}

async function openFile({ path, name }: ExportInput, bytes: number): Promise<Export> {
  const file = diskFile(path, basename(name), bytes)
  const head = await firstBytes(file, TAR_HEAD_BYTES)
  const packed = isZip(head) ? await zipFiles(path, name) : null
  const kind = workbookKind(head, packed)
  if (kind !== null) return { name, files: await workbookFiles(name, file, kind) }
  if (packed !== null) return { name, files: await sheetsInside(name, packed) }
  if (isGzip(head)) return { name, files: await sheetsInside(name, await gzipFiles(path, name)) }
  if (isTar(head)) return { name, files: await sheetsInside(name, await tarFiles(path, name)) }
  return { name, files: [file] }
}

async function folderFiles(folder: string, below: string): Promise<ExportFile[]> {
  const files: ExportFile[] = []
  const entries = await readdir(folder, { withFileTypes: true })
  // By code unit, so that the order is the same on every machine.
  entries.sort((one, other) => (one.name < other.name ? -1 : 1))
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (isJunk(path)) continue
    const place = join(folder, entry.name)
    if (entry.isDirectory()) files.push(...(await folderFiles(place, path)))
    if (entry.isFile()) files.push(diskFile(place, path, (await stat(place)).size))
  }
  return files
}

function diskFile(place: string, path: string, bytes: number): ExportFile {
  return {
    path,
    bytes,
    open: () => createReadStream(place, { highWaterMark: PIECE_BYTES }),
    openInPlace: () => bytesInPlace(place),
  }
}

async function* bytesInPlace(place: string): AsyncGenerator<Uint8Array> {
  const file = await open(place)
  try {
    const piece = Buffer.allocUnsafeSlow(PIECE_BYTES)
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, PIECE_BYTES)
      if (bytesRead === 0) return
      yield piece.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}
