/**
 * How many unchecked posts each checked post stands for: its sampling weight, less the post itself.
 *
 * Weights are first brought to the scale on which they add up to all posts and none is below 1, so that weights known
 * up to a factor, and a check broken off half way, do no harm. All posts checked: zeros. O(checked x log scale).
 */
export function uncheckedWeights(samplingWeights: readonly number[], posts: number): number[] {
  const scaled = (scale: number) => samplingWeights.map((weight) => Math.max(1, weight * scale))
  const sumAt = (scale: number) => scaled(scale).reduce((sum, weight) => sum + weight, 0)
  let low = 0
  let high = posts / Math.min(...samplingWeights)
  for (let halvings = 0; halvings < HALVINGS; halvings++) {
    const middle = (low + high) / 2
    if (sumAt(middle) < posts) low = middle
    else high = middle
  }
  return scaled(low).map((weight) => weight - 1)
}

/** Enough for the last bit of a 64-bit float, whatever the scale. */
const HALVINGS = 100
