import type { Need } from '@weft/model/need'
import { SCORED } from '@weft/model/practice'
import type { IndicatorScore } from '@weft/model/scores'
import { seededRandom } from '@weft/model/seeded-random'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { usually } from './indicator-value.test-data.ts'
import { INDICATORS } from './indicators.ts'
import { covering } from './invented-history.test-data.ts'
import { inventedInstitution } from './invented-institution.test-data.ts'
import { scoreQuarter } from './score.ts'
import type { ScoringInput } from './scoring-input.ts'

type Direction = 'outbound' | 'inbound' | 'among_others'

const seeds = fc.integer({ min: 1, max: 1_000_000 })
const runs = { numRuns: 8 }
const IDS = INDICATORS.map(({ id }) => id)

const valuesOf = (input: ScoringInput) => Object.fromEntries(IDS.map((id) => [id, usually(id, input)]))

function indicatorsOf(input: ScoringInput): Record<string, IndicatorScore> {
  const { scores } = scoreQuarter(input)
  return Object.assign({}, ...SCORED.map((scored) => scores[scored].indicators)) as Record<string, IndicatorScore>
}

/** Indicators whose count or value differs; sums in another order may differ in the last digits. */
function differing(some: ReturnType<typeof valuesOf>, others: ReturnType<typeof valuesOf>): string[] {
  return IDS.filter((id) => {
    const [one, other] = [some[id], others[id]]
    if (one?.n !== other?.n || (one?.value === null) !== (other?.value === null)) return true
    return Math.abs((one?.value ?? 0) - (other?.value ?? 0)) > 1e-9
  })
}

function shuffled(seed: number) {
  return <Row>(rows: Row[]): Row[] => {
    const random = seededRandom(seed)
    return rows
      .map((row) => ({ row, at: random() }))
      .sort((one, other) => one.at - other.at)
      .map(({ row }) => row)
  }
}

test('the invented institution gives a value to nearly every indicator, so that what follows tests something', () => {
  const found = valuesOf(inventedInstitution(1).story.input())
  expect(IDS.filter((id) => found[id]?.value == null)).toEqual([])
})

test('numbering the accounts differently changes no value and no count', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { story } = inventedInstitution(seed)
      expect(differing(valuesOf(story.input()), valuesOf(story.input({ order: shuffled(seed) })))).toEqual([])
    }),
    runs,
  )
})

test('the order of rows of the same moment changes no value and no count', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { story } = inventedInstitution(seed)
      expect(differing(valuesOf(story.input()), valuesOf(story.input({ rows: shuffled(seed) })))).toEqual([])
    }),
    runs,
  )
})

const withheld: { what: string; direction: Direction; needs: Need[]; kept: Direction[] }[] = [
  {
    what: 'what we did',
    direction: 'outbound',
    needs: ['own_text', 'own_acts', 'own_reposts'],
    kept: ['inbound', 'among_others'],
  },
  {
    what: 'what others did toward us',
    direction: 'inbound',
    needs: ['inbound', 'inbound_text', 'previous_quarter'],
    kept: ['outbound', 'among_others'],
  },
  {
    what: 'what others did among themselves',
    direction: 'among_others',
    needs: ['among_others'],
    kept: ['outbound', 'inbound'],
  },
]

test.each(withheld)('withholding $what takes away what needs it and raises nothing', ({ direction, needs, kept }) => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const whole = inventedInstitution(seed).story.input()
      const before = valuesOf(whole)
      const after = valuesOf({ ...without(whole, direction), coverage: covering(...kept) })
      const needing = INDICATORS.filter((indicator) => indicator.needs.some((need) => needs.includes(need)))
      expect(needing.filter(({ id }) => after[id] !== null)).toEqual([])
      const raised = (id: string) => (after[id]?.value ?? -Infinity) > (before[id]?.value ?? -Infinity) + 1e-9
      expect(IDS.filter(raised)).toEqual([])
    }),
    runs,
  )
})

/** The data as it would be had acts of one direction never been uploaded. */
function without(input: ScoringInput, direction: Direction): ScoringInput {
  const isInside = (account: number) => ['owned', 'employee'].includes(input.parties[account] ?? '')
  const directionOf = ({ actor, target }: { actor: number; target: number }) =>
    isInside(actor) ? (isInside(target) ? 'internal' : 'outbound') : isInside(target) ? 'inbound' : 'among_others'
  const { history } = input
  const interactions = history.interactions.filter((act) => directionOf(act) !== direction)
  return { ...input, history: { ...history, interactions } }
}

test('withholding the roster takes away what needs it', () => {
  const input = inventedInstitution(3).story.input({ rosterKnown: false })
  const needing = INDICATORS.filter(({ needs }) => needs.includes('roster'))
  expect(needing).toHaveLength(6)
  expect(needing.filter(({ id }) => usually(id, input) !== null)).toEqual([])
})

test('a provisional range holds the value of the usual labels, and a measured interval its value', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const input = inventedInstitution(seed).story.input()
      const scored = Object.entries(indicatorsOf(input)).filter(([, { valueInterval }]) => valueInterval !== null)
      expect(scored.length).toBeGreaterThan(15)
      const outside = scored.filter(([id, { valueInterval, value }]) => {
        const usual = value ?? usually(id, input)?.value ?? Number.NaN
        const [low, high] = valueInterval ?? [Number.NaN, Number.NaN]
        return !(low <= usual && usual <= high)
      })
      expect(outside).toEqual([])
      const unsound = scored.filter(([, { state, score, interval }]) => {
        const [low, high] = interval ?? [Number.NaN, Number.NaN]
        return !(0 <= low && low <= high && high <= 100) || (state === 'measured') === (score === null)
      })
      expect(unsound).toEqual([])
    }),
    { numRuns: 4 },
  )
})

test('the same input gives the same scores to the last digit, another seed other intervals and the same values', () => {
  const { story } = inventedInstitution(5)
  const scores = (seed: number) => JSON.stringify(scoreQuarter(story.input({ seed })).scores)
  expect(scores(1)).toBe(scores(1))
  expect(scores(2)).not.toBe(scores(1))
  const [one, other] = [indicatorsOf(story.input({ seed: 1 })), indicatorsOf(story.input({ seed: 2 }))]
  expect(IDS.filter((id) => one[id]?.value !== other[id]?.value)).toEqual([])
})
