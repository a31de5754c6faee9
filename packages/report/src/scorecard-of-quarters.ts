import { SCORED, type Scored } from '@weft/model/practice'
import type { QuarterName } from '@weft/model/quarter'
import type { PracticeScore, QuarterScores } from '@weft/model/scores'
import { changesInSentences } from './change-words.ts'
import { headlineOf } from './headline.ts'
import {
  type Finding,
  HISTORY_QUARTERS_MAX,
  type HistoryPoint,
  type Scorecard,
  type ScorecardRow,
} from './scorecard.ts'
import { unmeasuredOf } from './unmeasured.ts'

/** What scores do not hold: who, from which data, reviewed by whom. */
export type ScorecardFacts = Pick<
  Scorecard,
  'organization' | 'period' | 'id' | 'version' | 'review' | 'became' | 'recommended' | 'sources' | 'method'
>

/** No quarter of that name is among the scores. */
export class QuarterNotScored extends Error {
  override name = 'QuarterNotScored'
  readonly quarter: QuarterName
  constructor(quarter: QuarterName) {
    super(`there are no scores of ${quarter}, so there is no scorecard of it`)
    this.quarter = quarter
  }
}

/**
 * The draft scorecard of one quarter, its sentences written from the scores.
 *
 * `quarters` may come in any order and hold later quarters than the one asked for (they are ignored) or gaps (they
 * are shown as gaps). Throws {@link QuarterNotScored}.
 */
export function scorecardOfQuarters(
  facts: ScorecardFacts,
  quarters: readonly QuarterScores[],
  quarter: QuarterName,
): Scorecard {
  const scores = quarters.find((one) => one.quarter === quarter)
  if (scores === undefined) throw new QuarterNotScored(quarter)
  const shown = quartersShown(quarters, quarter)
  const rows = Object.fromEntries(
    SCORED.map((practice) => [practice, rowOf(scoreOf(scores, practice), historyOf(practice, shown, quarters))]),
  ) as Record<Scored, ScorecardRow>
  return {
    ...facts,
    quarter,
    baseline: scores.baseline,
    headline: headlineOf(rows, scores.baseline),
    rows,
    changed: changesInSentences(rows, quarter, scores.baseline),
    unmeasured: unmeasuredOf(scores),
    unclassifiedShare: scores.network.unclassifiedShare,
  }
}

function rowOf(score: PracticeScore, history: HistoryPoint[]): ScorecardRow {
  const counted = Object.values(score.indicators).filter(({ state }) => state !== 'exempt')
  const resting = counted.filter(({ state }) => state === 'measured' || state === 'provisional')
  return {
    finding: findingOf(score),
    change: score.change,
    history,
    restsOn: { indicators: resting.length, indicatorsOf: counted.length, weightShare: score.evidenceShare },
  }
}

function findingOf({ state, score, interval, band, reason }: PracticeScore): Finding {
  if (state === 'scored' && score !== null && band !== null) return { state: 'scored', score, interval, band }
  if (state === 'scored' && score === null && interval !== null) return { state: 'provisional', range: interval, band }
  return { state: 'not_enough_evidence', needs: reason ?? 'its indicators carry less than half of its weight' }
}

/** Consecutive quarters from the first scored one, at most eight, up to the one asked for. */
function quartersShown(quarters: readonly QuarterScores[], quarter: QuarterName): QuarterName[] {
  const last = numberOf(quarter)
  const first = Math.min(...quarters.map((one) => numberOf(one.quarter)), last)
  const from = Math.max(first, last - HISTORY_QUARTERS_MAX + 1)
  return Array.from({ length: last - from + 1 }, (_, i) => nameOf(from + i))
}

function historyOf(practice: Scored, shown: QuarterName[], quarters: readonly QuarterScores[]): HistoryPoint[] {
  return shown.map((quarter) => {
    const scores = quarters.find((one) => one.quarter === quarter)
    const finding = scores === undefined ? null : findingOf(scoreOf(scores, practice))
    return {
      quarter,
      score: finding?.state === 'scored' ? finding.score : null,
      range: finding?.state === 'provisional' ? finding.range : null,
    }
  })
}

function scoreOf(scores: QuarterScores, practice: Scored): PracticeScore {
  return practice === 'weave' ? scores.weave : scores.practices[practice]
}

/** Quarters counted from year 0, so that neighbours differ by 1. */
function numberOf(quarter: QuarterName): number {
  return Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1
}

function nameOf(number: number): QuarterName {
  return `${Math.floor(number / 4)}-Q${((number % 4) + 1) as 1 | 2 | 3 | 4}`
}
