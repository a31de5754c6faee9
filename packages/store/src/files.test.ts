import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { FileNotKept, type FileStore, folderFiles, NotAFileKey } from './files.ts'

async function emptyStore(): Promise<{ files: FileStore; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'weft-files-'))
  onTestFinished(async () => await rm(folder, { recursive: true }))
  return { files: folderFiles(folder), folder }
}

async function* inPieces(...pieces: string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece)
}

test('what is kept comes back, with its size and the digest that others would compute', async () => {
  const { files } = await emptyStore()
  // The digest of "abc" in FIPS 180-2, appendix B.1.
  expect(await files.put('uploads/one/tweets.js', inPieces('a', 'bc'))).toEqual({
    bytes: 3,
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  })
  expect(String(await buffer(files.open('uploads/one/tweets.js')))).toBe('abc')
})

test('a file whose source breaks off is not kept, and what was there before still is', async () => {
  const { files, folder } = await emptyStore()
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('new')
    throw new Error('the connection was lost')
  }
  await files.put('kept', inPieces('old'))
  await expect(files.put('kept', broken())).rejects.toThrow('the connection was lost')
  expect(String(await buffer(files.open('kept')))).toBe('old')
  expect(await readdir(folder)).toEqual(['kept'])
})

test('a file that is not there is said to be missing, and removing it is no error', async () => {
  const { files } = await emptyStore()
  await expect(buffer(files.open('nothing'))).rejects.toThrow(FileNotKept)
  await files.remove('nothing')
  await files.put('something', inPieces('x'))
  await files.remove('something')
  await expect(buffer(files.open('something'))).rejects.toThrow(FileNotKept)
})

test.each([
  '',
  '/etc/passwd',
  '../secret',
  'a/../../b',
  'a//b',
  'a/',
  '.hidden',
  'a/.b',
  'a\\b',
  'a\0b',
  '-rf',
  'a b',
  'a/'.repeat(9) + 'a',
])('the key "%s" could lead out of the store and is refused', async (key) => {
  const { files, folder } = await emptyStore()
  await expect(files.put(key, inPieces('x'))).rejects.toThrow(NotAFileKey)
  expect(() => files.path(key)).toThrow(NotAFileKey)
  expect(await readdir(folder)).toEqual([])
})
