import type { SignalQuality } from '@weft/model/signal'

/** Share of true posts that a reader labels, and of other posts, somewhere. */
export interface ErrorRates {
  truePositiveRate: number
  falsePositiveRate: number
}

/** Below this difference of the two rates, labels say next to nothing of how many posts there are. */
const RATES_APART_MIN = 0.1

/**
 * A signal's error rates everywhere they were measured and labels tell something: where the reader learnt, and every labelled
 * set by itself. They do not travel, so no single one of them holds on other posts; what they span is known.
 */
export function errorRatesOf({ truePositiveRate, falsePositiveRate, measured }: SignalQuality): ErrorRates[] {
  const learnt =
    truePositiveRate === null || falsePositiveRate === null ? [] : [{ truePositiveRate, falsePositiveRate }]
  const elsewhere = measured.flatMap(({ posts, positives, precision, recall }) => {
    const others = posts - positives
    if (precision === 0 || others === 0) return []
    const wronglyLabelled = recall * positives * (1 / precision - 1)
    return [{ truePositiveRate: recall, falsePositiveRate: Math.min(1, wronglyLabelled / others) }]
  })
  return [...learnt, ...elsewhere].filter(
    (rates) => rates.truePositiveRate - rates.falsePositiveRate >= RATES_APART_MIN,
  )
}
