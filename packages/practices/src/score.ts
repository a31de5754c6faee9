import { PRACTICES, type Practice, SCORED, type Scored } from '@weft/model/practice'
import type { PracticeScore } from '@weft/model/scores'
import { changeBetween } from './change.ts'
import { INDICATORS } from './indicators.ts'
import { type QuarterView, quarterView } from './quarter-view.ts'
import { type Replicates, replicatesOf } from './replicates.ts'
import type { RubricIndicator } from './rubric.ts'
import {
  scoreIndicator,
  scoreReplicates,
  type UnvaluedIndicator,
  type ValuedIndicator,
  valueIndicator,
} from './score-indicator.ts'
import { type PracticeScoring, scorePractice, type WeighedIndicator } from './score-practice.ts'
import { REPLICATES, type ScoringInput } from './scoring-input.ts'

/** A practice's score before it is compared with another quarter's. */
export type UncomparedScore = PracticeScoring['score']

/**
 * A quarter's scores, the replicates behind them and what they were counted from. Keep it until the next quarter is
 * scored: a change cannot be had from two printed intervals.
 */
export interface QuarterScoring {
  view: QuarterView
  scores: Record<Scored, UncomparedScore>
  /** Per practice its score in each replicate; `null` without a score. */
  replicates: Record<Scored, PracticeScoring['replicates']>
}

/**
 * Scores a quarter. An indicator that the rubric does not name is left out. Pure and deterministic.
 *
 * About O(posts + interactions) for the items, times replicates for the intervals.
 */
export function scoreQuarter(input: ScoringInput): QuarterScoring {
  const view = quarterView(input)
  const { rubric, quarter, seed, replicates: count = REPLICATES } = input
  const entries = INDICATORS.flatMap((indicator) => {
    const entry = rubric.indicators[indicator.practice][indicator.id]
    return entry === undefined ? [] : [{ indicator, entry, known: valueIndicator(indicator, view, entry) }]
  })
  const valued = entries.flatMap(({ known }) => (known.hasValue ? [known] : []))
  const replicates = replicatesOf(valued, count, `${seed} ${quarter.name}`)
  const weighed = entries.map(({ indicator, entry, known }) => ({
    practice: indicator.practice,
    result: weigh(known, entry, replicates.get(indicator.id) ?? []),
  }))
  const practices = recordOf(SCORED, (scored) =>
    scorePractice(
      weighed.filter(({ practice }) => practice === scored).map(({ result }) => result),
      quarter.name,
    ),
  )
  return {
    view,
    scores: recordOf(SCORED, (scored) => practices[scored].score),
    replicates: recordOf(SCORED, (scored) => practices[scored].replicates),
  }
}

function weigh(
  known: ValuedIndicator | UnvaluedIndicator,
  entry: RubricIndicator,
  replicates: Replicates,
): WeighedIndicator {
  const { id } = known
  const { weight } = entry
  if (!known.hasValue) return { id, weight, score: known.score, replicates: null }
  const score = scoreIndicator(known, replicates, entry)
  return { id, weight, score, replicates: scoreReplicates(replicates, entry) }
}

/** The scores as they are stored and shown, with the change against the quarter before; `null` = a baseline. */
export function scoresOf(
  scoring: QuarterScoring,
  before: QuarterScoring | null,
): { practices: Record<Practice, PracticeScore>; weave: PracticeScore } {
  const of = ({ scores, replicates }: QuarterScoring, scored: Scored): PracticeScoring => ({
    score: scores[scored],
    replicates: replicates[scored],
  })
  const withChange = (scored: Scored): PracticeScore => ({
    ...scoring.scores[scored],
    change: before === null ? null : changeBetween(of(before, scored), of(scoring, scored)),
  })
  return { practices: recordOf(PRACTICES, withChange), weave: withChange('weave') }
}

function recordOf<Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, Value>
}
