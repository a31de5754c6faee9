import type { Coverage, Direction } from '@weft/model/coverage'
import type { Party } from '@weft/model/party'
import { quarterNamed } from '@weft/model/quarter'
import type { HistoryInteraction } from '@weft/practices/history'
import { expect, test } from 'vitest'
import { measureQuarter, type Pair, type QuarterTies } from './quarter-network.ts'

const quarter = quarterNamed('2024-Q1')

/** us, ana, ben, cai */
const parties: Party[] = ['owned', 'partner', 'third_party', 'third_party']

const covered = (direction: Direction, acts: Coverage['acts'] = ['mention']): Coverage => ({
  platform: 'x',
  account: null,
  direction,
  acts,
  text: true,
  from: quarter.from,
  to: quarter.to,
})

function quarterOf(mentions: readonly Pair[], part: Partial<QuarterTies> = {}): QuarterTies {
  return {
    history: {
      accounts: [],
      posts: [],
      interactions: mentions.map(
        ([actor, target], i): HistoryInteraction => ({
          id: String(i),
          actor,
          target,
          kind: 'mention',
          time: quarter.from + i,
          post: null,
        }),
      ),
    },
    quarter,
    parties,
    follows: [],
    selfInteractions: [],
    coverage: [covered('outbound'), covered('inbound'), covered('among_others')],
    seed: 1,
    ...part,
  }
}

test('with everything covered, two of three ties returned is two thirds', () => {
  const { figures } = measureQuarter(
    quarterOf([
      [0, 1],
      [1, 0],
      [1, 2],
    ]),
  )
  expect(figures.whole).toMatchObject({ accounts: 3, ties: 3, arcReciprocity: 2 / 3, dyadReciprocity: 1 / 2 })
  expect(figures.withoutOwned).toMatchObject({ accounts: 2, ties: 1 })
  expect(figures.layers['mention']).toEqual({ ties: 3, arcReciprocity: 2 / 3, dyadReciprocity: 1 / 2 })
})

test('where only our own acts are covered no tie can be seen to be returned: unknown, not zero', () => {
  const { figures, columns } = measureQuarter(
    quarterOf(
      [
        [0, 1],
        [0, 2],
      ],
      { coverage: [covered('outbound')] },
    ),
  )
  expect(figures.whole).toMatchObject({ accounts: 3, ties: 2, arcReciprocity: null, rho: null, hubDependence: null })
  expect(figures.withoutOwned).toBeNull()
  expect(figures.layers['mention']).toEqual({ ties: 2, arcReciprocity: null, dyadReciprocity: null })
  expect(columns.reciprocity).toBeNull()
  expect(columns.betweenness).toBeNull()
  expect(columns.out_degree?.[0]).toBe(2)
})

test('what others did toward us tells of returns, not of ties among them', () => {
  const { figures } = measureQuarter(
    quarterOf(
      [
        [0, 1],
        [1, 0],
      ],
      { coverage: [covered('outbound'), covered('inbound')] },
    ),
  )
  expect(figures.whole).toMatchObject({ arcReciprocity: 1, hubDependence: null })
})

test('coverage of another quarter tells nothing of this one', () => {
  const before = { ...covered('inbound'), from: 0, to: quarter.from - 1 }
  const { figures } = measureQuarter(quarterOf([[0, 1]], { coverage: [covered('outbound'), before] }))
  expect(figures.whole.arcReciprocity).toBeNull()
})

test('follows are a layer of their own, and the network where there is nothing else', () => {
  const follows: Pair[] = [
    [1, 0],
    [0, 1],
    [2, 0],
  ]
  const coverage = [covered('inbound', ['follow']), covered('outbound', ['follow'])]
  const { figures, accounts } = measureQuarter(quarterOf([], { follows, coverage }))
  expect(accounts).toEqual([0, 1, 2])
  expect(figures.layers).toEqual({ follow: { ties: 3, arcReciprocity: 2 / 3, dyadReciprocity: 1 / 2 } })
})

test('an act toward oneself is counted and tied to nobody', () => {
  const { figures } = measureQuarter(quarterOf([[0, 1]], { selfInteractions: [0, 3] }))
  expect(figures.whole).toMatchObject({ accounts: 3, ties: 1, selfLoops: 2 })
})

test('a quarter in which nothing happened has no figures, not zeros', () => {
  const { figures } = measureQuarter(quarterOf([]))
  expect(figures.whole).toMatchObject({ accounts: 0, ties: 0, arcReciprocity: null, density: null })
  expect(figures.unclassifiedShare).toBeNull()
})
