import { type Random, seededRandom } from '@weft/model/seeded-random'
import { drawGamma } from '@weft/prevalence/gamma-draw'
import type { Estimate } from './estimate.ts'
import { median } from './percentile.ts'
import { type WeighedClusters, weighedClusters } from './weighed-clusters.ts'

/** An indicator's estimates, one per scenario. */
export interface Resampled {
  id: string
  estimates: readonly Estimate[]
}

/** Values of each estimate in each replicate; `null` for an estimate without a value. */
export type Replicates = (Float64Array | null)[]

/**
 * Recomputes every estimate under random weights of conversations, drawn anew for each replicate and shared by all
 * indicators, so that what moves together moves together in a practice's score too.
 *
 * Weights are exponential with mean 1 (Rubin's Bayesian bootstrap), which never leaves a conversation out altogether, so
 * that no replicate is without items; very many are weighed in random groups. Same seed, same clusters: same replicates.
 * O(items + replicates x totals) at most, times the clusters that are weighed.
 * Source: Rubin 1981, doi:10.1214/aos/1176345338.
 */
export function replicatesOf(resampled: readonly Resampled[], count: number, seed: string): Map<string, Replicates> {
  const estimates = resampled.flatMap((indicator) => indicator.estimates)
  const clusters = weighedClusters(estimates.map(({ parts }) => parts))
  const totals = new Float64Array(estimates.reduce((sum, { parts }) => sum + parts.width, 0))
  let end = 0
  const own = resampled.map(({ id, estimates: scenarios }) => ({
    id,
    // A stream of its own for each indicator: its prior is the same whichever others are exempt.
    random: seededRandom(`${seed} ${id}`),
    scenarios: scenarios.map((estimate) => {
      end += estimate.parts.width
      const values = estimate.value === null ? null : new Float64Array(count)
      return { estimate, values, totals: totals.subarray(end - estimate.parts.width, end) }
    }),
  }))
  const random = seededRandom(seed)
  for (let replicate = 0; replicate < count; replicate++) {
    weigh(clusters, random, totals)
    for (const { random: chance, scenarios } of own) {
      const gamma = (shape: number) => drawGamma(chance, shape)
      const prior = [halfGamma(chance), halfGamma(chance)] as const
      for (const { estimate, values, totals: weighed } of scenarios) {
        if (values)
          values[replicate] = estimate.replicate(weighed, { prior, replicate, gamma }) ?? (estimate.value as number)
      }
    }
  }
  return new Map(
    own.map(({ id, scenarios }) => [
      id,
      scenarios.map(({ estimate, values }) => (values === null ? null : recentred(values, estimate))),
    ]),
  )
}

/** Fills in the totals of one replicate. */
function weigh({ starts, totals, amounts }: WeighedClusters, random: Random, sums: Float64Array): void {
  sums.fill(0)
  for (let place = 0; place + 1 < starts.length; place++) {
    const weight = exponential(random)
    for (let entry = starts[place]!; entry < starts[place + 1]!; entry++) {
      sums[totals[entry]!]! += weight * amounts[entry]!
    }
  }
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
