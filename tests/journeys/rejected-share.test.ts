import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { weft } from './weft.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-rejected-'))
})
afterAll(async () => await rm(folder, { recursive: true, force: true }))

/** Twenty replies, of which two have no time that could be read. */
const TABLE = [
  'id,time,kind,actor,target,platform',
  ...Array.from({ length: 20 }, (_, index) => {
    return `${index},${index < 2 ? 'soon' : `2024-0${1 + (index % 3)}-15T10:00:00Z`},reply,ana${index},us,x`
  }),
  '',
].join('\n')

test('a table of which one row in ten cannot be used is not scored until somebody says that this is fine', async () => {
  const path = join(folder, 'replies.csv')
  const out = join(folder, 'out')
  await writeFile(path, TABLE)
  const words = ['analyze', path, '--organization', 'Invented', '--owned', 'x:us', '--out', out]
  const held = await weft(words)
  expect([held.status, held.stderr]).toEqual([1, expect.stringMatching(/2 of 20 rows.*--accept-rejects/s)])
  const accepted = await weft([...words, '--accept-rejects'])
  expect([accepted.stderr, accepted.status]).toEqual(['', 0])
  const receipt = JSON.parse(await readFile(join(out, 'receipt.json'), 'utf8')) as { totals: object }
  expect(receipt.totals).toMatchObject({ rows: 20, new: 18, rejected: 2 })
}, 60_000)

test('what is said of a file that cannot be right is wrong use', async () => {
  for (const [option, value, says] of [
    ['--format', 'no_such', 'interactions_csv'],
    ['--account', 'weftmuseum', 'PLATFORM:HANDLE'],
    ['--taken-at', 'yesterday', '2026-07-01'],
    ['--platform', 'myspace', 'mastodon'],
  ] as const) {
    const run = await weft(['inspect', join(folder, 'replies.csv'), option, value])
    expect([option, run.status]).toEqual([option, 2])
    expect(run.stderr).toContain(says)
  }
}, 60_000)
