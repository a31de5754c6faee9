import type { Coverage, CoveredAct } from '@weft/model/coverage'
import { openFirstTier } from '@weft/reading/post-reader'
import { decideAction } from '@weft/store/action-decisions'
import { withOrganization } from '@weft/store/database'
import { loadingOrganization } from '@weft/store/load/loading.test-data'
import { post, rowsOf, x } from '@weft/store/load/records.test-data'
import { declareOwned } from '@weft/store/parties'
import { findScores } from '@weft/store/scores'
import { testDatabase } from '@weft/store/test-database'
import { expect, test } from 'vitest'
import { scoreQuarters } from './score-quarters.ts'

const OUTSIDERS = 60
/** Those who insult us in the first quarter, and are gone in the second. */
const INSULTING = 4

/** Sixty outsiders write to us in the first quarter; the first four only insult, and stay away in the second. */
function twoQuarters() {
  const us = x('us', '1')
  const wrote = (outsider: number, time: string, text: string) =>
    post(`${outsider} ${time}`, {
      author: x(`visitor${outsider}`, `${100 + outsider}`),
      mentions: [us],
      text,
      time: Date.parse(time),
    })
  const all = Array.from({ length: OUTSIDERS }, (_, outsider) => outsider)
  const insult = 'You are a bunch of stupid fucking idiots, go to hell you pathetic losers'
  return [
    post('ours', { author: us, time: Date.parse('2024-01-01') }),
    post('ours too', { author: us, time: Date.parse('2024-06-30') }),
    ...all.flatMap((outsider) =>
      ['2024-02-01', '2024-02-15'].map((day) =>
        wrote(outsider, day, outsider < INSULTING ? insult : 'We saw the new rooms today'),
      ),
    ),
    ...all.slice(INSULTING).map((outsider) => wrote(outsider, '2024-05-01', 'We came again')),
  ]
}

test('whom people weeded on record is no loss in later quarters, and the quarter it was decided in stays as it was', async () => {
  await using tested = await testDatabase()
  const { id, load } = await loadingOrganization(tested.database)
  const within = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
    withOrganization(tested.database, id, work)
  const reader = await openFirstTier()
  const retention = async () => {
    await scoreQuarters({ database: tested.database, reader }, id)
    const found = await within((tx) => findScores(tx, '2024-Q2'))
    return found?.scores.practices.tending.indicators['tending.retention']
  }
  await within((tx) => declareOwned(tx, id, [x('us', '1')]))
  const period = { from: Date.parse('2024-01-01'), to: Date.parse('2024-06-30T23:59:59Z') }
  const acts: CoveredAct[] = ['post', 'reply', 'mention', 'quote', 'comment', 'like', 'repost']
  const covered = { platform: 'x', account: x('us', '1'), acts, text: true, ...period } as const
  const coverage: Coverage[] = [
    { ...covered, direction: 'inbound' },
    { ...covered, direction: 'outbound' },
  ]
  await load(rowsOf(twoQuarters()), { summary: { owner: null, coverage, notes: [] } })
  expect(await retention()).toMatchObject({
    state: 'measured',
    n: OUTSIDERS,
    value: (OUTSIDERS - INSULTING) / OUTSIDERS,
  })

  const before = await within((tx) => findScores(tx, '2024-Q1'))
  const listed = await within((tx) =>
    tx
      .selectFrom('action')
      .select('id')
      .where('quarter', '=', '2024-Q1')
      .where('kind', '=', 'review_draining')
      .execute(),
  )
  expect(listed).toHaveLength(INSULTING)
  for (const { id: actionId } of listed) {
    const decided = {
      quarter: '2024-Q1',
      actionId,
      state: 'done',
      owner: null,
      note: 'blocked',
      setBy: 'test',
    } as const
    await within((tx) => decideAction(tx, id, decided))
  }
  expect(await retention()).toMatchObject({ state: 'measured', n: OUTSIDERS - INSULTING, value: 1 })
  const after = await within((tx) => findScores(tx, '2024-Q1'))
  expect(JSON.stringify(after?.scores)).toBe(JSON.stringify(before?.scores))
  expect(after?.inputHash).not.toBe(before?.inputHash)
})
