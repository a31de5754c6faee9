import { seededRandom } from '@weft/model/seeded-random'
import { expect, test } from 'vitest'
import { onDisk, zipBytes } from './exports.test-data.ts'
import { hostileZip } from './fuzz/hostile-zip.test-data.ts'
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
  const opening = filesIn(whole.subarray(0, whole.length - 30))
  await expect(opening).rejects.toThrow(BrokenFile)
  await expect(opening).rejects.toThrow(/^a\.zip: broken at its end: .*it is cut off; export or download it again$/)
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

const named = (name: string, part: object = {}) => hostileZip([{ name, content: Buffer.from('one'), ...part }])

test.each(['/etc/a.js', 'a/../../a.js', 'C:\\a.js', 'C:/a.js', '..\\a.js'])(
  'a path such as %s is refused',
  async (name) => {
    await expect(filesIn(named(name))).rejects.toThrow(/a\.zip: a path in it leaves the archive/)
  },
)

test('a path of thousands of folders is refused', async () => {
  await expect(filesIn(named(`${'a/'.repeat(32_000)}a.js`))).rejects.toThrow('a path in it is over 100 folders deep')
})

test('a link is what it holds, a path, and is not followed', async () => {
  const [file] = await filesIn(hostileZip([{ name: 'a.js', content: Buffer.from('/etc/passwd'), isLink: true }]))
  expect(await contentOf(file)).toBe('/etc/passwd')
})

test('files that share their packed bytes, each of them harmless, are refused by what they come to together', async () => {
  const random = seededRandom(2)
  const content = Buffer.from(Array.from({ length: 60_000 }, () => 97 + Math.floor(random() * 2)))
  const entries = Array.from({ length: 500 }, (_, at) => ({ name: `${at}.js`, content, sharesBytes: at > 0 }))
  await expect(filesIn(hostileZip(entries))).rejects.toThrow(/would unpack from \d+ to 30000000 bytes, over 200 times/)
})

test.each([
  ['smaller than it is', { declaredBytes: 1 }],
  ['larger than it is', { declaredBytes: 9 }],
  ['packed into fewer bytes', { declaredPackedBytes: 1 }],
  ['smaller than it is, as only zips above 4 GiB say it', { declaredBytes: 1, isZip64: true }],
])('a file that is declared %s is refused when it is read', async (_, part) => {
  const [file] = await filesIn(named('a.js', part))
  await expect(contentOf(file)).rejects.toThrow(/a\.zip\/a\.js: /)
})

test('a file that declares more than any archive holds is refused at once', async () => {
  const opening = filesIn(named('a.js', { isZip64: true, declaredBytes: 2 ** 50, declaredPackedBytes: 2 ** 49 }))
  await expect(opening).rejects.toThrow('would unpack to over 64 GiB')
})
