import { rename, rm, writeFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'

/**
 * Writes files so that each appears whole or not at all: all are written under another name beside their own first, and
 * renamed when every one of them is complete.
 */
export async function writeWholeFiles(files: readonly { path: string; content: string | Readable }[]): Promise<void> {
  const parts = files.map(({ path, content }) => ({ path, content, part: `${path}.${process.pid}.part` }))
  try {
    for (const { part, content } of parts) await writeFile(part, content)
    for (const { part, path } of parts) await rename(part, path)
  } finally {
    await Promise.all(parts.map(({ part }) => rm(part, { force: true })))
  }
}
