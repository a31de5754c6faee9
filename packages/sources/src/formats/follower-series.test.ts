import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from '../exports.test-data.ts'
import { type ReadOptions, type RecordRow, recordsOf } from '../format.ts'
import { detectFormat } from '../formats.ts'

async function read(text: string, options: ReadOptions = { platform: null }) {
  const exported = exportOf({ 'followers.csv': text })
  const format = await detectFormat(exported)
  const { rows, summary } = await readExport(format, exported, options)
  const told = rows.filter((row): row is RecordRow => row.outcome === 'record').map(recordsOf)
  const ignored = rows.flatMap((row) => (row.outcome === 'ignored' ? [row.reason] : []))
  return { format: format.id, told, ignored, summary, rejected: rejectedOf(rows) }
}

const LOOMGATE: ReadOptions = {
  platform: null,
  account: { platform: 'bluesky', platformId: null, handle: 'loomgate.test' },
}

test('follower numbers: blank lines, empty cells and uneven gaps; an empty cell is unknown', async () => {
  const series =
    'timestamp,followers,following,posts\n\n2024-11-15 00:01:00 UTC,15,,\n2024-11-19 00:01:00 UTC,1000,3,\n2024-11-20 00:01:00 UTC,,,\n'
  const { format, told, ignored } = await read(series, LOOMGATE)
  expect(format).toBe('follower_series')
  expect(told).toMatchObject([
    [{ thing: 'followers', value: 15, span: 'total', time: Date.parse('2024-11-15T00:01:00Z') }],
    [
      { thing: 'followers', value: 1000 },
      { thing: 'following', value: 3 },
    ],
  ])
  expect(ignored).toEqual(['a moment without numbers'])
  await expect(read(series)).rejects.toMatchObject({ name: 'AccountNeeded' })
})

test('numbers of which days are named, as people keep them; what is no number is rejected, not 0', async () => {
  const { format, told, rejected, summary } = await read(
    'Date;Followers;Posts\n2024-11-15;1,015;7\n2024-11-16;many;8\n2024-11-17;-5;9\n2024-11-18;NA;\n',
    LOOMGATE,
  )
  expect(format).toBe('follower_series')
  expect(told[0]).toMatchObject([
    { thing: 'followers', value: 1015, time: Date.parse('2024-11-15T00:00:00Z') },
    { thing: 'posts', value: 7 },
  ])
  expect(rejected.map(({ column, value }) => [column, value])).toEqual([
    ['followers', 'many'],
    ['followers', '-5'],
  ])
  expect(summary.coverage).toMatchObject([
    {
      platform: 'bluesky',
      account: { handle: 'loomgate.test' },
      acts: ['count'],
      from: Date.parse('2024-11-15T00:00:00Z'),
    },
  ])
})
