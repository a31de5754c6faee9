import { expect, test } from 'vitest'
import { type ExportFile, firstBytes } from './export.ts'
import { fileOf } from './exports.test-data.ts'
import { detectFormat, FORMATS } from './formats.ts'
import { findHeader } from './header.ts'

/** A file that counts how often it is opened. */
function counted(path: string, content: string): { file: ExportFile; opened: () => number } {
  const file = fileOf(path, content)
  let times = 0
  return {
    file: {
      ...file,
      open: () => {
        times++
        return file.open()
      },
    },
    opened: () => times,
  }
}

test('a table is opened a few times to be known, however many formats look at it', async () => {
  const { file, opened } = counted(
    'acts.csv',
    'id,time,kind,actor,target\n1,2024-05-01T10:00:00Z,reply,ada,weftmuseum\n',
  )
  expect((await detectFormat({ name: 'acts.csv', files: [file] })).id).toBe('interactions_csv')
  expect(opened()).toBeLessThan(5)
  expect(FORMATS.length).toBeGreaterThan(50)
})

test('what is kept of a file answers for fewer bytes, and not for more', async () => {
  const { file, opened } = counted('threads.txt', 'thread '.repeat(10_000))
  expect((await firstBytes(file, 6)).toString()).toBe('thread')
  expect((await firstBytes(file, 14)).toString()).toBe('thread thread ')
  expect(opened()).toBe(1)
  expect((await firstBytes(file, 20_000)).length).toBe(20_000)
  expect((await firstBytes(file, 4096)).length).toBe(4096)
})

test('a header is found by the columns asked for, whichever were asked for before', async () => {
  const file = fileOf('acts.csv', 'Title of the table\nid;kind;actor\n1;reply;ada\n')
  expect((await findHeader(file, ['title of the table']))?.line).toBe(1)
  expect(await findHeader(file, ['id', 'actor'])).toMatchObject({ line: 2, delimiter: ';', missing: [] })
  expect((await findHeader(file, ['id', 'when']))?.missing).toEqual(['when'])
})
