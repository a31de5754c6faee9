import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { exportOf, onDisk, ytd, zipBytes } from './exports.test-data.ts'
import { inspectExports } from './inspect.ts'
import { joinSplitArchives } from './split-archives.ts'

const part = (name: string, ...paths: string[]) => exportOf(Object.fromEntries(paths.map((path) => [path, 'x'])), name)

test('archives that share a name but for their number are one export, where the first of them was', () => {
  const joined = joinSplitArchives([
    part('in/a.csv', 'a.csv'),
    part('in/takeout-1-001.zip', 'Takeout/a.csv', 'Takeout/archive_browser.html'),
    part('in/other-001.zip', 'b.csv'),
    part('in/takeout-1-002.ZIP', 'Takeout/b.csv'),
    part('in/takeout-1-003.zip', 'Takeout/archive_browser.html'),
  ])
  expect(joined.map(({ name, files }) => [name, files.map((file) => file.path)])).toEqual([
    ['in/a.csv', ['a.csv']],
    [
      'in/takeout-1-001.zip to -003.zip',
      ['Takeout/a.csv', 'Takeout/archive_browser.html', 'Takeout/b.csv', 'Takeout/archive_browser.html'],
    ],
    ['in/other-001.zip', ['b.csv']],
  ])
})

test('archives that hold the same file, or differ in more than the number, are exports of their own', () => {
  const exports = [
    part('a-001.zip', 'data/tweets.js'),
    part('a-002.zip', 'data/tweets.js'),
    part('b-001.zip', 'x.csv'),
    part('c-002.zip', 'y.csv'),
    part('d-2021.zip', 'x.csv'),
    part('d-2022.zip', 'y.csv'),
  ]
  expect(joinSplitArchives(exports)).toEqual(exports)
})

test('an X archive in several zips is read as one, whichever part says whose it is', async () => {
  const account = ytd('account', [{ account: { username: 'weftmuseum', accountId: '1' } }])
  const tweet = (id_str: string) => ({
    tweet: { id_str, created_at: 'Thu Nov 03 08:50:26 +0000 2022', full_text: 'Hello' },
  })
  const paths = await onDisk({
    'twitter-001.zip': await zipBytes({ 'data/tweets.js': ytd('tweets', [tweet('1'), tweet('2')]) }),
    'twitter-002.zip': await zipBytes({
      'data/account.js': account,
      'data/tweets-part1.js': ytd('tweets', [tweet('3')]),
    }),
  })
  const folder = dirname(paths['twitter-001.zip'] ?? '')
  const { files } = await inspectExports([{ path: folder, name: 'download' }], { platform: null })
  expect(files).toMatchObject([
    { file: join('download', 'twitter-001.zip to -002.zip'), format: 'x_archive', rows: 3, records: { posts: 3 } },
  ])
})
