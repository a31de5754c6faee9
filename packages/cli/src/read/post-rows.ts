import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { BadCell, BadInput } from '../metrics/bad-input.ts'
import { csvRows } from '../metrics/csv-rows.ts'

/** A post to read, as the file has it. */
export interface PostRow {
  id: string
  text: string
  /** The language the file states, or `null` where it states none. */
  language: string | null
}

/**
 * The posts of a file, one at a time: CSV with the columns `id,text[,language]`, or a JSON object with these a line where
 * the name ends in .jsonl or .ndjson.
 *
 * An empty text is a post without words, not an error. Throws BadInput and BadCell, which name file, row and column.
 */
export async function* postRows(file: string): AsyncGenerator<PostRow> {
  if (/\.(jsonl|ndjson)$/i.test(file)) yield* postsOfJsonLines(file)
  else yield* postsOfCsv(file)
}

async function* postsOfCsv(file: string): AsyncGenerator<PostRow> {
  for await (const { row, cell } of csvRows(file, ['id', 'text'])) {
    const id = cell('id')
    if (!id) throw new BadCell({ file, row, column: 'id', value: '', expected: "a post's id" })
    yield { id, text: cell('text') ?? '', language: cell('language') || null }
  }
}

async function* postsOfJsonLines(file: string): AsyncGenerator<PostRow> {
  const source = createReadStream(file, 'utf8')
  let row = 0
  let posts = 0
  try {
    for await (const line of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
      row++
      if (line.trim() === '') continue
      posts++
      yield postOfLine(file, row, row === 1 ? line.replace(/^\uFEFF/, '') : line)
    }
  } finally {
    source.destroy()
  }
  if (posts === 0) throw new BadInput(`${file}: no rows, expected a JSON object with id and text on each line`)
}

function postOfLine(file: string, row: number, line: string): PostRow {
  const post = objectOf(file, row, line)
  const { id, text, language } = post
  const wrong = (column: string, expected: string) =>
    new BadCell({ file, row, column, value: JSON.stringify(post[column]) ?? '', expected })
  if (!(typeof id === 'string' && id !== '') && !Number.isSafeInteger(id)) {
    throw wrong('id', "a post's id, as text or as a whole number of up to 15 digits")
  }
  if (typeof text !== 'string' && text !== null) throw wrong('text', 'a text')
  if (typeof language !== 'string' && language !== null && language !== undefined) {
    throw wrong('language', 'a language code')
  }
  return { id: String(id), text: text ?? '', language: language || null }
}

function objectOf(file: string, row: number, line: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    throw new BadInput(`${file}, row ${row}: not JSON (${(error as Error).message})`, { cause: error })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadInput(`${file}, row ${row}: not a JSON object with id and text`)
  }
  return value as Record<string, unknown>
}
