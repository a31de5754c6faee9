import type { SignalQuality } from '@weft/model/signal'
import type { ErrorRates } from '@weft/prevalence/error-rates'
import { sideBySide } from './cluster-parts.ts'
import type { Estimate } from './estimate.ts'
import { correctedShare } from './estimators/corrected-share.ts'
import type { Indicator } from './indicator.ts'
import type { Item } from './item.ts'
import { isJudged, labelsOf, onlySignal, type Scenario, scenariosOf } from './labels.ts'
import type { QuarterView } from './quarter-view.ts'
import type { Scope } from './scope.ts'

/** What an indicator comes to under every reading that is open, the usual one first, and the items of that one. */
export interface ScenarioEstimates {
  usualItems: readonly Item[]
  estimates: Estimate[]
}

/** Works out the items of each scenario once. O(scenarios x items). */
export function scenarioEstimates(indicator: Indicator, view: QuarterView, scope: Scope): ScenarioEstimates {
  const itemsUnder = (scenario: Scenario) => indicator.items(view, labelsOf(view.input, scenario), scope)
  const [usual = {}, ...others] = scenariosOf(indicator.signals)
  const usualItems = itemsUnder(usual)
  const estimates = [usualItems, ...others.map(itemsUnder)].map((items) => indicator.estimate(items, view))
  if (indicator.isShareOfPosts) {
    const alone = indicator.signals.map((signal) => itemsUnder(onlySignal(signal, indicator.signals)))
    estimates.push(...correctedShares(alone, indicator, view))
  }
  return { usualItems, estimates }
}

/** Below this difference of the two rates, correcting divides by next to nothing. */
const RATES_APART_MIN = 0.1

/**
 * Shares corrected by the reader's error rates. `alone`: per signal the items labelled by it alone.
 *
 * Posts with one of two signals: at least as many as with the commoner, at most the sum of both, as nothing is known of
 * how their errors go together. None where a rate was never measured. The rates come from other people's posts and may
 * not hold here, so this is one more scenario, never the answer.
 */
function correctedShares(
  alone: readonly (readonly Item[])[],
  { signals }: Indicator,
  { input: { quality, labels }, postAt }: QuarterView,
): Estimate[] {
  const corrected = signals.flatMap((signal, place) => {
    const rates = ratesApart(quality.signals[signal])
    const isTold = ({ post }: Item) => post !== null && isJudged(labels.get(postAt(post).id), [signal])
    return rates === null ? [] : [correctedShare(alone[place]!, isTold, rates)]
  })
  if (corrected.length < signals.length) return []
  const combine = (together: (shares: number[]) => number): Estimate => {
    const from = (shares: (number | null)[]) =>
      shares.some((share) => share === null) ? null : together(shares as number[])
    return {
      value: from(corrected.map(({ value }) => value)),
      parts: sideBySide(corrected.map(({ parts }) => parts)),
      replicate(totals, chance) {
        let end = 0
        return from(
          corrected.map(({ parts: { width }, replicate }) => {
            end += width
            return replicate(totals.subarray(end - width, end), chance)
          }),
        )
      },
      isSkewedByWeights: false,
    }
  }
  const commoner = combine((shares) => Math.max(...shares))
  if (signals.length === 1) return [commoner]
  const sum = combine((shares) =>
    Math.min(
      1,
      shares.reduce((all, share) => all + share, 0),
    ),
  )
  return [commoner, sum]
}

/** The rates of a signal's errors; `null` where they were never measured or tell too little. */
function ratesApart({ truePositiveRate, falsePositiveRate }: SignalQuality): ErrorRates | null {
  if (truePositiveRate === null || falsePositiveRate === null) return null
  return truePositiveRate - falsePositiveRate < RATES_APART_MIN ? null : { truePositiveRate, falsePositiveRate }
}
