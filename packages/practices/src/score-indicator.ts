import type { Need } from '@weft/model/need'
import type { IndicatorScore, Interval } from '@weft/model/scores'
import { scoreOf, scoreRange } from './anchors.ts'
import type { Indicator } from './indicator.ts'
import { signalsInWords } from './labels.ts'
import { ownOriginals, ownPosts } from './own-posts.ts'
import { hull, interval90 } from './percentile.ts'
import type { QuarterView } from './quarter-view.ts'
import type { Replicates, Resampled } from './replicates.ts'
import type { RubricIndicator } from './rubric.ts'
import { scenarioEstimates } from './scenario-estimates.ts'
import { type Scope, scopeOf } from './scope.ts'

/** An indicator that has a value, before its interval is drawn. */
export interface ValuedIndicator extends Resampled {
  hasValue: true
  n: number
  /** Why its value is a range; `null` where it is measured. */
  provisionalReason: string | null
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
  const { usualItems, estimates, clusters } = scenarioEstimates(indicator, view, scope)
  const n = indicator.count?.(usualItems, view) ?? usualItems.length
  if (n < indicator.minimum) {
    return unvalued(id, 'insufficient', n, `${n} of ${indicator.minimum} ${indicator.counts}`)
  }
  if (estimates[0]?.value === null || estimates[0] === undefined) {
    return unvalued(id, 'insufficient', n, `${n} ${indicator.counts}, but nothing to compare them with`)
  }
  const provisionalReason = indicator.signals.length === 0 ? null : reasonOf(indicator, view, scope)
  return { hasValue: true, id, estimates, clusters, n, provisionalReason }
}

/** The score of an indicator that has a value, from its replicates. */
export function scoreIndicator(
  { estimates, n, provisionalReason }: ValuedIndicator,
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
  if (provisionalReason !== null) {
    return {
      state: 'provisional',
      value: null,
      valueInterval,
      score: null,
      interval,
      n,
      reason: provisionalReason,
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
    reason: null,
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

/** Why an unchecked value is a range, what would firm it up, and how much of what we wrote was read at all. */
function reasonOf({ signals, needs, isShareOfPosts }: Indicator, view: QuarterView, scope: Scope): string {
  const base = `Rests on unchecked reading of ${signalsInWords(signals)}; about 100 of your posts checked by people would make it a number.`
  if (!needs.includes('own_text')) return base
  const posts = isShareOfPosts ? ownOriginals(view, scope) : ownPosts(view, scope)
  const read = posts.filter((post) => post.signals !== null).length
  if (read === posts.length) return base
  return `${base} ${read} of ${posts.length} own ${isShareOfPosts ? 'originals' : 'posts'} could be read.`
}
