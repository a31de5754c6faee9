import { expect, test } from 'vitest'
import { fileOf } from './exports.test-data.ts'
import { javascriptObject, javascriptRows } from './javascript-rows.ts'
import { BrokenFile } from './refusal.ts'

async function items(content: string | Buffer): Promise<unknown[]> {
  const read: unknown[] = []
  for await (const item of javascriptRows(fileOf('data/tweets.js', content))) read.push(item)
  return read
}

test('everything up to the first "=" is cut, and the final newline may be missing', async () => {
  expect(await items('window.YTD.tweets.part0 = [ {"a":"=1"}, {"b":[1,2]} ]')).toEqual([{ a: '=1' }, { b: [1, 2] }])
  expect(await items('Grailbird.data.tweets_2011_03 = \n [ ]\n')).toEqual([])
  expect(await items(Buffer.from('\ufeffwindow.YTD.x.part0 = ["é"]'))).toEqual(['é'])
})

test('no digit of a large number is lost', async () => {
  expect(await items('a = [649008991427694592, -649008991427694593, 681473, 1.5, 9007199254740991]')).toEqual([
    '649008991427694592',
    '-649008991427694593',
    681473,
    1.5,
    9007199254740991,
  ])
})

test('an array that breaks off says after which item', async () => {
  const reading = items('window.YTD.tweets.part0 = [ {"a":1}, {"a":2}, {"a"')
  await expect(reading).rejects.toThrow(BrokenFile)
  await expect(reading).rejects.toThrow('data/tweets.js: broken at item 3: expected an array "[ … ]" that is whole')
})

test('an array that breaks off between two items is broken too', async () => {
  await expect(items('window.YTD.tweets.part0 = [ {"a":1},')).rejects.toThrow('broken at item 2')
  await expect(items('window.YTD.tweets.part0 = [ {"a":1}')).rejects.toThrow('broken at item 2')
})

test('what is no JSON is broken where it stops being JSON', async () => {
  await expect(items('a = [ {"a":1}, {\'a\':2} ]')).rejects.toThrow('broken at item 2')
  await expect(items('a = [ {"a":1} ] [ {"a":2} ]')).rejects.toThrow(BrokenFile)
})

test.each(['', '[1]', 'function () { return 1 }', 'a = {"b":1}', 'a ='])('"%s" assigns no array', async (content) => {
  await expect(items(content)).rejects.toThrow('broken at its start')
})

test('an object is read whole', async () => {
  const config = fileOf('data/manifest.js', 'window.__THAR_CONFIG = {"userInfo":{"accountId":"1"},"n":[1]}')
  expect(await javascriptObject(config)).toEqual({ userInfo: { accountId: '1' }, n: [1] })
})
