import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspectExports } from '@weft/sources/inspect'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readMappingFiles, rememberedAmong } from '../mapping-files.ts'
import { columnsCommand } from './columns.ts'

let folder: string

beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'weft-columns-'))))
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

const TABLE = 'Von;An;Art;Wann\nana;us;Antwort;23.06.2026\nben;us;Erwähnung;24.06.2026\n'

async function columns(content: string, ...options: string[]): Promise<string> {
  const path = join(folder, 'acts.csv')
  await writeFile(path, content)
  let printed = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text)
    return true
  })
  await columnsCommand().parseAsync([path, ...options], { from: 'user' })
  return printed
}

test('each column is shown with what it is taken for, and the first rows as they would be understood', async () => {
  const printed = await columns(TABLE, '--platform', 'x')
  expect(printed).toMatch(/^acts\.csv, taken for a table of interactions\n/)
  expect(printed).toMatch(/Von: actor \(/)
  expect(printed).toMatch(/row 2: @?ana.* replied to @?us/)
})

test('the mapping is written as JSON, and with it the table is read', async () => {
  const saved = join(folder, 'mapping.json')
  await columns(TABLE, '--save', saved)
  const remembered = rememberedAmong(await readMappingFiles([saved]))
  const inputs = [{ path: join(folder, 'acts.csv'), name: 'acts.csv' }]
  const { files } = await inspectExports(inputs, { platform: 'x' }, { remembered })
  expect(files).toMatchObject([{ format: 'mapped_table', rows: 2, rejected: 0, records: { interactions: 2 } }])
  await expect(columns(TABLE, '--save', saved)).rejects.toThrow(/is there already/)
})

test('where rows are of our account, it is asked for before they are shown', async () => {
  const posts = 'Post ID,Publish time,Caption,Likes\n1,2026-06-05 10:00,we were wrong,3\n'
  expect(await columns(posts)).toContain('name our account with --account')
  expect(await columns(posts, '--account', 'facebook:weftmuseum')).toMatch(/row 2: .*weftmuseum/)
})

test('what is no table, or of no use, is said in words', async () => {
  await expect(columns('{"a": 1}')).rejects.toThrow(/holds no table/)
  await expect(columns('Ware;Preis\nTuch;12\n')).rejects.toThrow(/\(Ware, Preis\) do not make any table/)
})

test('a file that is no mapping is refused with what is wrong', async () => {
  const path = join(folder, 'mapping.json')
  for (const [content, said] of [
    ['{', /is not JSON/],
    ['{"version":1,"table":"poems"}', /column mapping is wrong at table: must be one of interactions/],
  ] as const) {
    await writeFile(path, content)
    await expect(readMappingFiles([path])).rejects.toThrow(said)
  }
  await expect(readMappingFiles([join(folder, 'none.json')])).rejects.toThrow(/cannot be read/)
  expect(await readFile(path, 'utf8')).toContain('poems')
})
