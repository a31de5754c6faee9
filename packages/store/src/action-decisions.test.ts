import type { Action, ActionState } from '@weft/model/action'
import { actionId } from '@weft/model/action'
import type { QuarterName } from '@weft/model/quarter'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { decideAction, decisionsOfAction, weededAccounts, weedingSettings } from './action-decisions.ts'
import { listActions, outcomesBefore } from './actions.ts'
import { withOrganization } from './database.ts'
import { type LoadingOrganization, loadingOrganization } from './load/loading.test-data.ts'
import { post, rowsOf, x } from './load/records.test-data.ts'
import { replaceQuarterResult } from './results.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'

let tested: TestDatabase
let organization: LoadingOrganization
beforeAll(async () => {
  tested = await testDatabase()
})
afterAll(async () => await tested[Symbol.asyncDispose]())
beforeEach(async () => {
  organization = await loadingOrganization(tested.database)
  const mentions = [x('ana'), x('ben', '3')]
  await organization.load(rowsOf([post('100', { mentions }), post('101', { author: x('ben', '3') })]))
})

const within = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
  withOrganization(tested.database, organization.id, work)
const idOf = async (handle: string) =>
  (await organization.all<{ id: string }>(`select id from account where handle_folded = '${handle}'`))[0]!.id
const idOfPost = async (id: string) =>
  (await organization.all<{ id: string }>(`select id from post where platform_post_id = '${id}'`))[0]!.id

const about = (kind: Action['kind'], part: Partial<Action>): Action => ({
  kind,
  practice: 'tending',
  indicator: 'tending.recognition',
  accounts: [],
  posts: [],
  reason: `because of ${kind}`,
  weight: 1,
  ...part,
})

/** A quarter's result with these actions and nothing else in it. */
async function list(quarter: QuarterName, actions: readonly Action[]): Promise<void> {
  const method = { version: 1, rubric: '1', rubricChanges: [], reader: 'r', seed: 1 }
  const scores = { quarter } as Parameters<typeof replaceQuarterResult>[2]['scores']
  await within((tx) =>
    replaceQuarterResult(tx, organization.id, { inputHash: quarter, method, scores, evidence: [], actions }),
  )
}

const decide = (quarter: QuarterName, actionId: string, state: ActionState, note: string | null = null) =>
  within((tx) => decideAction(tx, organization.id, { quarter, actionId, state, owner: 'Ines', note, setBy: 'key:1' }))
const states = async (quarter: QuarterName) =>
  (await within((tx) => listActions(tx, quarter, { limit: 99 }))).map(({ kind, state }) => [kind, state])

test('a decision is in force at once, with who, when and note, and stays on record when another follows', async () => {
  const recognise = about('recognise_contributor', { accounts: [await idOf('ana')] })
  await list('2024-Q1', [recognise])
  expect(await decide('2024-Q1', actionId(recognise), 'accepted')).toBe(true)
  expect(await decide('2024-Q1', actionId(recognise), 'done', 'thanked her on stage')).toBe(true)
  const [action] = await within((tx) => listActions(tx, '2024-Q1', { limit: 9 }))
  expect(action).toMatchObject({
    state: 'done',
    decision: { owner: 'Ines', note: 'thanked her on stage', quarter: '2024-Q1', setBy: 'key:1' },
  })
  const log = await within((tx) => decisionsOfAction(tx, actionId(recognise)))
  expect(log.map(({ state }) => state)).toEqual(['done', 'accepted'])
  expect(await within((tx) => listActions(tx, '2024-Q1', { limit: 9, state: 'open' }))).toEqual([])
})

test('an action that the quarter does not list cannot be decided about', async () => {
  await list('2024-Q1', [about('recognise_contributor', { accounts: [await idOf('ana')] })])
  expect(await decide('2024-Q1', `recognise_contributor-${await idOf('ben')}`, 'done')).toBe(false)
  expect(await decide('2024-Q2', `recognise_contributor-${await idOf('ana')}`, 'done')).toBe(false)
  const ben = `recognise_contributor-${await idOf('ben')}`
  expect(await within((tx) => decisionsOfAction(tx, ben))).toEqual([])
})

test('accepted and dismissed last into later quarters; what was done and is due again is open again', async () => {
  const actions = [
    about('recognise_contributor', { accounts: [await idOf('ana')] }),
    about('promote_outsider', { accounts: [await idOf('ana')] }),
    about('introduce', { accounts: [await idOf('ben'), await idOf('ana')] }),
  ]
  await list('2024-Q1', actions)
  await list('2024-Q2', actions)
  await decide('2024-Q1', actionId(actions[0]!), 'done')
  await decide('2024-Q1', actionId(actions[1]!), 'dismissed')
  await decide('2024-Q1', actionId(actions[2]!), 'accepted')
  expect(await states('2024-Q1')).toEqual([
    ['recognise_contributor', 'done'],
    ['promote_outsider', 'dismissed'],
    ['introduce', 'accepted'],
  ])
  expect(await states('2024-Q2')).toEqual([
    ['recognise_contributor', 'open'],
    ['promote_outsider', 'dismissed'],
    ['introduce', 'accepted'],
  ])
  await decide('2024-Q2', actionId(actions[1]!), 'open')
  expect((await states('2024-Q2'))[1]).toEqual(['promote_outsider', 'open'])
  expect((await states('2024-Q1'))[1]).toEqual(['promote_outsider', 'dismissed'])
})

test('what became of a quarter’s actions: by state, whether they are due again, and those that left the list', async () => {
  const [recognise, promote] = [
    about('recognise_contributor', { accounts: [await idOf('ana')] }),
    about('promote_outsider', { accounts: [await idOf('ben')] }),
  ]
  await list('2024-Q1', [recognise, promote])
  await list('2024-Q2', [promote])
  await decide('2024-Q1', actionId(recognise), 'done')
  const outcomes = async () =>
    (await within((tx) => outcomesBefore(tx, '2024-Q2')))?.items.map(({ kind, state, isStillDue, reason }) => [
      kind,
      state,
      isStillDue,
      reason,
    ])
  const expected = [
    ['recognise_contributor', 'done', false, 'because of recognise_contributor'],
    ['promote_outsider', 'open', true, 'because of promote_outsider'],
  ]
  expect(await outcomes()).toEqual(expected)
  // Scored anew from more data, which shows that she had been thanked.
  await list('2024-Q1', [promote])
  expect(await outcomes()).toEqual(expected.toReversed())
})

test('a decision outlasts that its post is taken out and comes back under another number', async () => {
  const ask = await idOfPost('100')
  await list('2024-Q1', [about('answer_ask', { posts: [ask], accounts: [await idOf('us')] })])
  await decide('2024-Q1', `answer_ask-${ask}`, 'dismissed', 'rhetorical')
  await organization.all('delete from interaction')
  await organization.all('delete from post')
  await organization.load(rowsOf([post('99'), post('100')]))
  const again = await idOfPost('100')
  expect(again).not.toBe(ask)
  await list('2024-Q1', [about('answer_ask', { posts: [again], accounts: [await idOf('us')] })])
  expect(await states('2024-Q1')).toEqual([['answer_ask', 'dismissed']])
})

test('between an upload that is undone and the next scoring a decision still names its post', async () => {
  const [former, again] = [await idOfPost('101'), await idOfPost('100')]
  await list('2024-Q1', [about('answer_ask', { posts: [former], accounts: [await idOf('us')] })])
  // As the undoing leaves it: the post has another number, the action its name of before.
  await organization.all(`update action set post_ids = array[${again}::bigint]`)
  await decide('2024-Q1', `answer_ask-${former}`, 'done')
  await list('2024-Q1', [about('answer_ask', { posts: [again], accounts: [await idOf('us')] })])
  expect(await states('2024-Q1')).toEqual([['answer_ask', 'done']])
})

test('a decision about an account known by handle alone holds for the account that it turns out to be', async () => {
  const handle = await idOf('ana')
  await list('2024-Q1', [about('review_draining', { accounts: [handle] })])
  await decide('2024-Q1', `review_draining-${handle}`, 'done')
  await organization.load(rowsOf([post('200', { author: x('ana', '77') })]))
  const ana = await idOf('ana')
  expect(await within(weededAccounts)).toEqual([{ accountId: ana, quarter: '2024-Q1' }])
})

test('weeding is on record while the last decision says that the review is done; two installations say it alike', async () => {
  const ben = await idOf('ben')
  await list('2024-Q1', [about('review_draining', { accounts: [ben] })])
  expect([await within(weededAccounts), await within(weedingSettings)]).toEqual([[], ''])
  await decide('2024-Q1', `review_draining-${ben}`, 'accepted')
  expect(await within(weededAccounts)).toEqual([])
  await decide('2024-Q1', `review_draining-${ben}`, 'done')
  expect(await within(weededAccounts)).toEqual([{ accountId: ben, quarter: '2024-Q1' }])
  expect(await within(weedingSettings)).toBe('2024-Q1|[{"handle": "ben", "platform": "x", "platformId": "3"}]')
  await decide('2024-Q1', `review_draining-${ben}`, 'dismissed')
  expect([await within(weededAccounts), await within(weedingSettings)]).toEqual([[], ''])
})

test('one organization’s decisions are nobody else’s', async () => {
  const ana = await idOf('ana')
  await list('2024-Q1', [about('review_draining', { accounts: [ana] })])
  await decide('2024-Q1', `review_draining-${ana}`, 'done')
  const other = await loadingOrganization(tested.database)
  expect(await withOrganization(tested.database, other.id, weededAccounts)).toEqual([])
  expect(
    await withOrganization(tested.database, other.id, (tx) => decisionsOfAction(tx, `review_draining-${ana}`)),
  ).toEqual([])
})
