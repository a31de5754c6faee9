import type { ExportFile } from '../../export.ts'
import { textLines } from '../../text-lines.ts'

/** How every row begins that is one. */
const ROW = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2},/

/** LinkedIn takes 1,250 characters of a comment: what is far longer is a quote that was never closed. */
const TEXT_CHARACTERS_MAX = 1024 * 1024

/** Two cells and the text, none of them in quotes. */
const UNQUOTED = /^([^",]*,[^",]*,)([^"]*)$/s

/**
 * The file with quotes around texts that go on over several lines: LinkedIn leaves them out where such a text has no
 * comma, so that its next lines look like rows. Lines keep their numbers; a text that has its quotes stays as it is.
 */
export function withQuotedBreaks(file: ExportFile): ExportFile {
  return file.isSheet === true ? file : { path: file.path, bytes: file.bytes, open: () => mended(file) }
}

async function* mended(file: ExportFile): AsyncGenerator<Uint8Array> {
  let row: string | null = null
  let isOpen = false
  for await (const { text } of textLines(file)) {
    const isNext: boolean = row === null || row.length > TEXT_CHARACTERS_MAX || (!isOpen && ROW.test(text))
    if (isNext && row !== null) yield Buffer.from(`${quoted(row)}\n`)
    row = isNext ? text : `${row}\n${text}`
    // A quote after a backslash is one of the text's own.
    if ((text.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1) isOpen = !isOpen
  }
  if (row !== null) yield Buffer.from(`${quoted(row)}\n`)
}

function quoted(row: string): string {
  const text = row.trimEnd()
  const [, cells, words] = (text.includes('\n') && ROW.test(text) && UNQUOTED.exec(text)) || []
  return cells === undefined ? row : `${cells}"${words}"${row.slice(text.length)}`
}
