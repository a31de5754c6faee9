import { stat } from 'node:fs/promises'
import type { Entry } from 'yauzl'
import { openPromise } from 'yauzl'
import type { ExportFile } from './export.ts'
import { isJunk } from './junk.ts'
import { BrokenFile, EmptyExport, NotData, UnsafeArchive } from './refusal.ts'

/** Text packs about 10 to 40 times smaller; a file that claims more than this was made to fill a disk. */
const PACKED_RATIO_MAX = 200

/** Small files of one repeated letter pack absurdly well and harm nobody. */
const RATIO_MATTERS_BYTES_MIN = 1024 * 1024

/** X cuts its largest archives into parts of 50 GiB. */
const UNPACKED_BYTES_MAX = 64 * 1024 ** 3

/**
 * The files of a zip, without unpacking any. Each opens lazily, and holds the zip open only while it is read.
 *
 * Throws {@link EmptyExport}, {@link BrokenFile} for what is no whole zip, {@link NotData} for an Office document, and
 * {@link UnsafeArchive} for paths that leave the archive, encryption, and sizes above the bounds, declared or met.
 */
export async function zipFiles(path: string, name: string): Promise<ExportFile[]> {
  const zipBytes = (await stat(path)).size
  const files: ExportFile[] = []
  let unpackedBytes = 0
  try {
    const zip = await openPromise(path, { lazyEntries: true })
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/') || isJunk(entry.fileName)) continue
      unpackedBytes += entry.uncompressedSize
      refuseDanger(name, entry)
      if (unpackedBytes > UNPACKED_BYTES_MAX) {
        throw new UnsafeArchive(name, `would unpack to over ${gibibytes(UNPACKED_BYTES_MAX)} GiB`)
      }
      files.push(zippedFile(path, name, entry))
    }
  } catch (error) {
    throw asRefusal(name, error)
  }
  // Entries may share their packed bytes: each looks harmless and together they fill a disk.
  if (unpackedBytes > RATIO_MATTERS_BYTES_MIN && unpackedBytes > zipBytes * PACKED_RATIO_MAX) {
    throw new UnsafeArchive(
      name,
      `would unpack from ${zipBytes} to ${unpackedBytes} bytes, over ${PACKED_RATIO_MAX} times its size`,
    )
  }
  if (files.length === 0) throw new EmptyExport(name, 'files')
  const isOffice = files.some((file) => file.path === '[Content_Types].xml')
  if (isOffice && !files.some((file) => file.path.startsWith('xl/'))) {
    throw new NotData(
      name,
      'an Office document that is no workbook (.docx, .pptx)',
      'save the table in it as CSV (UTF-8)',
    )
  }
  return files
}

function refuseDanger(name: string, entry: Entry): void {
  if (entry.isEncrypted()) throw new UnsafeArchive(name, `"${entry.fileName}" in it is encrypted; unpack it yourself`)
  const { compressedSize, uncompressedSize } = entry
  if (uncompressedSize > RATIO_MATTERS_BYTES_MIN && uncompressedSize > compressedSize * PACKED_RATIO_MAX) {
    throw new UnsafeArchive(
      name,
      `"${entry.fileName}" in it would unpack from ${compressedSize} to ${uncompressedSize} bytes, over ${PACKED_RATIO_MAX} times its size`,
    )
  }
}

function zippedFile(zipPath: string, zipName: string, entry: Entry): ExportFile {
  return {
    path: entry.fileName,
    bytes: entry.uncompressedSize,
    async *open() {
      const zip = await openPromise(zipPath, { lazyEntries: true, autoClose: false })
      try {
        // The reader stops with an error where the entry unpacks to more than it declares.
        yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>
      } catch (error) {
        throw asRefusal(`${zipName}/${entry.fileName}`, error)
      } finally {
        zip.close()
      }
    },
  }
}

function asRefusal(name: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UnsafeArchive) return error
  const { message } = error
  if (/relative path|absolute path|invalid characters in fileName/i.test(message)) {
    return new UnsafeArchive(name, `a path in it leaves the archive (${message})`)
  }
  if (/too many bytes|not enough bytes/i.test(message)) {
    return new UnsafeArchive(name, `a file in it is not of the size it declares (${message})`)
  }
  return new BrokenFile(name, 'its table of contents or packed bytes', `a whole zip (${message})`)
}

function gibibytes(bytes: number): number {
  return Math.round(bytes / 1024 ** 3)
}
