import { withOrganization } from '@weft/store/database'
import { expect, test } from 'vitest'
import { runningService } from './running-service.ts'

/** Thirty replies, the seventh without a time that anybody could read, and a text that a spreadsheet would run. */
const EXPORT = [
  'id,time,kind,actor,target,text,platform',
  ...Array.from({ length: 30 }, (_, index) => {
    const time = index === 6 ? 'last Tuesday' : '2024-03-01T10:00:00Z'
    return `${1000 + index},${time},reply,ana,us,"=1+1, she said ""no""",x`
  }),
  '',
].join('\r\n')

test('a row that was rejected is downloaded, corrected, uploaded alone, and then all rows are in', async () => {
  await using service = await runningService()
  const first = await service.upload('replies.csv', EXPORT)
  expect(first.upload).toMatchObject({ state: 'loaded', receipt: { totals: { rows: 30, new: 29, rejected: 1 } } })
  const table = await (await service.ask(`/uploads/${first.id}/rejects?format=csv`)).text()
  const [header = '', row = ''] = table.split('\n')
  expect(header).toMatch(
    /^\uFEFF?id,time,kind,actor,target,text,platform,weft_file,weft_row,weft_column,weft_problem,weft_fix$/,
  )
  expect(row).toContain('1006,last Tuesday,reply,ana,us,"\'=1+1, she said ""no""",x,replies.csv,8,time,')

  const second = await service.upload('corrected.csv', table.replace('last Tuesday', '2024-03-05T10:00:00Z'))
  expect(second.upload).toMatchObject({ state: 'loaded', receipt: { totals: { rows: 1, new: 1, rejected: 0 } } })
  const posts = await withOrganization(service.database, service.organizationId, (tx) =>
    tx.selectFrom('post').select(['platform_post_id', 'text']).execute(),
  )
  expect(posts).toHaveLength(30)
  expect(new Set(posts.map(({ text }) => text))).toEqual(new Set(['=1+1, she said "no"']))
})
