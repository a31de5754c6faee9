import type { Network } from './network.ts'
import { type SampleOptions, sourceSample } from './source-sample.ts'

/** Per account, how far away those who reach it are, summed over sources (all accounts, or a sample scaled up). */
export interface InwardDistances {
  /** Other accounts from which a directed way leads here. */
  reaching: Float64Array
  distanceSum: Float64Array
  inverseSum: Float64Array
  sampledSources: number | null
  /** With 90 % chance no account's `inverseSum` is further off than this (Hoeffding); `null` = exact. */
  errorBound: number | null
}

/**
 * Walks breadth first from each source along the ties and notes its distance at every account it reaches: one pass
 * serves closeness and harmonic closeness. Exact while accounts x ties is at most 2e9, sampled above.
 * O(sources x ties).
 */
export function inwardDistances(network: Network, options: SampleOptions = {}): InwardDistances {
  const { accounts, outStart, outTarget } = network
  const { sources, sampled, errorBound } = sourceSample(network, options)
  const reaching = new Float64Array(accounts)
  const distanceSum = new Float64Array(accounts)
  const inverseSum = new Float64Array(accounts)
  const distance = new Int32Array(accounts).fill(-1)
  const reached = new Int32Array(accounts)
  for (const source of sources) {
    let count = 1
    reached[0] = source
    distance[source] = 0
    for (let next = 0; next < count; next++) {
      const account = reached[next]!
      const further = distance[account]! + 1
      for (let tie = outStart[account]!; tie < outStart[account + 1]!; tie++) {
        const target = outTarget[tie]!
        if (distance[target]! >= 0) continue
        distance[target] = further
        reached[count++] = target
        reaching[target]!++
        distanceSum[target]! += further
        inverseSum[target]! += 1 / further
      }
    }
    for (let next = 0; next < count; next++) distance[reached[next]!] = -1
  }
  const scale = sources.length === 0 ? 1 : accounts / sources.length
  for (const sums of [reaching, distanceSum, inverseSum]) {
    for (let account = 0; account < accounts; account++) sums[account]! *= scale
  }
  return { reaching, distanceSum, inverseSum, sampledSources: sampled, errorBound: errorBound && errorBound * accounts }
}
