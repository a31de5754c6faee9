import { encodingOf, utf8Bytes } from './encoding.ts'
import type { ExportFile } from './export.ts'
import { BrokenFile } from './refusal.ts'

/** A line above this is no line of a text that people or tools read line by line. */
const LINE_BYTES_MAX = 4 * 1024 * 1024

const LINE_FEED = 0x0a

/** The lines of a text file, blank ones too, numbered from 1; without their line ends. Holds one line at a time. */
export async function* textLines(file: ExportFile): AsyncGenerator<{ line: number; text: string }> {
  let line = 1
  let rest: Uint8Array = new Uint8Array(0)
  for await (const chunk of utf8Bytes(file, await encodingOf(file))) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let start = 0
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      yield { line, text: textOf(bytes.subarray(start, end)) }
      line++
      start = end + 1
    }
    rest = bytes.subarray(start)
    if (rest.length > LINE_BYTES_MAX) {
      throw new BrokenFile(file.path, `line ${line}`, `a line of at most ${LINE_BYTES_MAX} bytes`)
    }
  }
  if (rest.length > 0) yield { line, text: textOf(rest) }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8').replace(/\r$/, '')
}
