import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { weft } from './weft.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-broken-'))
  // Open to the database's own user, who cannot enter a folder that is root's alone.
  await chmod(folder, 0o755)
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** The 22 bytes of a zip that holds nothing. */
const EMPTY_ZIP = Buffer.from('504b0506000000000000000000000000000000000000', 'hex')

const BROKEN: Record<string, { name: string; bytes: string | Buffer; says: RegExp }> = {
  'an empty zip': { name: 'archive.zip', bytes: EMPTY_ZIP, says: /archive\.zip: holds no files/ },
  'a PDF renamed .csv': { name: 'report.csv', bytes: '%PDF-1.7\n%âãÏÓ\n1 0 obj\n', says: /report\.csv: is a PDF/ },
  'a table without the needed columns': {
    name: 'other.csv',
    bytes: 'follower,since\nana,2024\n',
    says: /other\.csv is a table that is not known here .*lacks column "followed".*: follower, since/,
  },
  'a table without rows': {
    name: 'none.csv',
    bytes: 'id,time,kind,actor,target\n',
    says: /none\.csv.*no rows/,
  },
  'a table of which no row can be used': {
    name: 'useless.csv',
    bytes: 'id,time,kind,actor,target\n1,soon,reply,ana,ben\n',
    says: /useless\.csv.*line 2.*time|useless\.csv.*row 2, column time/,
  },
  'an empty file': { name: 'nothing.csv', bytes: '', says: /nothing\.csv: is empty/ },
}

for (const [what, { name, bytes, says }] of Object.entries(BROKEN)) {
  test(`${what} is refused in words, with status 1, and writes nothing`, async () => {
    const path = join(folder, name)
    await writeFile(path, bytes)
    const out = join(folder, `out-${name}`)
    const run = await weft(['analyze', path, '--organization', 'Invented', '--owned', 'x:invented', '--out', out])
    expect(run.stderr).toMatch(says)
    expect(run.stderr).not.toMatch(/\n\s+at /)
    expect(run.status).toBe(1)
    await expect(readdir(out)).rejects.toThrow('ENOENT')
  })
}

test('an archive whose tweets break off is refused whole, and says where', async () => {
  const archive = await mkdtemp(join(folder, 'twitter-'))
  const data = join(archive, 'data')
  await mkdir(data)
  await writeFile(
    join(data, 'account.js'),
    'window.YTD.account.part0 = [{"account":{"accountId":"7","username":"invented","createdAt":"2020-01-01T00:00:00.000Z"}}]',
  )
  await writeFile(join(data, 'tweets.js'), 'window.YTD.tweets.part0 = [{"tweet":{"id_str":"1","full_text":"cut o')
  const out = join(folder, 'out-cut')
  const run = await weft(['analyze', archive, '--organization', 'Invented', '--owned', 'x:invented', '--out', out])
  expect(run.stderr).toMatch(/tweets\.js: broken at/)
  expect(run.status).toBe(1)
  await expect(readdir(out)).rejects.toThrow('ENOENT')
})

test('a list without rows and an empty file beside others keep those from nothing, and the receipt names them', async () => {
  const lists = await mkdtemp(join(folder, 'lists-'))
  await writeFile(join(lists, 'june.csv'), 'follower,followed,snapshot_date\nana,us,2026-06-30\n')
  await writeFile(join(lists, 'july.csv'), 'follower,followed,snapshot_date\n')
  await writeFile(join(lists, 'august.csv'), '')
  const env = { WEFT_HOME: join(folder, 'home-of-lists') }
  const { id } = JSON.parse((await weft(['org', 'create', 'Invented', '--json'], env)).stdout) as { id: string }
  const run = await weft(['import', lists, '--org', id, '--platform', 'x', '--json'], env)
  expect(run.stderr).toBe('')
  const { files, totals } = JSON.parse(run.stdout) as { files: { rows: number; notes: string[] }[]; totals: object }
  expect(totals).toEqual({ rows: 1, new: 1, updated: 0, known: 0, rejected: 0, ignored: 0 })
  expect(files.map(({ rows }) => rows)).toEqual([0, 1])
  const said = files.flatMap(({ notes }) => notes)
  expect(said).toContainEqual(expect.stringMatching(/july\.csv: holds no rows/))
  expect(said).toContainEqual(expect.stringMatching(/august\.csv: is empty/))
})

test('wrong use is told from failure by its status', async () => {
  expect((await weft(['analyze'])).status).toBe(2)
  expect((await weft(['weave'])).status).toBe(2)
  const run = await weft(['analyze', 'x.csv', '--organization', 'I', '--owned', 'nobody', '--out', join(folder, 'o')])
  expect(run.status).toBe(2)
  expect(run.stderr).toMatch(/PLATFORM:HANDLE/)
})

test('an organization that is not there is named, without a trace of our insides', async () => {
  const env = { WEFT_HOME: join(folder, 'home') }
  for (const id of ['nope', '00000000-0000-4000-8000-000000000000']) {
    for (const words of [
      ['import', 'x.csv', '--org', id],
      ['key', 'create', '--role', 'admin', '--org', id],
    ]) {
      const run = await weft(words, env)
      expect(run.stderr).toBe(`weft: there is no organization ${id}; list them with: weft org list\n`)
      expect(run.status).toBe(1)
    }
  }
}, 60_000)
