import { expect, test } from 'vitest'
import { onDisk } from '../exports.test-data.ts'
import { tableToMap } from './table-to-map.ts'

async function asked(name: string, files: Record<string, string>): Promise<string | undefined> {
  const paths = await onDisk(files)
  const [folder = ''] = Object.values(paths).map((path) => path.slice(0, path.lastIndexOf('/')))
  return (await tableToMap({ path: folder, name }))?.file.path
}

test('of several files the first with columns is asked about, not a page of words before it', async () => {
  const files = {
    'a-read-me.md': '# Mentions\n\nCollected in June\n',
    'mentions.csv': 'Wer;Wen\nana;us\n',
    'z.csv': 'Von;An\nben;us\n',
  }
  expect(await asked('export', files)).toBe('mentions.csv')
})

test('a list of one column is asked about where there is nothing better; pictures are not', async () => {
  expect(await asked('export', { 'list.csv': 'Wer\nana\nben\n' })).toBe('list.csv')
  expect(await asked('export', { 'a.png': '\u0089PNG\r\n\u001a\n\u0000' })).toBeUndefined()
})
