import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/**
 * A zip of these files whose bytes depend on nothing else: one fixed time for all entries, and no compression, since
 * compressors differ between versions and processors.
 */
export async function zipBytes(
  files: readonly { name: string; bytes: Uint8Array }[],
  day: string,
): Promise<Uint8Array> {
  const [year = 1980, month = 1, date = 1] = day.split('-').map(Number)
  // The zip's own time field holds local time: noon of that day in whichever zone this machine is.
  const mtime = new Date(year, month - 1, date, 12)
  const zip = new ZipFile()
  for (const { name, bytes } of files) {
    zip.addBuffer(Buffer.from(bytes), name, { mtime, mode: 0o100644, compress: false, forceDosTimestamp: true })
  }
  zip.end()
  return buffer(zip.outputStream)
}
