import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { FileNotKept, type FileStore, NotAFileKey } from '../files.ts'
import { folderFiles } from './folder-files.ts'
import { s3Files } from './s3-files.ts'
import { S3_CREDENTIALS, type S3Server, s3Server } from './s3-server.test-data.ts'

interface EmptyStore {
  files: FileStore
  /** The keys that something is kept under, and whatever else lies about. */
  kept: () => Promise<string[]>
}

async function emptyFolder(): Promise<EmptyStore> {
  const folder = await mkdtemp(join(tmpdir(), 'weft-files-'))
  onTestFinished(async () => await rm(folder, { recursive: true }))
  return { files: folderFiles(folder), kept: () => readdir(folder) }
}

async function emptyBucket(): Promise<EmptyStore & { server: S3Server }> {
  const server = await s3Server('invented')
  onTestFinished(async () => await server[Symbol.asyncDispose]())
  const kept = async () => [...server.objects.keys(), ...server.unfinished.keys()]
  return { files: s3Files(settingsOf(server)), server, kept }
}

function settingsOf({ endpoint }: S3Server, credentials = S3_CREDENTIALS) {
  return { endpoint, bucket: 'invented', region: 'eu-test-1', pathStyle: true, credentials }
}

async function* inPieces(...pieces: string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece)
}

const read = async (files: FileStore, key: string) => String(await buffer(files.open(key)))

describe.each([
  ['a folder', emptyFolder],
  ['a bucket', emptyBucket],
])('in %s', (_, emptyStore: () => Promise<EmptyStore>) => {
  test('what is kept comes back, with its size and the digest that others would compute', async () => {
    const { files } = await emptyStore()
    // The digest of "abc" in FIPS 180-2, appendix B.1.
    expect(await files.put('uploads/one/tweets.js', inPieces('a', 'bc'))).toEqual({
      bytes: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    })
    expect(await read(files, 'uploads/one/tweets.js')).toBe('abc')
    expect((await files.put('empty', [])).bytes).toBe(0)
    expect(await read(files, 'empty')).toBe('')
  })

  test('a file whose source breaks off is not kept, and what was there before still is', async () => {
    const { files, kept } = await emptyStore()
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('new')
      throw new Error('the connection was lost')
    }
    await files.put('kept', inPieces('old'))
    await expect(files.put('kept', broken())).rejects.toThrow('the connection was lost')
    expect(await read(files, 'kept')).toBe('old')
    expect(await kept()).toEqual(['kept'])
  })

  test('a file that is not there is said to be missing, and removing it is no error', async () => {
    const { files } = await emptyStore()
    await expect(buffer(files.open('nothing'))).rejects.toThrow(FileNotKept)
    await expect(files.local('nothing')).rejects.toThrow(FileNotKept)
    await files.remove('nothing')
    await files.put('something', inPieces('x'))
    await files.remove('something')
    await expect(buffer(files.open('something'))).rejects.toThrow(FileNotKept)
  })

  test('a file can be read where it lies on this machine, and is still kept afterwards', async () => {
    const { files } = await emptyStore()
    await files.put('a/b.csv', inPieces('id\n'))
    {
      await using local = await files.local('a/b.csv')
      expect(await readFile(local.path, 'utf8')).toBe('id\n')
    }
    expect(await read(files, 'a/b.csv')).toBe('id\n')
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
    `${'a/'.repeat(9)}a`,
  ])('the key "%s" could lead out of the store and is refused', async (key) => {
    const { files, kept } = await emptyStore()
    await expect(files.put(key, inPieces('x'))).rejects.toThrow(NotAFileKey)
    await expect(files.local(key)).rejects.toThrow(NotAFileKey)
    expect(await kept()).toEqual([])
  })
})

const MEGABYTE = 1024 * 1024

async function* megabytes(count: number): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < count; index++) yield Buffer.alloc(MEGABYTE, index)
}

test('a large file goes into a bucket in parts and comes back whole', async () => {
  const { files, server } = await emptyBucket()
  expect((await files.put('large', megabytes(35))).bytes).toBe(35 * MEGABYTE)
  expect(server.parts).toBe(3)
  const back = await buffer(files.open('large'))
  expect(back.length).toBe(35 * MEGABYTE)
  expect([back[0], back[20 * MEGABYTE], back.at(-1)]).toEqual([0, 20, 34])
})

test('the parts of a large file that breaks off are given up', async () => {
  const { files, server, kept } = await emptyBucket()
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield* megabytes(40)
    throw new Error('the connection was lost')
  }
  await expect(files.put('large', broken())).rejects.toThrow('the connection was lost')
  expect(server.parts).toBeGreaterThan(0)
  expect(await kept()).toEqual([])
})

test('the copy of a file from a bucket is gone once it is done with', async () => {
  const { files } = await emptyBucket()
  await files.put('a', inPieces('x'))
  const local = await files.local('a')
  await local[Symbol.asyncDispose]()
  await expect(readFile(local.path)).rejects.toThrow('ENOENT')
})

test('a bucket refuses whoever has the wrong key, and the words do not tell it', async () => {
  const { server } = await emptyBucket()
  const wrong = s3Files(settingsOf(server, { accessKeyId: 'invented', secretAccessKey: 'hunter2' }))
  const refused = await wrong.put('a', inPieces('x')).catch((error: unknown) => error)
  expect(refused).toMatchObject({ name: 'SignatureDoesNotMatch' })
  expect(JSON.stringify(refused)).not.toContain('hunter2')
  expect(server.objects.size).toBe(0)
})
