import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from '../exports.test-data.ts'
import { followsCsv } from './follows-csv.ts'

const read = (content: string) => readExport(followsCsv, exportOf({ 'follows.csv': content }))

test('a row is a follow as of its snapshot', async () => {
  const { records, summary } = await read(
    'follower,followed,snapshot_date,platform\nana,@ben,2019-03-01,x\nben,ana,,x\n',
  )
  expect(records).toEqual([
    {
      type: 'follow',
      follower: { platform: 'x', platformId: null, handle: 'ana' },
      followed: { platform: 'x', platformId: null, handle: 'ben' },
      snapshotTime: Date.UTC(2019, 2, 1),
    },
    {
      type: 'follow',
      follower: { platform: 'x', platformId: null, handle: 'ben' },
      followed: { platform: 'x', platformId: null, handle: 'ana' },
      snapshotTime: null,
    },
  ])
  const at = Date.UTC(2019, 2, 1)
  expect(summary.coverage).toEqual([
    { platform: 'x', account: null, direction: 'as_observed', acts: ['follow'], text: false, from: at, to: at },
  ])
})

test('a follow without one of its ends is rejected', async () => {
  const { rows } = await read('follower,followed,snapshot_date\nana,,2019-03-01\n,ben,2019-03-01\n')
  expect(rejectedOf(rows).map(({ place, column }) => [place.row, column])).toEqual([
    [2, 'followed'],
    [3, 'follower'],
  ])
})
