import { rename, rm, writeFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'

/** What ends the program by a key or by its supervisor; before it does, what is half written goes. */
const ENDING = ['SIGINT', 'SIGTERM'] as const

/**
 * Writes files so that each appears whole or not at all: all are written under another name beside their own first, and
 * renamed when every one of them is complete. Ctrl-C meanwhile takes the halves away, then ends the program.
 */
export async function writeWholeFiles(files: readonly { path: string; content: string | Readable }[]): Promise<void> {
  const parts = files.map(({ path, content }) => ({ path, content, part: `${path}.${process.pid}.part` }))
  const stop = new AbortController()
  const onEnding = (ending: NodeJS.Signals) => stop.abort(ending)
  for (const ending of ENDING) process.on(ending, onEnding)
  try {
    for (const { part, content } of parts) await writeFile(part, content, { signal: stop.signal })
    stop.signal.throwIfAborted()
    for (const { part, path } of parts) await rename(part, path)
  } finally {
    await Promise.all(parts.map(({ part }) => rm(part, { force: true })))
    for (const ending of ENDING) process.removeListener(ending, onEnding)
    if (stop.signal.aborted) process.kill(process.pid, stop.signal.reason as NodeJS.Signals)
  }
}
