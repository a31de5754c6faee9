import type { Action, ActionKind } from '@weft/model/action'
import { expect, test } from 'vitest'
import { ACTIONS_PER_KIND_MAX, actionsOfQuarter } from './actions-of-quarter.ts'
import { INDICATORS } from './indicators.ts'
import { covering, day, Story } from './invented-history.test-data.ts'
import { inventedInstitution } from './invented-institution.test-data.ts'
import { quarterView } from './quarter-view.ts'
import type { ScoringInput } from './scoring-input.ts'

const people = () =>
  new Story()
    .accounts('owned', 'brand')
    .accounts('employee', 'eva')
    .accounts('customer', 'ann', 'bob')
    .accounts('third_party', 'peer')
    .accounts('partner', 'pat')

const actions = (kind: ActionKind, input: ScoringInput) =>
  actionsOfQuarter(quarterView(input)).filter((action) => action.kind === kind)

test('answer: our ask that nobody outside answered, and an outsider’s question that we did not', () => {
  const story = people()
  const answered = story.original('brand', day(1), ['asks'])
  story.reply('ann', answered, day(2))
  const open = story.original('brand', day(3), ['asks'])
  story.reply('eva', open, day(4))
  story.original('bob', day(5), ['question'], ['brand'])
  const late = story.original('ann', day(5), ['question'], ['brand'])
  story.reply('brand', late, day(30))
  story.original('pat', day(5), [], ['brand'])
  const found = actions('answer_ask', story.input())
  expect(found.map(({ practice, accounts }) => [practice, accounts])).toEqual([
    ['vulnerability', ['brand']],
    ['tending', ['bob']],
  ])
})

test('follow up: the answers to an ask that none of us came back to', () => {
  const story = people()
  const ask = story.original('brand', day(1), ['asks'])
  story.like('eva', story.reply('ann', ask, day(2)), day(3))
  story.reply('bob', ask, day(2))
  const [found] = actions('follow_up_answer', story.input())
  expect(found?.accounts).toEqual(['bob'])
  expect(found?.reason).toBe('1 of 2 outside answers to an ask of ours got no reply, like, quote or repost from us.')
})

test('recognise and promote: who gives much and got nothing; partners are recognised, not promoted', () => {
  const story = people()
  for (const later of [1, 2, 3, 4]) for (const who of ['ann', 'pat']) story.act(who, 'mention', 'brand', day(later))
  for (const later of [1, 2, 3]) story.act('peer', 'mention', 'brand', day(later))
  story.act('brand', 'repost', 'peer', day(-30))
  const input = story.input()
  expect(actions('recognise_contributor', input).map(({ accounts }) => accounts[0])).toEqual(['ann', 'pat'])
  expect(actions('promote_outsider', input).map(({ accounts }) => accounts[0])).toEqual(['ann'])
  expect(actions('recognise_contributor', input)[0]?.reason).toBe(
    '4 interactions with us this quarter, among the 2 most active of 3 outsiders, and no answer, thanks or promotion from us.',
  )
})

test('introduce: two outsiders of different parties in two of the same conversations, without a tie', () => {
  const story = people()
  for (const at of [1, 10]) {
    const start = story.original('brand', day(at))
    for (const who of ['ann', 'bob', 'peer', 'pat']) story.reply(who, start, day(at + 1))
  }
  story.act('pat', 'mention', 'ann', day(-50))
  const found = actions('introduce', story.input())
  expect(found.map(({ accounts }) => accounts)).toEqual([
    ['ann', 'peer'],
    ['bob', 'peer'],
    ['bob', 'pat'],
    ['peer', 'pat'],
  ])
  expect(found[0]?.reason).toBe(
    'A customer and a third party, both in touch with us, wrote in 2 of the same conversations this quarter and have no tie.',
  )
})

test('keep: the outsider without whom three others would be cut off; our official accounts hold nobody here', () => {
  const far = ['f1', 'f2', 'f3']
  const near = ['n1', 'n2', 'n3', 'n4']
  const story = people().accounts('customer', ...far, ...near)
  for (const who of [...far, ...near]) story.act(who, 'mention', 'peer', day(1))
  for (const who of far) story.act(who, 'mention', 'f1', day(2))
  for (const who of near) story.act(who, 'mention', 'n1', day(2))
  for (const who of [...far, ...near]) story.act(who, 'mention', 'brand', day(3))
  const [found, ...others] = actions('keep_broker', story.input())
  expect(found).toMatchObject({ accounts: ['peer'], weight: 3 })
  expect(others).toEqual([])
})

test('revive: a catalyst of last quarter gone quiet; not one whom we escorted out', () => {
  const story = people()
  for (const before of [10, 20, 30])
    for (const who of ['ann', 'bob', 'peer']) story.act(who, 'like', 'brand', day(-before))
  story.act('bob', 'like', 'brand', day(1))
  const input = story.input()
  const peer = input.history.accounts.findIndex(({ id }) => id === 'peer')
  const found = actions('revive_catalyst', { ...input, weeded: new Set([peer]) })
  expect(found.map(({ accounts, weight }) => [accounts, weight])).toEqual([[['ann'], 3]])
})

test('review: a repeatedly toxic account, for a person to read first', () => {
  const story = people()
  for (const at of [1, 2]) story.original('bob', day(at), ['toxic'], ['brand'])
  story.original('ann', day(1), ['toxic'], ['brand'])
  const [found, ...others] = actions('review_draining', story.input())
  expect(found).toMatchObject({ accounts: ['bob'], posts: ['p0', 'p2'] })
  expect(found?.reason).toMatch(/^2 posts to us that may cost the conversation more than they give, by reading that/)
  expect(others).toEqual([])
})

test('nobody is told to be toxic or in difficulty, however surely a reader says so', () => {
  const reasons = actionsOfQuarter(quarterView(inventedInstitution(1, 3).story.input())).map(({ reason }) => reason)
  expect(reasons.length).toBeGreaterThan(20)
  expect(reasons.filter((reason) => /toxic|difficult|personal|self-promot/i.test(reason))).toEqual([])
})

test('an ask that people pointed out is told as theirs, not as read with a probability that says the contrary', () => {
  const story = people()
  story.original('brand', day(1), { asks: 0.1 })
  story.original('ann', day(2), 'unread', ['brand'])
  const labels = new Map([
    ['p0', { asks: true }],
    ['p1', { question: true }],
  ])
  const found = actions('answer_ask', story.input({ labels }))
  expect(found.map(({ reason, weight }) => [reason.slice(0, 52), weight])).toEqual([
    ['We asked (people judged it so), and nobody outside a', 1],
    ['An outsider asked us something (people judged it so)', 1],
  ])
})

test('nobody is to be thanked, answered or introduced on the word of an archive that shows one side', () => {
  const input = inventedInstitution(1).story.input({ coverage: covering('outbound') })
  expect(actionsOfQuarter(quarterView(input))).toEqual([])
})

test('at most twenty of a kind, the most urgent first, each moving an indicator of its own practice', () => {
  const found = actionsOfQuarter(quarterView(inventedInstitution(1, 3).story.input()))
  const kinds = new Map<ActionKind, Action[]>()
  for (const action of found) kinds.set(action.kind, [...(kinds.get(action.kind) ?? []), action])
  expect(kinds.size).toBeGreaterThan(4)
  for (const [kind, some] of kinds) {
    expect(some.length, kind).toBeLessThanOrEqual(ACTIONS_PER_KIND_MAX)
    expect(
      some.map(({ weight }) => weight),
      kind,
    ).toEqual(some.map(({ weight }) => weight).sort((a, b) => b - a))
    for (const { indicator, practice } of some) {
      expect(INDICATORS.find(({ id }) => id === indicator)?.practice).toBe(practice)
    }
  }
})
