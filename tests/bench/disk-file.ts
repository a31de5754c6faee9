import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { ExportFile } from '@weft/sources/export'
import { openExports } from '@weft/sources/open-export'

/** A file on disk as readers are given it in the product. */
export async function diskFile(path: string): Promise<ExportFile> {
  const [exported] = await openExports({ path, name: basename(path) })
  const [file] = exported?.files ?? []
  if (file === undefined) throw new Error(`${path} holds no file`)
  return file
}

/** The same bytes, in pieces of the same size, for peers. */
export function bytesOf(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 256 * 1024 })
}
