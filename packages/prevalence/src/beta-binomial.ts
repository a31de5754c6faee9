/**
 * How many of `trials` succeed whose common chance is Beta(alpha, beta) distributed: the quantiles at 1/2, 3/2, … of `count`
 * equal parts, rising. O(trials + count).
 */
export function betaBinomialQuantiles(trials: number, alpha: number, beta: number, count: number): Uint32Array {
  const weights = betaBinomialWeights(trials, alpha, beta)
  let all = 0
  for (const weight of weights) all += weight
  const quantiles = new Uint32Array(count)
  let successes = 0
  let upTo = weights[0]!
  for (let i = 0; i < count; i++) {
    while (upTo < ((i + 0.5) / count) * all && successes < trials) upTo += weights[++successes]!
    quantiles[i] = successes
  }
  return quantiles
}

/** Chances of 0 … trials successes, up to a factor: from the likeliest outwards, so that nothing overflows. */
function betaBinomialWeights(trials: number, alpha: number, beta: number): Float64Array {
  const weights = new Float64Array(trials + 1)
  const start = likeliest(trials, alpha, beta)
  const ratio = (k: number) => ((trials - k) * (k + alpha)) / ((k + 1) * (trials - k - 1 + beta))
  weights[start] = 1
  for (let k = start; k < trials; k++) weights[k + 1] = weights[k]! * ratio(k)
  for (let k = start; k > 0; k--) weights[k - 1] = weights[k]! / ratio(k - 1)
  return weights
}

/** Where the chance of one success more is no longer higher; with a shape below 1, the end it heaps up at. */
function likeliest(trials: number, alpha: number, beta: number): number {
  if (alpha < 1) return 0
  if (beta < 1) return trials
  if (alpha + beta === 2) return 0
  const crossing = (trials * (alpha - 1) + 1 - beta) / (alpha + beta - 2)
  return Math.min(trials, Math.max(0, Math.round(crossing)))
}
