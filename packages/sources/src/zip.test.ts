import { seededRandom } from '@weft/model/seeded-random'
import { expect, test } from 'vitest'
import { onDisk, zipBytes } from './exports.test-data.ts'
import { BrokenFile, EmptyExport, UnsafeArchive } from './refusal.ts'
import { zipFiles } from './zip.ts'

async function filesIn(bytes: Buffer) {
  const { 'a.zip': path } = await onDisk({ 'a.zip': bytes })
  return zipFiles(path as string, 'a.zip')
}

async function contentOf(file: { open(): AsyncIterable<Uint8Array> } | undefined): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of file?.open() ?? []) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** Field of the central directory's first entry, where readers take names and sizes from. */
function patched(bytes: Buffer, offsetInEntry: number, value: number): Buffer {
  const copy = Buffer.from(bytes)
  copy.writeUInt32LE(value, copy.indexOf('PK\u0001\u0002') + offsetInEntry)
  return copy
}

test('files are opened by name, as often as wanted', async () => {
  const files = await filesIn(await zipBytes({ 'data/a.js': 'one', 'data/b.js': 'two' }))
  expect(files.map((file) => file.path)).toEqual(['data/a.js', 'data/b.js'])
  expect(await contentOf(files[1])).toBe('two')
  expect(await contentOf(files[0])).toBe('one')
  expect(await contentOf(files[1])).toBe('two')
})

test('what operating systems leave behind is passed over', async () => {
  const files = await filesIn(await zipBytes({ '__MACOSX/a/._a.js': 'x', 'a/.DS_Store': 'x', 'a/a.js': 'one' }))
  expect(files.map((file) => file.path)).toEqual(['a/a.js'])
})

test('a zip without files is empty', async () => {
  await expect(filesIn(await zipBytes({}))).rejects.toThrow(EmptyExport)
  await expect(filesIn(await zipBytes({ '__MACOSX/a': 'x' }))).rejects.toThrow('a.zip: holds no files')
})

test('a zip whose end is missing is broken', async () => {
  const whole = await zipBytes({ 'a.js': 'one' })
  await expect(filesIn(whole.subarray(0, whole.length - 30))).rejects.toThrow(BrokenFile)
})

test('a path that leaves the archive is refused', async () => {
  const honest = (await zipBytes({ 'xx/evil.js': 'one' })).toString('latin1')
  const evil = Buffer.from(honest.replaceAll('xx/evil.js', '../evil.js'), 'latin1')
  const opening = filesIn(evil)
  await expect(opening).rejects.toThrow(UnsafeArchive)
  await expect(opening).rejects.toThrow('leaves the archive')
})

test('a file that packs over 200 times smaller is refused with the numbers, however honest its neighbours', async () => {
  const random = seededRandom(1)
  const noise = Buffer.from(Array.from({ length: 20_000 }, () => Math.floor(random() * 256)))
  const opening = filesIn(await zipBytes({ 'noise.bin': noise, 'a.js': Buffer.alloc(2 * 1024 * 1024) }))
  await expect(opening).rejects.toThrow(UnsafeArchive)
  await expect(opening).rejects.toThrow(/"a.js" in it would unpack from \d+ to 2097152 bytes, over 200 times its size/)
})

test('a file that unpacks to more than it declares is stopped while reading', async () => {
  const [file] = await filesIn(patched(await zipBytes({ 'a.js': 'x'.repeat(5000) }), 24, 100))
  await expect(contentOf(file)).rejects.toThrow(UnsafeArchive)
})

test('sizes that add up to more than any archive are refused', async () => {
  const stored = await zipBytes({ 'a.js': 'x'.repeat(5000) })
  // Both sizes raised to 4 GiB - 2: the entry looks uncompressed, the whole cannot be.
  const lying = patched(patched(stored, 20, 0xfffffffe), 24, 0xfffffffe)
  await expect(filesIn(lying)).rejects.toThrow(/over 200 times its size/)
})

test('an encrypted file is refused', async () => {
  const bytes = await zipBytes({ 'a.js': 'one' })
  bytes.writeUInt16LE(bytes.readUInt16LE(bytes.indexOf('PK\u0001\u0002') + 8) | 1, bytes.indexOf('PK\u0001\u0002') + 8)
  await expect(filesIn(bytes)).rejects.toThrow('encrypted')
})
