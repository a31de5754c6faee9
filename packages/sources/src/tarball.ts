import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import type { ReadEntry } from 'tar'
import type { ExportFile } from './export.ts'
import { isJunk } from './junk.ts'
import { NamelessFile } from './nameless-file.ts'
import { BrokenFile, EmptyExport, ExportRefused, UnsafeArchive } from './refusal.ts'
import { FOLDERS_MAX } from './zip.ts'

/** As for zips: text packs about 10 to 40 times smaller. */
const PACKED_RATIO_MAX = 200
const RATIO_MATTERS_BYTES_MIN = 1024 * 1024
const UNPACKED_BYTES_MAX = 64 * 1024 ** 3

/** Where a tar says that it is one, and what it says there. */
const MAGIC_AT = 257
export const TAR_HEAD_BYTES = MAGIC_AT + 5

/** Most of an archive's bytes, and no rows: these stay where they are. */
const MEDIA = /\.(jpe?g|png|gif|webp|avif|heic|svg|ico|mp4|m4v|mov|webm|mp3|m4a|ogg|wav|flac)$/i

/** True for a gzip file, by its first bytes. */
export function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

/** True for a tar, by its first {@link TAR_HEAD_BYTES}. */
export function isTar(head: Buffer): boolean {
  return head.subarray(MAGIC_AT, TAR_HEAD_BYTES).toString('latin1') === 'ustar'
}

/**
 * The files of a gzip file: those of the tar in it, see {@link tarFiles}, or the one that was packed, which each
 * opening unpacks anew without writing it anywhere.
 *
 * Throws {@link EmptyExport}, {@link BrokenFile} for what is no whole gzip, and {@link UnsafeArchive} for sizes above
 * the bounds.
 */
export async function gzipFiles(path: string, name: string): Promise<ExportFile[]> {
  if (isTar(await headOf(path, name))) return await tarFiles(path, name, { isPacked: true })
  let bytes = 0
  for await (const chunk of unpacked(path, name)) bytes += chunk.length
  if (bytes === 0) throw new EmptyExport(name, 'bytes')
  const inner = name.split('/').at(-1)?.replace(/\.gz$/i, '') ?? name
  return [{ path: inner, bytes, open: () => unpacked(path, name) }]
}

async function headOf(path: string, name: string): Promise<Buffer> {
  const head: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of unpacked(path, name)) {
    head.push(chunk)
    bytes += chunk.length
    if (bytes >= TAR_HEAD_BYTES) break
  }
  return Buffer.concat(head)
}

/** Where a file of a tar now lies. */
interface LaidOut {
  from: number
  to: number
}

/**
 * The files of a tar, packed with gzip or not. A tar has no table of contents and a gzip no middle to begin at, so both
 * are gone through once and their files laid out in a {@link NamelessFile}, but for pictures, film and sound: opening one
 * of those goes through the tar again. Of two files with one path the later stands, as when a tar is unpacked. Links
 * are passed over.
 *
 * Throws as {@link gzipFiles}, and {@link UnsafeArchive} for paths that leave the archive.
 */
export async function tarFiles(
  path: string,
  name: string,
  { isPacked = false }: { isPacked?: boolean } = {},
): Promise<ExportFile[]> {
  const files = new Map<string, ExportFile>()
  const store = await NamelessFile.create()
  try {
    let at: LaidOut = { from: 0, to: 0 }
    for await (const { entry, ordinal, bytes } of tarPieces(path, name, isPacked)) {
      if (!isFile(entry) || isJunk(entry.path)) continue
      if (bytes !== null) {
        if (!MEDIA.test(entry.path)) await store.append(bytes)
        continue
      }
      const inside = pathInside(name, entry.path)
      at = { from: store.bytes, to: store.bytes + entry.size }
      files.set(
        inside,
        MEDIA.test(entry.path)
          ? { path: inside, bytes: entry.size, open: () => entryAgain(path, name, isPacked, ordinal) }
          : laidOutFile(inside, store, at),
      )
    }
    if (files.size === 0) throw new EmptyExport(name, 'files')
  } catch (error) {
    await store.discard()
    throw error
  }
  return [...files.values()]
}

function laidOutFile(path: string, store: NamelessFile, { from, to }: LaidOut): ExportFile {
  return {
    path,
    bytes: to - from,
    open: () => store.between(from, to),
    openInPlace: () => store.betweenInPlace(from, to),
  }
}

function isFile(entry: ReadEntry): boolean {
  return entry.type === 'File' || entry.type === 'OldFile' || entry.type === 'ContiguousFile'
}

function pathInside(name: string, written: string): string {
  const parts = written.split('/').filter((part) => part !== '.' && part !== '')
  if (written.startsWith('/') || parts.includes('..') || /^[a-z]:/i.test(written) || written.includes('\\')) {
    throw new UnsafeArchive(name, `a path in it leaves the archive (${written.slice(0, 100)})`)
  }
  if (parts.length > FOLDERS_MAX) {
    throw new UnsafeArchive(name, `a path in it is over ${FOLDERS_MAX} folders deep`)
  }
  return parts.join('/')
}

async function* entryAgain(path: string, name: string, isPacked: boolean, wanted: number): AsyncGenerator<Uint8Array> {
  for await (const { ordinal, bytes } of tarPieces(path, name, isPacked)) {
    if (ordinal > wanted) return
    if (ordinal === wanted && bytes !== null) yield bytes
  }
}

/** That an entry begins (`bytes` null), then what is in it. */
interface TarPiece {
  entry: ReadEntry
  ordinal: number
  bytes: Uint8Array | null
}

/**
 * The parser hands on all that a chunk holds before it takes the next: no more than a chunk is in memory. What follows
 * the end of a tar is not looked at.
 */
async function* tarPieces(path: string, name: string, isPacked: boolean): AsyncGenerator<TarPiece> {
  const pieces: TarPiece[] = []
  let entries = 0
  let isOver = false
  const failures: unknown[] = []
  const { Parser } = await import('tar')
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      const ordinal = entries++
      pieces.push({ entry, ordinal, bytes: null })
      entry.on('data', (bytes: Uint8Array) => pieces.push({ entry, ordinal, bytes }))
    },
  })
  parser.on('error', (error) => failures.push(error))
  parser.on('eof', () => {
    isOver = true
  })
  for await (const chunk of isPacked ? unpacked(path, name) : createReadStream(path)) {
    parser.write(chunk as Buffer)
    yield* pieces.splice(0)
    if (failures.length > 0) throw broken(name, failures[0])
    if (isOver) return
  }
  parser.end()
  yield* pieces.splice(0)
  if (failures.length > 0) throw broken(name, failures[0])
}

/** What a gzip file holds. Throws once that is more than an honest one of its size does. */
async function* unpacked(path: string, name: string): AsyncGenerator<Uint8Array> {
  const packedBytes = (await stat(path)).size
  const packed = createReadStream(path)
  const gunzip = packed.pipe(createGunzip())
  packed.on('error', (error) => gunzip.destroy(error))
  let bytes = 0
  try {
    for await (const chunk of gunzip as AsyncIterable<Uint8Array>) {
      bytes += chunk.length
      refuseBomb(name, packedBytes, bytes)
      yield chunk
    }
  } catch (error) {
    throw broken(name, error)
  } finally {
    packed.destroy()
  }
}

function refuseBomb(name: string, packedBytes: number, unpackedBytes: number): void {
  if (unpackedBytes > UNPACKED_BYTES_MAX) {
    throw new UnsafeArchive(name, `would unpack to over ${UNPACKED_BYTES_MAX / 1024 ** 3} GiB`)
  }
  if (unpackedBytes > RATIO_MATTERS_BYTES_MIN && unpackedBytes > packedBytes * PACKED_RATIO_MAX) {
    throw new UnsafeArchive(name, `would unpack from ${packedBytes} bytes to over ${PACKED_RATIO_MAX} times its size`)
  }
}

function broken(name: string, error: unknown): unknown {
  if (error instanceof ExportRefused || !(error instanceof Error)) return error
  return new BrokenFile(name, 'its packed bytes', `a whole gzip or tar (${error.message})`)
}
