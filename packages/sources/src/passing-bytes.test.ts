import { expect, test } from 'vitest'
import { encodingOf } from './encoding.ts'
import { type ExportFile, firstBytes, passingBytes } from './export.ts'
import { onDisk } from './exports.test-data.ts'
import { findHeader, type TableHeader } from './header.ts'
import { javascriptRows } from './javascript-rows.ts'
import { jsonArrayItems, jsonLines } from './json-file.ts'
import { openExports } from './open-export.ts'
import { tableRows } from './table.ts'

/** A file whose pieces are overwritten once the next is asked for. */
function overwriting(text: string, pieceBytes: number): ExportFile {
  const bytes = Buffer.from(text)
  const piece = Buffer.alloc(pieceBytes)
  return {
    path: 'a',
    bytes: bytes.length,
    open: () => {
      throw new Error('read in place')
    },
    async *openInPlace() {
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        piece.fill('#')
        yield piece.subarray(0, bytes.copy(piece, 0, at))
      }
    },
  }
}

/** Opened at rest for detection, in place for reading. */
function file(text: string, pieceBytes: number): ExportFile {
  const bytes = Buffer.from(text)
  return {
    ...overwriting(text, pieceBytes),
    async *open() {
      yield bytes
    },
  }
}

async function all<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const list: Value[] = []
  for await (const value of values) list.push(value)
  return list
}

const items = Array.from({ length: 50 }, (_, id) => ({ id, text: `ä${'🧵'.repeat(id % 7)}` }))

test.each([1, 5, 64, 4096])(
  'every reader is done with a piece of %i bytes when it asks for the next',
  async (bytes) => {
    const mark = '\ufeff'
    expect(await all(jsonArrayItems(file(mark + JSON.stringify(items), bytes)))).toEqual(
      items.map((value, at) => ({ item: at + 1, value })),
    )
    const lines = items.map((item) => `${JSON.stringify(item)}\n`).join('')
    expect(await all(jsonLines(file(lines, bytes)))).toEqual(items.map((value, at) => ({ line: at + 1, value })))
    expect(await all(javascriptRows(file(`a = ${JSON.stringify(items)}`, bytes)))).toEqual(items)
    const table = file(`id,text\n${items.map(({ id, text }) => `${id},"${text}"\n`).join('')}`, bytes)
    const header = (await findHeader(table, ['id', 'text'])) as TableHeader
    expect((await all(tableRows(table, header))).map(({ cells }) => cells)).toEqual(
      items.map(({ id, text }) => [String(id), text]),
    )
    expect(await encodingOf(file('ä'.repeat(40), bytes))).toBe('utf-8')
  },
)

test('a file on disk is the same bytes either way, and reading it may stop early', async () => {
  const content = 'thread '.repeat(100_000)
  const { 'a.txt': path = '' } = await onDisk({ 'a.txt': content })
  const [exported] = await openExports({ path, name: 'a.txt' })
  const [onDiskFile] = exported?.files ?? []
  if (onDiskFile === undefined) throw new Error('no file')
  const passing: string[] = []
  for await (const piece of passingBytes(onDiskFile)) passing.push(Buffer.from(piece).toString('latin1'))
  expect(passing.join('')).toBe(content)
  expect((await firstBytes(onDiskFile, 6)).toString()).toBe('thread')
  const pieces = passingBytes(onDiskFile)[Symbol.asyncIterator]()
  expect((await pieces.next()).done).toBe(false)
  await pieces.return?.()
  expect(await pieces.next()).toEqual({ done: true, value: undefined })
})
