import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import yazl from 'yazl'

/** Every entry carries the same time, so that the same folder packs to the same bytes. */
const PACKED_AT = new Date(Date.UTC(1980, 0, 1))

/** A path's bytes and the name to keep them under: a file as it is, a folder as a zip. */
export async function packed(path: string): Promise<{ name: string; bytes: AsyncIterable<Uint8Array> }> {
  const stats = await stat(path)
  if (!stats.isDirectory()) return { name: basename(path), bytes: createReadStream(path) }
  const zip = new yazl.ZipFile()
  for (const file of await filesBelow(path, '')) {
    zip.addFile(join(path, file), file, { mtime: PACKED_AT, mode: 0o100644 })
  }
  zip.end()
  return { name: `${basename(path)}.zip`, bytes: zip.outputStream as unknown as AsyncIterable<Uint8Array> }
}

/** Files only, links left aside, in an order that is the same on every machine. */
async function filesBelow(folder: string, below: string): Promise<string[]> {
  const files: string[] = []
  const entries = await readdir(join(folder, below), { withFileTypes: true })
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory()) files.push(...(await filesBelow(folder, path)))
    if (entry.isFile()) files.push(path)
  }
  return files
}
