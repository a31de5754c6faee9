import { NEEDS, type Need } from '@weft/model/need'
import type { QuarterName } from '@weft/model/quarter'
import { bandOf, type IndicatorScore, type Interval, type PracticeScore } from '@weft/model/scores'
import { uploadInWords } from './need.ts'
import { hull, interval90, range90 } from './percentile.ts'
import type { ScoreReplicates } from './score-indicator.ts'

/** An indicator of a practice: what is known of it, what it weighs, and its scores per replicate where it has any. */
export interface WeighedIndicator {
  id: string
  score: IndicatorScore
  weight: number
  replicates: ScoreReplicates | null
}

/**
 * Below this share of the weight a score would rest on the smaller part of the practice. A hair under one half, as
 * rounding must not decide: weights such as 0.3 and 0.2 add up inexactly.
 */
export const EVIDENCE_SHARE_MIN = 0.5 - 1e-9

/** A practice's score without its change, and its replicates, which the change against another quarter needs. */
export interface PracticeScoring {
  score: Omit<PracticeScore, 'change'>
  /** `null` without a score. */
  replicates: ScoreReplicates | null
}

/**
 * The weighted mean of a practice's indicators that have a value and are not exempt; 0 to 100.
 *
 * Not enough evidence where they carry less than half of the weight. Where one is provisional there is no score but a
 * range: the 5th percentile of the replicates' low ends to the 95th of their high ends, and a band only if both ends
 * share it. O(indicators x replicates).
 */
export function scorePractice(weighed: readonly WeighedIndicator[], quarter: QuarterName): PracticeScoring {
  const indicators = Object.fromEntries(weighed.map(({ id, score }) => [id, score]))
  const counted = weighed.filter(({ score }) => score.state !== 'exempt')
  const scored = counted.filter(({ replicates }) => replicates !== null)
  const weightAll = weightOf(counted)
  const evidenceShare = weightAll === 0 ? 0 : weightOf(scored) / weightAll
  if (evidenceShare < EVIDENCE_SHARE_MIN) {
    const reason = reasonOf(counted, quarter)
    return { score: { ...WITHOUT_SCORE, evidenceShare, reason, indicators }, replicates: null }
  }
  const replicates = { low: meanReplicates(scored, 'low'), high: meanReplicates(scored, 'high') }
  const isProvisional = scored.some(({ score }) => score.state === 'provisional')
  const score = isProvisional ? null : weightedMean(scored)
  const interval =
    score === null ? range90(replicates.low, replicates.high) : hull([interval90(replicates.low), [score, score]])
  return {
    score: {
      state: 'scored',
      provisional: isProvisional,
      score,
      interval,
      band: score === null ? sharedBand(interval) : bandOf(score),
      evidenceShare,
      reason: null,
      indicators,
    },
    replicates,
  }
}

const WITHOUT_SCORE = {
  state: 'not_enough_evidence',
  provisional: false,
  score: null,
  interval: null,
  band: null,
} as const

/** The band of a range, where both ends share one. */
export function sharedBand([low, high]: Interval): PracticeScore['band'] {
  return bandOf(low) === bandOf(high) ? bandOf(low) : null
}

function weightOf(indicators: readonly Pick<WeighedIndicator, 'weight'>[]): number {
  return indicators.reduce((sum, { weight }) => sum + weight, 0)
}

function weightedMean(scored: readonly WeighedIndicator[]): number {
  return scored.reduce((sum, { score, weight }) => sum + weight * (score.score ?? 0), 0) / weightOf(scored)
}

function meanReplicates(scored: readonly WeighedIndicator[], end: 'low' | 'high'): Float64Array {
  const mean = new Float64Array(scored[0]?.replicates?.[end].length ?? 0)
  const all = weightOf(scored)
  for (const { weight, replicates } of scored) {
    replicates?.[end].forEach((value, replicate) => {
      mean[replicate]! += (weight * value) / all
    })
  }
  return mean
}

/** The one upload that would supply most of what is missing; else that there is too little to count. */
function reasonOf(counted: readonly WeighedIndicator[], quarter: QuarterName): string {
  const weightAll = weightOf(counted)
  if (weightAll === 0) return 'Every indicator of it is left out by decision.'
  const percent = (weight: number) => `${Math.round((100 * weight) / weightAll)} %`
  const supplied = counted.filter(({ replicates }) => replicates === null)
  const unmeasurable = supplied.filter(({ score }) => score.missing.length > 0)
  const insufficient = weightOf(supplied) - weightOf(unmeasurable)
  const best = bestUpload(unmeasurable)
  if (best === null || insufficient > best.weight)
    return `Indicators of ${percent(insufficient)} of the weight had too few items this quarter.`
  return `${uploadInWords(best.needs, quarter)}: ${percent(best.weight)} more of the weight could be scored.`
}

/**
 * The set of missing needs that, supplied together, makes most weight measurable per need, the smaller set first: one
 * upload that opens 40 % is better advice than three that open 60 %.
 */
function bestUpload(unmeasurable: readonly WeighedIndicator[]): { needs: readonly Need[]; weight: number } | null {
  let best: { needs: readonly Need[]; weight: number } | null = null
  for (const { score } of unmeasurable) {
    const needs = NEEDS.filter((need) => score.missing.includes(need))
    const weight = weightOf(unmeasurable.filter((other) => other.score.missing.every((need) => needs.includes(need))))
    if (best === null || weight / needs.length > best.weight / best.needs.length) best = { needs, weight }
  }
  return best
}
