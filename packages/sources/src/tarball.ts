import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { Parser, type ReadEntry } from 'tar'
import type { ExportFile } from './export.ts'
import { isJunk } from './junk.ts'
import { BrokenFile, EmptyExport, UnsafeArchive } from './refusal.ts'

/** As for zips: text packs about 10 to 40 times smaller. */
const PACKED_RATIO_MAX = 200
const RATIO_MATTERS_BYTES_MIN = 1024 * 1024
const UNPACKED_BYTES_MAX = 64 * 1024 ** 3

/** Where a tar says that it is one, and what it says there. */
const MAGIC_AT = 257
export const TAR_HEAD_BYTES = MAGIC_AT + 5

/** True for a gzip file, by its first bytes. */
export function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

/** True for a tar, by its first {@link TAR_HEAD_BYTES}. */
export function isTar(head: Buffer): boolean {
  return head.subarray(MAGIC_AT, TAR_HEAD_BYTES).toString('latin1') === 'ustar'
}

/**
 * The files of a gzip file: those of the tar in it, or the one that was packed. Nothing is unpacked to the disk: each
 * opening unpacks from the beginning up to that file.
 *
 * Throws {@link EmptyExport}, {@link BrokenFile} for what is no whole gzip, and {@link UnsafeArchive} for paths that
 * leave the archive and for sizes above the bounds.
 */
export async function gzipFiles(path: string, name: string): Promise<ExportFile[]> {
  const head: Uint8Array[] = []
  let bytes = 0
  const limit = await sizeLimit(path, name)
  for await (const chunk of unpacked(path, name)) {
    if (bytes < TAR_HEAD_BYTES) head.push(chunk)
    bytes += chunk.length
    limit(bytes)
    // What is in a tar is counted by the tar's own list.
    if (bytes >= TAR_HEAD_BYTES && isTar(Buffer.concat(head))) return await tarFiles(path, name)
  }
  if (bytes === 0) throw new EmptyExport(name, 'bytes')
  const inner = name.split('/').at(-1)?.replace(/\.gz$/i, '') ?? name
  return [{ path: inner, bytes, open: () => unpacked(path, name) }]
}

async function* unpacked(path: string, name: string): AsyncGenerator<Uint8Array> {
  const packed = createReadStream(path)
  const gunzip = packed.pipe(createGunzip())
  packed.on('error', (error) => gunzip.destroy(error))
  try {
    yield* gunzip as AsyncIterable<Uint8Array>
  } catch (error) {
    throw broken(name, error)
  } finally {
    packed.destroy()
  }
}

/** The files of a tar, packed with gzip or not; as {@link gzipFiles}. Links are passed over. */
export async function tarFiles(path: string, name: string): Promise<ExportFile[]> {
  const files: ExportFile[] = []
  const limit = await sizeLimit(path, name)
  let unpackedBytes = 0
  for await (const entry of tarEntries(path, name)) {
    entry.resume()
    if (!isFile(entry) || isJunk(entry.path)) continue
    const inside = pathInside(name, entry.path)
    unpackedBytes += entry.size
    limit(unpackedBytes)
    files.push({ path: inside, bytes: entry.size, open: () => entryBytes(path, name, entry.path) })
  }
  if (files.length === 0) throw new EmptyExport(name, 'files')
  return files
}

function isFile(entry: ReadEntry): boolean {
  return entry.type === 'File' || entry.type === 'OldFile' || entry.type === 'ContiguousFile'
}

function pathInside(name: string, written: string): string {
  const parts = written.split('/').filter((part) => part !== '.' && part !== '')
  if (written.startsWith('/') || parts.includes('..') || /^[a-z]:/i.test(written) || written.includes('\\')) {
    throw new UnsafeArchive(name, `a path in it leaves the archive (${written.slice(0, 100)})`)
  }
  return parts.join('/')
}

async function* entryBytes(path: string, name: string, wanted: string): AsyncGenerator<Uint8Array> {
  for await (const entry of tarEntries(path, name)) {
    if (entry.path !== wanted || !isFile(entry)) {
      entry.resume()
      continue
    }
    for await (const chunk of entry) yield chunk
    return
  }
}

/** Each entry in turn; the next comes once the one before is read to its end or resumed. */
async function* tarEntries(path: string, name: string): AsyncGenerator<ReadEntry> {
  const packed = createReadStream(path)
  const waiting: ReadEntry[] = []
  let wake = (): void => {}
  let isOver = false
  let failure: unknown = null
  const over = (error: unknown = null): void => {
    isOver = true
    failure ??= error
    wake()
  }
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      waiting.push(entry)
      wake()
    },
  })
  parser.on('end', () => over())
  parser.on('error', over)
  packed.on('error', over)
  packed.pipe(parser)
  try {
    for (;;) {
      const entry = waiting.shift()
      if (entry !== undefined) yield entry
      else if (isOver) break
      else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
    if (failure !== null) throw broken(name, failure)
  } finally {
    packed.destroy()
  }
}

/** Throws once more was unpacked than an honest archive of that size holds. */
async function sizeLimit(path: string, name: string): Promise<(unpackedBytes: number) => void> {
  const packedBytes = (await stat(path)).size
  return (unpackedBytes) => {
    if (unpackedBytes > UNPACKED_BYTES_MAX) {
      throw new UnsafeArchive(name, `would unpack to over ${UNPACKED_BYTES_MAX / 1024 ** 3} GiB`)
    }
    if (unpackedBytes > RATIO_MATTERS_BYTES_MIN && unpackedBytes > packedBytes * PACKED_RATIO_MAX) {
      throw new UnsafeArchive(name, `would unpack from ${packedBytes} bytes to over ${PACKED_RATIO_MAX} times its size`)
    }
  }
}

function broken(name: string, error: unknown): unknown {
  if (error instanceof UnsafeArchive || !(error instanceof Error)) return error
  return new BrokenFile(name, 'its packed bytes', `a whole gzip or tar (${error.message})`)
}
