import { expect, test } from 'vitest'
import { fileOf } from './exports.test-data.ts'
import { findHeader, type TableHeader } from './header.ts'
import { BrokenFile } from './refusal.ts'
import { tableRows } from './table.ts'

const WANTED = ['id', 'text']

async function read(content: string) {
  const file = fileOf('a.csv', content)
  const header = (await findHeader(file, WANTED)) as TableHeader
  const rows: [number, ...string[]][] = []
  for await (const row of tableRows(file, header))
    rows.push([row.line, ...row.cells, ...(row.isRightWidth ? [] : ['!'])])
  return { header, rows }
}

test.each([
  [',', 'id,text\n1,a\n'],
  [';', 'ID;Text\r\n1;a\r\n'],
  ['\t', '"id"\t" TEXT "\n1\ta'],
])('the delimiter %j is told from the header row', async (delimiter, content) => {
  const { header, rows } = await read(content)
  expect(header.delimiter).toBe(delimiter)
  expect(rows).toEqual([[2, '1', 'a']])
})

test('the header is found below titles, notes and half-quoted lines', async () => {
  const { header, rows } = await read('Report "2015\n"a;"b"c;\n\nid;text\n1;a\n')
  expect(header.line).toBe(4)
  expect(rows).toEqual([[5, '1', 'a']])
})

test('a header below the 20th row is not looked for', async () => {
  expect(await findHeader(fileOf('a.csv', `${'note\n'.repeat(20)}id,text\n`), WANTED)).toBeNull()
  expect(await findHeader(fileOf('a.csv', `${'note\n'.repeat(19)}id,text\n`), WANTED)).not.toBeNull()
})

test.each(['\n', '\r\n'])(
  'rows are counted by their first line, with line ends %j inside and between them',
  async (end) => {
    const lines = ['id,text', '', '1,"two', 'lines, one comma"', '', '2,b', '3,"say ""hi"""', '4,d']
    expect((await read(lines.join(end))).rows).toEqual([
      [3, '1', `two${end}lines, one comma`],
      [6, '2', 'b'],
      [7, '3', 'say "hi"'],
      [8, '4', 'd'],
    ])
  },
)

test('rows of another width are marked and the ones after them are read', async () => {
  expect((await read('id,text\n1\n2,b,c\n3,d,,\n,\n4,e\n')).rows).toEqual([
    [2, '1', '!'],
    [3, '2', 'b', 'c', '!'],
    [4, '3', 'd'],
    [6, '4', 'e'],
  ])
})

test('a quote inside an unquoted cell is a character', async () => {
  expect((await read('id,text\n1,a 5" screen\n2,b\n')).rows).toEqual([
    [2, '1', 'a 5" screen'],
    [3, '2', 'b'],
  ])
})

test('a quote that is never closed breaks the file, and says from where', async () => {
  const reading = read('id,text\n1,a\n2,"b\n3,c\n')
  await expect(reading).rejects.toThrow(BrokenFile)
  await expect(reading).rejects.toThrow('a.csv: broken at the row that starts at line 3')
})

test('a row without end is not read into memory to the end of the file', async () => {
  const endless = `id,text\n1,a\n2,"${'b\n'.repeat(4 * 1024 * 1024)}`
  const file = fileOf('a.csv', endless, 64 * 1024)
  const header = (await findHeader(file, WANTED)) as TableHeader
  let bytesRead = 0
  const counted = {
    ...file,
    async *open() {
      for await (const chunk of file.open()) {
        bytesRead += chunk.length
        yield chunk
      }
    },
  }
  const reading = (async () => {
    for await (const row of tableRows(counted, header)) expect(row.line).toBe(2)
  })()
  await expect(reading).rejects.toThrow('broken at the row that starts at line 3')
  expect(bytesRead).toBeLessThan(6 * 1024 * 1024)
})
