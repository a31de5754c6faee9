import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CannotDo } from '../expected-error.ts'
import { FetchedFolder } from './fetched-folder.ts'

const ME = 'loomgate@museum.example'
const NOW = new Date('2026-11-23T12:00:00Z')
const FULL_DISK = '/dev/full'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-folder-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

const add = async (opened: FetchedFolder, name: string, next: string | null) =>
  await opened.add('followers', { url: 'https://x.test', body: [{ name }] }, next, NOW)

const names = async () =>
  (await readFile(join(folder, 'followers.ndjson'), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { body: { name: string }[] }).body[0]?.name)

test('a folder that cannot be made is named', async () => {
  const file = join(folder, 'a-file')
  await writeFile(file, 'x')
  for (const path of [file, join(file, 'below')]) {
    const opening = FetchedFolder.open(path, 'mastodon', ME)
    await expect(opening).rejects.toThrow(CannotDo)
    await expect(opening).rejects.toThrow(`${path} cannot be written`)
  }
  expect(await readFile(file, 'utf8')).toBe('x')
})

test.runIf(existsSync(FULL_DISK)).each(['followers.ndjson', '.fetch-state.json'])(
  'a disk that is full when %s is written is said, and a later run leaves no page out and none twice',
  async (name) => {
    const opened = await FetchedFolder.open(folder, 'mastodon', ME)
    if (name.startsWith('.')) await add(opened, 'ana', 'c2')
    await symlink(FULL_DISK, join(folder, name))
    const failing = add(opened, 'ben', null)
    await expect(failing).rejects.toThrow(CannotDo)
    await expect(failing).rejects.toThrow(/cannot be written \(ENOSPC/)
    await expect(failing).rejects.toThrow(join(folder, name))
    await unlink(join(folder, name))

    const later = await FetchedFolder.open(folder, 'mastodon', ME)
    const { cursor, done } = later.progress('followers')
    expect(done).toBe(false)
    if (cursor === null) await add(later, 'ana', 'c2')
    await add(later, 'ben', null)
    expect(await names()).toEqual(['ana', 'ben'])
    expect((await FetchedFolder.open(folder, 'mastodon', ME)).progress('followers')).toMatchObject({
      pages: 2,
      done: true,
    })
  },
)

test.runIf(existsSync(FULL_DISK))(
  'a first page that was kept, and not noted when the run was killed, is not there twice',
  async () => {
    const opened = await FetchedFolder.open(folder, 'mastodon', ME)
    // As at the moment between the page and its note.
    await symlink(FULL_DISK, join(folder, 'followers.ndjson'))
    await expect(add(opened, 'ana', 'c2')).rejects.toThrow('ENOSPC')
    await unlink(join(folder, 'followers.ndjson'))
    await writeFile(join(folder, 'followers.ndjson'), '{"body":[{"name":"ana"}]}\n')
    await add(await FetchedFolder.open(folder, 'mastodon', ME), 'ana', 'c2')
    expect(await names()).toEqual(['ana'])
  },
)

test('a folder is noted before its first page, and pages that nobody noted are not touched', async () => {
  await FetchedFolder.open(folder, 'mastodon', ME)
  expect(await readdir(folder)).toEqual([])
  await writeFile(join(folder, 'followers.ndjson'), 'mine')
  await expect(FetchedFolder.open(folder, 'mastodon', ME)).rejects.toThrow(
    /followers.ndjson is there without fetch-state.json; fetch into another folder/,
  )
  expect(await readFile(join(folder, 'followers.ndjson'), 'utf8')).toBe('mine')
})
