import type { Need } from '@weft/model/need'
import type { IndicatorScore, Interval } from '@weft/model/scores'
import { scoreOf, scoreRange } from './anchors.ts'
import type { FramePosts } from './check-frames.ts'
import {
  checkableInWords,
  checkInWords,
  checkTooSmallInWords,
  imputedInWords,
  judgedInWords,
  leftOpenInWords,
  readInWords,
  uncheckedShareInWords,
} from './checking-words.ts'
import { imputed } from './estimators/imputed.ts'
import { imputedLabels } from './imputed-labels.ts'
import type { ByCheck, Indicator } from './indicator.ts'
import { leftOpen } from './left-open.ts'
import { hull, interval90 } from './percentile.ts'
import type { QuarterView } from './quarter-view.ts'
import type { Replicates, Resampled } from './replicates.ts'
import type { RubricIndicator } from './rubric.ts'
import { scenarioEstimates } from './scenario-estimates.ts'
import { type Scope, scopeOf } from './scope.ts'
import { shareByCheck } from './share-by-check.ts'

/** An indicator that has a value, before its interval is drawn. */
export interface ValuedIndicator extends Resampled {
  hasValue: true
  n: number
  isProvisional: boolean
  /** Of a provisional one why it is a range, of this width; of a measured one which labels it rests on, if any. */
  reasonOf: (range: Interval) => string | null
}

/** An indicator without a value; its score says why. */
export interface UnvaluedIndicator {
  hasValue: false
  id: string
  score: IndicatorScore
}

/** What can be said of an indicator before anything is resampled. */
export function valueIndicator(
  indicator: Indicator,
  view: QuarterView,
  { exempt }: RubricIndicator,
): ValuedIndicator | UnvaluedIndicator {
  const { id } = indicator
  if (exempt !== null) return unvalued(id, 'exempt', 0, exempt)
  const { scope, missing } = withScope(indicator, view)
  if (missing !== null) return unvalued(id, 'not_measurable', 0, missing.reason, missing.needs)
  const byCheck = indicator.isShareOfPosts
    ? shareByCheck(indicator.signals, view, scope)
    : (indicator.byCheck?.(view, scope) ?? null)
  if (byCheck?.isEnough) return valueByCheck(indicator, byCheck)
  const { usualItems, estimates } = scenarioEstimates(indicator, view, scope)
  const n = indicator.count?.(usualItems, view) ?? usualItems.length
  if (n < indicator.minimum) {
    const checkable = indicator.isShareOfPosts && byCheck !== null ? checkableInWords(indicator, n, byCheck.posts) : ''
    return tooFew(indicator, n, checkable)
  }
  const [usual] = estimates
  if (usual === undefined || usual.value === null) {
    return unvalued(id, 'insufficient', n, `${n} ${indicator.counts}, but nothing to compare them with`)
  }
  const valued = { hasValue: true, id, n } as const
  if (indicator.signals.length === 0) return { ...valued, estimates, isProvisional: false, reasonOf: () => null }
  const read = readInWords(indicator, view, scope)
  if (byCheck !== null && byCheck.orByJudging !== true) {
    const reasonOf = (range: Interval) => `${uncheckedShareInWords(indicator, byCheck, range)}${read}`
    return { ...valued, estimates, isProvisional: true, reasonOf }
  }
  const open = leftOpen(indicator, view, scope)
  if (open.toJudge > 0 && open.frames.every(({ isEnough }) => isEnough)) {
    if (byCheck === null) return valueByImputation(indicator, open.frames, view, scope)
    // What follows a post goes with what it carries, so that posts which read alike cannot stand for each other here.
    return unvalued(id, 'insufficient', n, checkTooSmallInWords(indicator, open))
  }
  if (open.toJudge > 0 || open.needsCheck) {
    return { ...valued, estimates, isProvisional: true, reasonOf: () => `${leftOpenInWords(indicator, open)}${read}` }
  }
  // Nothing is open, so all readings are the same.
  return { ...valued, estimates: [usual], isProvisional: false, reasonOf: () => judgedInWords(indicator, open) }
}

function valueByCheck(indicator: Indicator, byCheck: ByCheck): ValuedIndicator | UnvaluedIndicator {
  const { n, estimate } = byCheck
  if (n < indicator.minimum || estimate.value === null) return tooFew(indicator, n)
  const reasonOf = () => checkInWords(indicator, byCheck)
  return { hasValue: true, id: indicator.id, estimates: [estimate], n, isProvisional: false, reasonOf }
}

/** Once the check speaks for all that decides, what nobody judged is as the checked posts that read alike. */
function valueByImputation(
  indicator: Indicator,
  frames: readonly FramePosts[],
  view: QuarterView,
  scope: Scope,
): ValuedIndicator | UnvaluedIndicator {
  const items = imputedLabels(view).map((labels) => indicator.items(view, labels, scope))
  const counts = items.map((each) => indicator.count?.(each, view) ?? each.length)
  const n = Math.round(counts.reduce((sum, count) => sum + count, 0) / counts.length)
  const estimate = imputed(items.map((each) => indicator.estimate(each, view)))
  if (n < indicator.minimum || estimate.value === null) return tooFew(indicator, n)
  const reasonOf = () => imputedInWords(indicator, frames)
  return { hasValue: true, id: indicator.id, estimates: [estimate], n, isProvisional: false, reasonOf }
}

function tooFew({ id, minimum, counts }: Indicator, n: number, besides = ''): UnvaluedIndicator {
  return unvalued(id, 'insufficient', n, `${n} of ${minimum} ${counts}${besides}`)
}

/** The score of an indicator that has a value, from its replicates. */
export function scoreIndicator(
  { estimates, n, isProvisional, reasonOf }: ValuedIndicator,
  replicates: Replicates,
  { anchors }: RubricIndicator,
): IndicatorScore {
  const value = estimates[0]?.value ?? Number.NaN
  const valueInterval = hull(
    estimates.flatMap((estimate, scenario): Interval[] => {
      const values = replicates[scenario]
      return estimate.value === null || !values ? [] : [[estimate.value, estimate.value], interval90(values)]
    }),
  )
  const interval = scoreRange(valueInterval, anchors)
  const reason = reasonOf(valueInterval)
  if (isProvisional) {
    return {
      state: 'provisional',
      value: null,
      valueInterval,
      score: null,
      interval,
      n,
      reason,
      missing: [],
    }
  }
  return {
    state: 'measured',
    value,
    valueInterval,
    score: scoreOf(value, anchors),
    interval,
    n,
    reason,
    missing: [],
  }
}

/** Lowest and highest score in each replicate: the scenarios' spread, or twice the same where it is measured. */
export function scoreReplicates(replicates: Replicates, { anchors }: RubricIndicator): ScoreReplicates {
  const scenarios = replicates.filter((values) => values !== null)
  const count = scenarios[0]?.length ?? 0
  const low = new Float64Array(count)
  const high = new Float64Array(count)
  for (let replicate = 0; replicate < count; replicate++) {
    const values = scenarios.map((scenario) => scenario[replicate]!)
    ;[low[replicate], high[replicate]] = scoreRange([Math.min(...values), Math.max(...values)], anchors)
  }
  return { low, high }
}

/** Scores per replicate; `low` and `high` differ where unchecked reading leaves a range. */
export interface ScoreReplicates {
  low: Float64Array
  high: Float64Array
}

function withScope(indicator: Indicator, view: QuarterView) {
  const found = scopeOf(indicator, view)
  return found.missing === null ? found : { scope: NOWHERE, missing: found.missing }
}

const NOWHERE: Scope = { spans: new Map(), holds: () => false }

function unvalued(
  id: string,
  state: IndicatorScore['state'],
  n: number,
  reason: string,
  missing: Need[] = [],
): UnvaluedIndicator {
  const score = { state, value: null, valueInterval: null, score: null, interval: null, n, reason, missing }
  return { hasValue: false, id, score }
}
