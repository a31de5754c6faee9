import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodingOf, utf8Bytes } from './encoding.ts'
import { fileOf } from './exports.test-data.ts'

async function textIn(content: Buffer, chunkBytes = 3): Promise<[string, string]> {
  const file = fileOf('a.csv', content, chunkBytes)
  const encoding = await encodingOf(file)
  const chunks: Uint8Array[] = []
  for await (const chunk of utf8Bytes(file, encoding)) chunks.push(chunk)
  return [encoding, Buffer.concat(chunks).toString('utf8')]
}

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

test('the byte order mark is taken off', async () => {
  expect(await textIn(Buffer.from('\ufeffid,naïve'))).toEqual(['utf-8', 'id,naïve'])
  expect(await textIn(Buffer.from('\ufeffid\tnaïve', 'utf16le'))).toEqual(['utf-16le', 'id\tnaïve'])
  expect(await textIn(utf16be('\ufeffid\tnaïve'))).toEqual(['utf-16be', 'id\tnaïve'])
})

test('UTF-16 without a mark is known by its NUL bytes', async () => {
  expect(await textIn(Buffer.from('id;time;kind', 'utf16le'))).toEqual(['utf-16le', 'id;time;kind'])
  expect(await textIn(utf16be('id;time;kind'))).toEqual(['utf-16be', 'id;time;kind'])
})

test('what is not UTF-8 to the last byte is Windows-1252', async () => {
  expect(await textIn(Buffer.from([0x93, 0x63, 0x61, 0x66, 0xe9, 0x94, 0x20, 0x80]))).toEqual([
    'windows-1252',
    '“café” €',
  ])
  const late = Buffer.concat([Buffer.from('plain '.repeat(2000)), Buffer.from([0xe9])])
  expect((await textIn(late, 1000))[0]).toBe('windows-1252')
})

test('a character cut off at the end of the file is not UTF-8', async () => {
  expect((await textIn(Buffer.from('café').subarray(0, 4)))[0]).toBe('windows-1252')
})

test('text comes through whole wherever chunks are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.integer({ min: 1, max: 9 }),
      async (text, chunkBytes) => {
        fc.pre(!text.startsWith('\ufeff') && !text.includes('\0'))
        expect(await textIn(Buffer.from(text), chunkBytes)).toEqual(['utf-8', text])
      },
    ),
  )
})
