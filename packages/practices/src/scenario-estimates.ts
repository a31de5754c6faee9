import { errorRatesOf } from '@weft/prevalence/error-rates'
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

/**
 * Shares corrected by the reader's error rates, everywhere they were measured. `alone`: per signal the items labelled by it
 * alone.
 *
 * Posts with one of two signals: at least as many as with the commoner, at most the sum of both, as nothing is known of
 * how their errors go together. None where a signal's rates tell nothing. The rates come from other people's posts and may
 * not hold here, so these are more scenarios, never the answer.
 */
function correctedShares(
  alone: readonly (readonly Item[])[],
  { signals }: Indicator,
  { input: { quality, labels }, postAt }: QuarterView,
): Estimate[] {
  const corrected = signals.map((signal, place) => {
    const isTold = ({ post }: Item) => post !== null && isJudged(labels.get(postAt(post).id), [signal])
    return errorRatesOf(quality.signals[signal]).map((rates) => correctedShare(alone[place]!, isTold, rates))
  })
  return everyChoice(corrected).flatMap((each) => [
    combined(each, (shares) => Math.max(...shares)),
    ...(each.length === 1 ? [] : [combined(each, (shares) => Math.min(1, sumOf(shares)))]),
  ])
}

/** Every way to take one of each list. */
function everyChoice<Value>(lists: readonly (readonly Value[])[]): Value[][] {
  return lists.reduce<Value[][]>((chosen, list) => chosen.flatMap((so) => list.map((one) => [...so, one])), [[]])
}

/** An estimate of what several say together; `null` where one says nothing. */
function combined(estimates: readonly Estimate[], together: (shares: number[]) => number): Estimate {
  const from = (shares: (number | null)[]) =>
    shares.some((share) => share === null) ? null : together(shares as number[])
  return {
    value: from(estimates.map(({ value }) => value)),
    parts: sideBySide(estimates.map(({ parts }) => parts)),
    replicate(totals, chance) {
      let end = 0
      return from(
        estimates.map(({ parts: { width }, replicate }) => {
          end += width
          return replicate(totals.subarray(end - width, end), chance)
        }),
      )
    },
    isSkewedByWeights: false,
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}
