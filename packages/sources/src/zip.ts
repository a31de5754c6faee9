import { stat } from 'node:fs/promises'
import type { Entry, ZipFile } from 'yauzl'
import type { ExportFile } from './export.ts'
import { isJunk } from './junk.ts'
import { BrokenFile, EmptyExport, UnsafeArchive } from './refusal.ts'

/** Text packs about 10 to 40 times smaller; a file that claims more than this was made to fill a disk. */
const PACKED_RATIO_MAX = 200

/** Small files of one repeated letter pack absurdly well and harm nobody. */
const RATIO_MATTERS_BYTES_MIN = 1024 * 1024

/** X cuts its largest archives into parts of 50 GiB. */
const UNPACKED_BYTES_MAX = 64 * 1024 ** 3

/** Each folder is looked into for exports of its own. */
export const FOLDERS_MAX = 100

/**
 * The files of a zip, without unpacking any. Each opens lazily, and holds the zip open only while it is read.
 *
 * Throws {@link EmptyExport}, {@link BrokenFile} for what is no whole zip, and {@link UnsafeArchive} for paths that leave
 * the archive, encryption, and sizes above the bounds, declared or met.
 */
export async function zipFiles(path: string, name: string): Promise<ExportFile[]> {
  const { openPromise } = await import('yauzl')
  return filesOfZip(name, (await stat(path)).size, (autoClose) => openPromise(path, { lazyEntries: true, autoClose }))
}

/** {@link zipFiles} of a zip that is held in memory. */
export async function zipFilesIn(bytes: Buffer, name: string): Promise<ExportFile[]> {
  const { fromBufferPromise } = await import('yauzl')
  return filesOfZip(name, bytes.length, () => fromBufferPromise(bytes, { lazyEntries: true }))
}

/** `isClosing`: the zip closes itself once its table of contents is read to the end. */
type OpenZip = (isClosing: boolean) => Promise<ZipFile>

async function filesOfZip(name: string, zipBytes: number, openZip: OpenZip): Promise<ExportFile[]> {
  const files: ExportFile[] = []
  let unpackedBytes = 0
  try {
    const zip = await openZip(true)
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/') || isJunk(entry.fileName)) continue
      unpackedBytes += entry.uncompressedSize
      refuseDanger(name, entry)
      if (unpackedBytes > UNPACKED_BYTES_MAX) {
        throw new UnsafeArchive(name, `would unpack to over ${gibibytes(UNPACKED_BYTES_MAX)} GiB`)
      }
      files.push(zippedFile(openZip, name, entry))
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
  return files
}

function refuseDanger(name: string, entry: Entry): void {
  if (entry.isEncrypted()) throw new UnsafeArchive(name, `"${entry.fileName}" in it is encrypted; unpack it yourself`)
  if (entry.fileName.split('/').length > FOLDERS_MAX) {
    throw new UnsafeArchive(name, `a path in it is over ${FOLDERS_MAX} folders deep`)
  }
  const { compressedSize, uncompressedSize } = entry
  if (uncompressedSize > RATIO_MATTERS_BYTES_MIN && uncompressedSize > compressedSize * PACKED_RATIO_MAX) {
    throw new UnsafeArchive(
      name,
      `"${entry.fileName}" in it would unpack from ${compressedSize} to ${uncompressedSize} bytes, over ${PACKED_RATIO_MAX} times its size`,
    )
  }
}

function zippedFile(openZip: OpenZip, zipName: string, entry: Entry): ExportFile {
  return {
    path: entry.fileName,
    bytes: entry.uncompressedSize,
    async *open() {
      const zip = await openZip(false)
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
    const fix = 'download it again; if it stays so, it was made to do harm'
    return new UnsafeArchive(name, `a file in it is not of the size that the zip declares (${message}): ${fix}`)
  }
  if (/end of central directory/i.test(message)) {
    return new BrokenFile(name, 'its end', 'the table of contents that every zip ends with; it is cut off')
  }
  return new BrokenFile(name, 'its table of contents or packed bytes', `a whole zip (${message})`)
}

function gibibytes(bytes: number): number {
  return Math.round(bytes / 1024 ** 3)
}
