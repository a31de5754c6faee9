import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SIGNALS } from '@weft/model/signal'
import { drawnPosts, readAll } from '@weft/store/checked-posts.test-data'
import { withOrganization } from '@weft/store/database'
import { labelsInForce } from '@weft/store/labels'
import { loadingOrganization } from '@weft/store/load/loading.test-data'
import { post, rowsOf, x } from '@weft/store/load/records.test-data'
import { declareOwned } from '@weft/store/parties'
import { testDatabase } from '@weft/store/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Run, weft } from './weft.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-check-'))
})
afterAll(async () => await rm(folder, { recursive: true, force: true }))

test('a quarter’s check goes out as a spreadsheet and comes back filled in, all of it or nothing', async () => {
  await using fresh = await testDatabase()
  const { id, load } = await loadingOrganization(fresh.database)
  const within = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
    withOrganization(fresh.database, id, work)
  const check = async (...words: string[]): Promise<Run> =>
    await weft(['check', '2024-Q1', '--org', id, ...words], { DATABASE_URL: fresh.url })
  const sheet = join(folder, 'sheet.csv')

  expect(await check('--out', sheet)).toMatchObject({ status: 1, stderr: expect.stringContaining('post of ours') })
  await within((tx) => declareOwned(tx, id, [x('us')]))
  const ours = Array.from({ length: 30 }, (_, number) => post(String(number), { text: `Thank you, ${number}` }))
  const toUs = post('100', { author: x('ana', '2'), text: 'Well done', mentions: [x('us')] })
  await load(rowsOf([...ours, toUs]))
  const unread = await check('--out', sheet)
  expect(unread).toMatchObject({ status: 1, stderr: expect.stringMatching(/^weft: 31 of 31 posts .* not been read/) })
  expect(await readdir(folder)).toEqual([])

  await within((tx) => readAll(tx, id))
  const drawn = await check('--out', sheet, '--size', '8', '--json')
  expect([drawn.stderr, drawn.status]).toEqual(['', 0])
  expect(JSON.parse(drawn.stdout)).toMatchObject({ quarter: '2024-Q1', state: 'open', posts: 30, drawn: 8, checked: 0 })
  expect(JSON.parse(drawn.stdout).sentToUs).toEqual({ state: 'open', posts: 1, drawn: 1, checked: 0, skipped: 0 })
  const [header = '', ...rows] = (await readFile(sheet, 'utf8')).trimEnd().split('\n')
  expect(header).toBe(`\uFEFForder,whose,id,text,${SIGNALS.join(',')}`)
  expect(rows).toHaveLength(9)
  expect(rows[8]).toMatch(/^9,sent to us,\d+,Well done,/)

  const filledIn = (word: string) =>
    rows.slice(0, 5).map((row) => row.replace(/,+$/, `,${SIGNALS.map(() => word).join(',')}`))
  await writeFile(
    sheet,
    [header, ...filledIn('no').slice(0, 4), ...filledIn('perhaps').slice(4), ...rows.slice(5)].join('\n'),
  )
  const refused = await check('--labels', sheet)
  expect(refused.status).toBe(1)
  expect(refused.stderr).toContain(`sheet.csv, row 6, column difficulty: 'perhaps' is not yes or no`)
  expect(await within(labelsInForce)).toEqual([])

  const [, , , , , sixth = '', ...others] = rows
  const untold = sixth.replace(/,+$/, `,?${','.repeat(SIGNALS.length - 1)}`)
  await writeFile(sheet, [header, ...filledIn('x'), untold, ...others].join('\n'))
  const taken = await check('--labels', sheet)
  expect([taken.stderr, taken.status]).toEqual(['', 0])
  expect(taken.stdout).toContain(
    '2024-Q1, own posts: 30 posts, 8 drawn, 5 checked, 1 skipped: not enough for numbers yet',
  )
  const labels = await within(labelsInForce)
  expect(labels).toHaveLength(5 * SIGNALS.length)
  const { samplingWeight } = (await within(drawnPosts))[0] ?? {}
  expect(labels.every(({ label, picked }) => label && picked === 'check')).toBe(true)
  expect(labels.map((label) => label.samplingWeight)).toContain(samplingWeight)
  expect(await check('--labels', sheet, '--size', '9')).toMatchObject({ status: 2 })
}, 120_000)
