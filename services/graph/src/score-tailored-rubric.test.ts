import { openFirstTier } from '@weft/reading/post-reader'
import { withOrganization } from '@weft/store/database'
import { type LoadingOrganization, loadingOrganization } from '@weft/store/load/loading.test-data'
import { post, rowsOf, x } from '@weft/store/load/records.test-data'
import { saveTailoring } from '@weft/store/rubric-tailorings'
import { findScores, listScores } from '@weft/store/scores'
import { type TestDatabase, testDatabase } from '@weft/store/test-database'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { scoreQuarters } from './score-quarters.ts'

let tested: TestDatabase
let organization: LoadingOrganization
let reader: Awaited<ReturnType<typeof openFirstTier>>
beforeAll(async () => {
  tested = await testDatabase()
  reader = await openFirstTier()
})
afterAll(async () => await tested[Symbol.asyncDispose]())
beforeEach(async () => {
  organization = await loadingOrganization(tested.database)
  const [us, ana] = [x('us', '1'), x('ana', '2')]
  const spoke = (id: string, day: string) => post(id, { author: us, mentions: [ana], time: Date.parse(day) })
  await organization.load(rowsOf([spoke('1', '2024-01-01'), spoke('2', '2024-03-20'), spoke('3', '2024-05-25')]))
})

const within = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
  withOrganization(tested.database, organization.id, work)
const score = () => scoreQuarters({ database: tested.database, reader }, organization.id)
const tailor = (tailoring: object) => within((tx) => saveTailoring(tx, organization.id, { tailoring, setBy: 'test' }))
const results = () => within(listScores)

const WITHOUT_WEEDING = { 'tending.weeding': { exempt: 'Our charter forbids it.' } }

test('tailoring the rubric scores every quarter anew by it, and the results say what was changed and why', async () => {
  await score()
  const before = await results()
  await tailor(WITHOUT_WEEDING)
  await score()
  const after = await results()
  expect(after.map(({ quarter }) => quarter)).toEqual(['2024-Q1', '2024-Q2'])
  for (const [place, { inputHash, method, methodChanged, scores }] of after.entries()) {
    expect(inputHash).not.toBe(before[place]?.inputHash)
    expect(method.rubric).toMatch(/^1 tailored [0-9a-f]{8}$/)
    expect(method.rubricChanges).toEqual([
      {
        indicator: 'tending.weeding',
        what: 'exempt',
        from: null,
        to: 'Our charter forbids it.',
        reason: 'Our charter forbids it.',
      },
    ])
    expect(methodChanged).toBe(false)
    const weeding = scores.practices.tending.indicators['tending.weeding']
    expect(weeding).toMatchObject({ state: 'exempt', reason: 'Our charter forbids it.' })
  }
})

test('going back to the default gives the results of before, by the same names', async () => {
  await score()
  const before = await results()
  await tailor(WITHOUT_WEEDING)
  await score()
  await tailor({})
  await score()
  const after = await results()
  expect(after.map(({ inputHash, scores }) => [inputHash, JSON.stringify(scores)])).toEqual(
    before.map(({ inputHash, scores }) => [inputHash, JSON.stringify(scores)]),
  )
})

test('where only a part was scored anew the trend is broken, and no change is told over the break', async () => {
  await score()
  // As where somebody cancels after the first quarter.
  await within(async (tx) => {
    const change = { points: 3, interval: [1, 5], word: 'up' }
    const stored = await findScores(tx, '2024-Q2')
    const scores = { ...stored?.scores, weave: { ...stored?.scores.weave, change } }
    await tx
      .updateTable('quarter_result')
      .set({ scores: JSON.stringify(scores) })
      .where('quarter', '=', '2024-Q2')
      .execute()
  })
  const changes = async () =>
    (await results()).map(({ methodChanged, scores }) => [methodChanged, scores.weave.change?.word])
  expect(await changes()).toEqual([
    [false, undefined],
    [false, 'up'],
  ])
  await within((tx) =>
    tx.updateTable('quarter_result').set({ rubric: '1 tailored 0' }).where('quarter', '=', '2024-Q1').execute(),
  )
  expect(await changes()).toEqual([
    [false, undefined],
    [true, undefined],
  ])
  expect((await within((tx) => findScores(tx, '2024-Q2')))?.methodChanged).toBe(true)
})

test('two people who tailor at once make two versions, one after the other', async () => {
  const saved = await Promise.all([tailor(WITHOUT_WEEDING), tailor({}), tailor(WITHOUT_WEEDING)])
  expect(new Set(saved.map(({ version }) => version))).toEqual(new Set([1, 2, 3]))
})
