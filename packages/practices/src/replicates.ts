import { type Random, seededRandom } from '@weft/model/seeded-random'
import { drawGamma } from '@weft/prevalence/gamma-draw'
import type { Draw, Estimate } from './estimate.ts'
import { median } from './percentile.ts'

/** An indicator's estimates, one per scenario, and what they are resampled by. */
export interface Resampled {
  id: string
  estimates: readonly Estimate[]
  clusters: ReadonlySet<number>
}

/** Values of each estimate in each replicate; `null` for an estimate without a value. */
export type Replicates = (Float64Array | null)[]

/**
 * Recomputes every estimate under random weights of conversations, drawn anew for each replicate and shared by all
 * indicators, so that what moves together moves together in a practice's score too.
 *
 * Weights are exponential with mean 1 (Rubin's Bayesian bootstrap), which never leaves a conversation out altogether, so
 * that no replicate is without items. Same seed, same clusters: same replicates. O(replicates x clusters).
 * Source: Rubin 1981, doi:10.1214/aos/1176345338.
 */
export function replicatesOf(resampled: readonly Resampled[], count: number, seed: string): Map<string, Replicates> {
  const clusters = [...new Set(resampled.flatMap((indicator) => [...indicator.clusters]))].sort((a, b) => a - b)
  const weights = new Float64Array((clusters.at(-1) ?? -1) + 1)
  const weightOf = (cluster: number) => weights[cluster]!
  const random = seededRandom(seed)
  // A stream of its own for each indicator: its prior is the same whichever others are exempt.
  const priors = resampled.map(({ id }) => seededRandom(`${seed} ${id}`))
  const drawn = resampled.map(({ estimates }) =>
    estimates.map(({ value }) => (value === null ? null : new Float64Array(count))),
  )
  for (let replicate = 0; replicate < count; replicate++) {
    for (const cluster of clusters) weights[cluster] = exponential(random)
    resampled.forEach(({ estimates }, place) => {
      const own = priors[place]!
      const gamma = (shape: number) => drawGamma(own, shape)
      const draw: Draw = { weightOf, prior: [halfGamma(own), halfGamma(own)], gamma }
      estimates.forEach((estimate, scenario) => {
        const values = drawn[place]![scenario]
        if (values) values[replicate] = estimate.replicate(draw) ?? (estimate.value as number)
      })
    })
  }
  return new Map(
    resampled.map(({ id, estimates }, place) => [
      id,
      drawn[place]!.map((values, scenario) => (values === null ? null : recentred(values, estimates[scenario]!))),
    ]),
  )
}

/** Moves replicates that uneven weights have shifted back onto the value; these are shares, so 0..1 holds them. */
function recentred(values: Float64Array, { value, isSkewedByWeights }: Estimate): Float64Array {
  if (!isSkewedByWeights || value === null) return values
  const shift = value - median(values)
  return values.map((replicate) => Math.min(1, Math.max(0, replicate + shift)))
}

function exponential(random: Random): number {
  return -Math.log(1 - random())
}

/** A Gamma(1/2) draw: half the square of a normal one, by Box and Muller. */
function halfGamma(random: Random): number {
  return exponential(random) * Math.cos(2 * Math.PI * random()) ** 2
}
