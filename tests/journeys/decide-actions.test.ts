import type { Action } from '@weft/model/action'
import type { QuarterName } from '@weft/model/quarter'
import type { QuarterScores } from '@weft/model/scores'
import { withOrganization } from '@weft/store/database'
import { loadingOrganization } from '@weft/store/load/loading.test-data'
import { post, rowsOf, x } from '@weft/store/load/records.test-data'
import { replaceQuarterResult } from '@weft/store/results'
import { testDatabase } from '@weft/store/test-database'
import { expect, test } from 'vitest'
import { weft } from './weft.ts'

test('an action is listed, decided about, and what became of it is told a quarter later', async () => {
  await using fresh = await testDatabase()
  const { id, load, all } = await loadingOrganization(fresh.database)
  await load(rowsOf([post('1', { mentions: [x('ana', '2')] })]))
  const [ana] = await all<{ id: string }>(`select id from account where handle = 'ana'`)
  const promote: Action = {
    kind: 'promote_outsider',
    practice: 'promotion',
    indicator: 'promotion.breadth',
    accounts: [ana?.id ?? ''],
    posts: [],
    reason: 'She gave much and was never promoted.',
    weight: 1,
  }
  for (const [quarter, actions] of [
    ['2024-Q1', [promote]],
    ['2024-Q2', []],
  ] as [QuarterName, Action[]][]) {
    const method = { version: 1, rubric: '1', rubricChanges: [], reader: 'r', seed: 1 }
    const result = { inputHash: quarter, method, scores: { quarter } as QuarterScores, evidence: [], actions }
    await withOrganization(fresh.database, id, (tx) => replaceQuarterResult(tx, id, result))
  }
  const actions = (...words: string[]) => weft(['actions', ...words, '--org', id], { DATABASE_URL: fresh.url })
  const name = `promote_outsider-${ana?.id}`
  expect((await actions('2024-Q1')).stdout).toBe(`${name}  open  She gave much and was never promoted.\n`)

  const wrong = await actions('2024-Q1', '--decide', 'promote_outsider-9', '--as', 'done')
  expect([wrong.status, wrong.stderr]).toEqual([1, 'weft: 2024-Q1 lists no action promote_outsider-9\n'])
  expect((await actions('2024-Q1', '--decide', name)).status).toBe(2)
  expect((await actions('2024-Q1', '--decide', name, '--as', 'done', '--owner', ' ')).status).toBe(2)
  expect((await actions('2023-Q1')).stderr).toBe('weft: 2023-Q1 was not scored\n')

  const decided = await actions(
    '2024-Q1',
    '--decide',
    name,
    '--as',
    'done',
    '--owner',
    'Ines',
    '--note',
    'autumn issue',
  )
  expect([decided.stderr, decided.status]).toEqual(['', 0])
  expect(decided.stdout).toContain(`${name}  done (Ines: autumn issue)`)
  const became = JSON.parse((await actions('2024-Q2', '--outcomes', '--json')).stdout)
  expect(became).toMatchObject([{ id: name, state: 'done', isStillDue: false }])
})
