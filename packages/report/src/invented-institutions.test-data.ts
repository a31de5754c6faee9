import type { Practice, Scored } from '@weft/model/practice'
import { SCORED } from '@weft/model/practice'
import type { QuarterName } from '@weft/model/quarter'
import {
  bandOf,
  type Change,
  type IndicatorScore,
  type Interval,
  type PracticeScore,
  type QuarterScores,
} from '@weft/model/scores'
import type { ScorecardFacts } from './scorecard-of-quarters.ts'

/** Institutions that do not exist, for tests. */
export const museumFacts: ScorecardFacts = {
  became: 'Of 24 actions of 2026-Q2: 5 done, 3 under way, 2 dismissed; 9 are due again.',
  organization: 'Museum of Tides',
  period: { from: '2026-07-01', to: '2026-09-30' },
  id: '7f3a9c21',
  version: 1,
  review: null,
  recommended: [
    'Answer the 14 questions from visitors that have waited longer than two days.',
    'Introduce the harbour archive to the two schools that write about the same wreck.',
    'Thank the five volunteers whose posts brought most newcomers, in public.',
  ],
  sources: [
    {
      name: 'X archive',
      files: 2,
      period: { from: '2024-10-01', to: '2026-09-30' },
      knows: 'what we did, with text',
    },
    {
      name: 'Generic interactions',
      files: 1,
      period: { from: '2025-01-01', to: '2026-09-30' },
      knows: 'what others did toward us, without text',
    },
    { name: 'Roster', files: 1, period: null, knows: '' },
  ],
  method: {
    version: 8,
    rubric: 'weft-2026.1',
    rubricChanges: [],
    reader: 'rules-1.0.0',
    seed: 20260930,
    definitions: 'GET /v1/method',
  },
}

export function measured(score: number): IndicatorScore {
  return {
    state: 'measured',
    value: score / 100,
    valueInterval: null,
    score,
    interval: [score - 4, score + 4],
    n: 120,
    reason: null,
    missing: [],
  }
}

export function without(state: 'insufficient' | 'not_measurable' | 'exempt', reason: string): IndicatorScore {
  return { state, value: null, valueInterval: null, score: null, interval: null, n: 0, reason, missing: [] }
}

export function provisional(range: Interval): IndicatorScore {
  return {
    state: 'provisional',
    value: null,
    valueInterval: [0.1, 0.6],
    score: null,
    interval: range,
    n: 240,
    reason: 'nobody has checked a post yet',
    missing: [],
  }
}

export function scored(score: number, change: Change | null = null, halfWidth = 5): PracticeScore {
  return {
    state: 'scored',
    provisional: false,
    score,
    interval: [Math.max(0, score - halfWidth), Math.min(100, score + halfWidth)],
    band: bandOf(score),
    change,
    evidenceShare: 0.8,
    reason: null,
    indicators: { 'house.first': measured(50), 'house.second': measured(50) },
  }
}

export function ranged(low: number, high: number, change: Change | null = null): PracticeScore {
  return {
    state: 'scored',
    provisional: true,
    score: null,
    interval: [low, high],
    band: bandOf(low) === bandOf(high) ? bandOf(low) : null,
    change,
    evidenceShare: 0.6,
    reason: null,
    indicators: { 'house.first': provisional([low, high]) },
  }
}

export function lacking(reason: string): PracticeScore {
  return {
    state: 'not_enough_evidence',
    provisional: false,
    score: null,
    interval: null,
    band: null,
    change: null,
    evidenceShare: 0.2,
    reason,
    indicators: { 'house.first': without('insufficient', 'too few') },
  }
}

export function up(points: number, margin = 3): Change {
  return { points, interval: [points - margin, points + margin], word: 'up' }
}

export function down(points: number, margin = 2): Change {
  return { points: -points, interval: [-points - margin, -points + margin], word: 'down' }
}

export function level(points: number): Change {
  return { points, interval: [points - 6, points + 6], word: 'no clear change' }
}

/** Names of the indicators of the method, with a state for each, keyed by practice. */
export function withIndicators(score: PracticeScore, indicators: Record<string, IndicatorScore>): PracticeScore {
  return { ...score, indicators }
}

export function quarterScores(
  quarter: QuarterName,
  scores: Record<Scored, PracticeScore>,
  { baseline = false, unclassifiedShare = 0.18 }: { baseline?: boolean; unclassifiedShare?: number | null } = {},
): QuarterScores {
  const { weave, ...practices } = scores
  return {
    quarter,
    baseline,
    practices: practices satisfies Record<Practice, PracticeScore>,
    weave,
    network: {
      whole: EMPTY_FIGURES,
      withoutOwned: EMPTY_FIGURES,
      layers: {},
      mixing: [],
      mixingWithoutOwned: [],
      ledger: null,
      layersWithoutOwned: {},
      unclassifiedShare,
    },
  }
}

const EMPTY_FIGURES = {
  accounts: 0,
  ties: 0,
  selfLoops: 0,
  density: null,
  arcReciprocity: null,
  dyadReciprocity: null,
  rho: null,
  weightedReciprocity: null,
  degreeCentralization: null,
  betweennessCentralization: null,
  assortativity: null,
  eiIndex: null,
  eiIndexExpected: null,
  eiIndexRescaled: null,
  components: 0,
  strongComponents: 0,
  modularity: null,
  hubDependence: null,
  sampled: null,
}

export const QUARTERS: QuarterName[] = [
  '2024-Q4',
  '2025-Q1',
  '2025-Q2',
  '2025-Q3',
  '2025-Q4',
  '2026-Q1',
  '2026-Q2',
  '2026-Q3',
]

/** The same finding for the five practices and the weave. */
export function everywhere(score: PracticeScore): Record<Scored, PracticeScore> {
  return Object.fromEntries(SCORED.map((practice) => [practice, score])) as Record<Scored, PracticeScore>
}

const REPLIES =
  'needs the replies people sent us: upload an interactions table with inbound rows (an X archive holds none)'
const AMONG = 'needs ties among others: upload an interactions table of the community'

/** Eight quarters of a museum: measured throughout, but for a few holes, and a story in the numbers. */
export const museumQuarters: QuarterScores[] = QUARTERS.map((quarter, i) => {
  const last = i === QUARTERS.length - 1
  return quarterScores(
    quarter,
    {
      vulnerability: withIndicators(
        scored([22, 24, 27, 25, 31, 34, 36, 41.2][i] ?? 0, i === 0 ? null : last ? up(5.2) : level(1)),
        {
          'vulnerability.disclosure': measured(38),
          'vulnerability.asking': measured(45),
          'vulnerability.answered': last ? without('insufficient', '3 of the 5 asks needed') : measured(30),
          'vulnerability.followed_up': measured(30),
        },
      ),
      mixing: withIndicators(
        i < 3
          ? lacking('needs a roster of staff')
          : scored([0, 0, 0, 55, 58, 57, 61, 59.7][i] ?? 0, last ? level(-1.3) : null, 8),
        {
          'mixing.personal_share': measured(60),
          'mixing.human_voices': measured(58),
          'mixing.staff_breadth': measured(61),
          'mixing.multiplex_ties': without('insufficient', '12 of 20 ties'),
        },
      ),
      provocation: withIndicators(
        i < 5 ? ranged(30 + i, 62 - i) : scored([48, 47, 43.4][i - 5] ?? 0, last ? down(3.6) : level(0), 4),
        {
          'provocation.stance_share': measured(50),
          'provocation.generativity': measured(40),
          'provocation.breadth': measured(44),
          'provocation.between_others': without('not_measurable', AMONG),
          'provocation.civility': without(
            'not_measurable',
            'needs the text of replies: upload a table with a text column',
          ),
        },
      ),
      promotion: withIndicators(scored([44, 51, 58, 64, 70, 77, 81, 86][i] ?? 0, last ? up(5) : level(2), 3), {
        'promotion.share': measured(86),
        'promotion.disinterest': measured(88),
        'promotion.breadth': measured(81),
        'promotion.drawn_in': without('not_measurable', REPLIES),
      }),
      tending: withIndicators(
        i === 4 ? lacking(REPLIES) : scored([50, 52, 49, 53, 0, 55, 54, 55][i] ?? 0, last ? level(1) : null, 7),
        {
          'tending.seeding': measured(50),
          'tending.introductions': without('not_measurable', AMONG),
          'tending.recognition': measured(60),
          'tending.responsiveness': measured(52),
          'tending.retention': measured(57),
          'tending.weeding': without('exempt', 'our charter forbids blocking members of the public'),
        },
      ),
      weave: withIndicators(scored([12, 13, 15, 14, 18, 17, 19, 18][i] ?? 0, last ? level(-1) : null, 6), {
        'weave.cross_party': measured(20),
        'weave.beyond_us': without('not_measurable', AMONG),
        'weave.reciprocity': measured(14),
        'weave.sustained': measured(22),
        'weave.hub_independence': measured(16),
      }),
    },
    { baseline: i === 0 },
  )
})
