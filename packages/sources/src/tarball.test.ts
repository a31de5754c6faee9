import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { create, Header } from 'tar'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openExports } from './open-export.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-tar-'))
})
afterEach(async () => await rm(folder, { recursive: true }))

async function tarOf(files: Record<string, string>, options: { gzip?: boolean } = {}): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, 'in', path)), { recursive: true })
    await writeFile(join(folder, 'in', path), content)
  }
  const file = join(folder, 'archive.bin')
  await create({ file, cwd: join(folder, 'in'), gzip: options.gzip ?? false }, ['.'])
  return file
}

async function written(name: string, bytes: Uint8Array): Promise<string> {
  await writeFile(join(folder, name), bytes)
  return join(folder, name)
}

async function contents(path: string): Promise<Record<string, string>> {
  const [exported] = await openExports({ path, name: 'given' })
  const texts: Record<string, string> = {}
  for (const file of exported?.files ?? []) {
    const chunks: Uint8Array[] = []
    for await (const chunk of file.open()) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString('utf8')
    expect(file.bytes).toBe(Buffer.byteLength(text))
    texts[file.path] = text
  }
  return texts
}

test.each([false, true])(
  'the files of a tar (gzip %j), known by what it holds, each to be opened again and again',
  async (gzip) => {
    const path = await tarOf(
      { 'outbox.json': '{"a":1}', 'deep/er/likes.json': 'x'.repeat(200_000), '__MACOSX/junk': 'j' },
      { gzip },
    )
    const whole = { 'outbox.json': '{"a":1}', 'deep/er/likes.json': 'x'.repeat(200_000) }
    expect(await contents(path)).toEqual(whole)
    expect(await contents(path)).toEqual(whole)
  },
)

test('a single file that was packed is that file, by its own name', async () => {
  const path = await written('tweets.ndjson.gz', gzipSync('{"id":"1"}\n'))
  const [exported] = await openExports({ path, name: 'tweets.ndjson.gz' })
  expect(exported?.files.map((file) => file.path)).toEqual(['tweets.ndjson'])
  expect(await contents(path)).toEqual({ given: '{"id":"1"}\n' })
})

test('links are passed over', async () => {
  await mkdir(join(folder, 'in'))
  await symlink('/etc/passwd', join(folder, 'in', 'link'))
  expect(await contents(await tarOf({ 'a.txt': 'a' }))).toEqual({ 'a.txt': 'a' })
})

function tarEntry(path: string, content: string): Buffer {
  const header = Buffer.alloc(512)
  new Header({ path, size: content.length, mode: 0o644, type: 'File', mtime: new Date(0) }).encode(header)
  return Buffer.concat([header, Buffer.from(content), Buffer.alloc((512 - (content.length % 512)) % 512)])
}

test.each(['../evil', 'a/../../evil', '/etc/evil', 'C:\\evil', 'a\\..\\evil'])(
  'the path %j leaves the archive',
  async (path) => {
    const bytes = Buffer.concat([tarEntry(path, 'x'), Buffer.alloc(1024)])
    await expect(contents(await written('t.tar', bytes))).rejects.toMatchObject({ name: 'UnsafeArchive' })
    await expect(contents(await written('t.tgz', gzipSync(bytes)))).rejects.toMatchObject({ name: 'UnsafeArchive' })
  },
)

const zeros = Buffer.alloc(64 * 1024 * 1024)

test.each([
  ['in a single file', gzipSync(zeros)],
  ['in a tar', gzipSync(tarEntry('a.txt', zeros.toString('latin1')))],
  [
    'where nobody looks',
    gzipSync(Buffer.concat([tarEntry('a', 'x'), tarEntry('.DS_Store', zeros.toString('latin1'))])),
  ],
])('a bomb %s is refused while it is unpacked', async (_, bytes) => {
  await expect(contents(await written('b.gz', bytes))).rejects.toMatchObject({ name: 'UnsafeArchive' })
})

test('what follows the end of a tar is not unpacked', async () => {
  const bytes = gzipSync(Buffer.concat([tarEntry('a', 'x'), zeros]))
  expect(await contents(await written('t.tgz', bytes))).toEqual({ a: 'x' })
})

test('of two files with one path the later stands, as when a tar is unpacked', async () => {
  const bytes = Buffer.concat([tarEntry('a.txt', 'old'), tarEntry('b.txt', 'b'), tarEntry('./a.txt', 'newer')])
  expect(await contents(await written('t.tar', bytes))).toEqual({ 'a.txt': 'newer', 'b.txt': 'b' })
})

test('pictures stay in the tar and can be opened all the same', async () => {
  const bytes = Buffer.concat([tarEntry('a.txt', 'a'), tarEntry('b.png', 'picture'), tarEntry('c.txt', 'c')])
  const whole = { 'a.txt': 'a', 'b.png': 'picture', 'c.txt': 'c' }
  expect(await contents(await written('t.tar', bytes))).toEqual(whole)
  expect(await contents(await written('t.tgz', gzipSync(bytes)))).toEqual(whole)
})

test('several files of one tar are read at the same time, each from its own place', async () => {
  const one = '1'.repeat(300_000)
  const two = '2'.repeat(300_000)
  const path = await written('t.tar', Buffer.concat([tarEntry('one', one), tarEntry('two', two)]))
  const [exported] = await openExports({ path, name: 't' })
  const texts = await Promise.all(
    (exported?.files ?? []).map(async (file) => {
      let text = ''
      for await (const piece of file.openInPlace?.() ?? []) text += Buffer.from(piece).toString('latin1')
      return text
    }),
  )
  expect(texts).toEqual([one, two])
})

test('what was laid out has no name in the temporary folder', async () => {
  const temporary = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    const path = await written('t.tar', tarEntry('a.txt', 'a'))
    expect(await contents(path)).toEqual({ 'a.txt': 'a' })
    expect(await readdir(folder)).toEqual(['t.tar'])
  } finally {
    if (temporary === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = temporary
  }
})

test('what is cut off or is no gzip at all is refused as broken', async () => {
  const whole = gzipSync(Buffer.from(Array.from({ length: 50_000 }, (_, index) => `${index} line`).join('\n')))
  for (const bytes of [
    whole.subarray(0, whole.length / 2),
    Buffer.concat([whole.subarray(0, 10), Buffer.from('not deflate')]),
  ]) {
    await expect(contents(await written('c.gz', bytes))).rejects.toMatchObject({ name: 'BrokenFile' })
  }
  const cut = await written('c.tar', tarEntry('a.txt', 'x'.repeat(5000)).subarray(0, 2000))
  await expect(contents(cut)).rejects.toMatchObject({ name: 'BrokenFile' })
})

test('an empty gzip and an empty tar hold nothing', async () => {
  await expect(contents(await written('e.gz', gzipSync('')))).rejects.toMatchObject({ name: 'EmptyExport' })
  await mkdir(join(folder, 'in'))
  await expect(contents(await tarOf({}))).rejects.toMatchObject({ name: 'EmptyExport' })
})
