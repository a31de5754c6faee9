import type { Network } from './network.ts'
import {
  type Sampled,
  type SampleOptions,
  SOURCE_BLOCKS,
  type SourceSample,
  sourceBlock,
  sourceSample,
} from './source-sample.ts'
import { inNetworkOrder, type Ways, waysOf } from './ways.ts'

/** Per account, how far away those who reach it are, summed over sources (all accounts, or a sample scaled up). */
export interface InwardDistances {
  /** Other accounts from which a directed way leads here. */
  reaching: Float64Array
  distanceSum: Float64Array
  inverseSum: Float64Array
  /** Of what the sums stand for where sources were sampled; its bound is that of a mean of 0..1. `null` = exact. */
  sampled: Sampled | null
}

/**
 * Walks breadth first from each source along the ties and notes its distance at every account it reaches: one pass
 * serves closeness and harmonic closeness. Exact while accounts x ties is at most 2e9, sampled above.
 * O(sources x ties).
 */
export function inwardDistances(network: Network, options: SampleOptions = {}): InwardDistances {
  const sample = sourceSample(network, options)
  const ways = waysOf(network)
  const sums = noDistances(network.accounts)
  for (let block = 0; block < SOURCE_BLOCKS; block++)
    addDistances(sums, distancesFrom(ways, sourceBlock(sample, block)))
  return inwardDistancesOf(ways, sample, sums)
}

/** Sums over some sources, by the ways' numbers. */
export type DistanceSums = Pick<InwardDistances, 'reaching' | 'distanceSum' | 'inverseSum'>

export function noDistances(accounts: number): DistanceSums {
  const [reaching, distanceSum, inverseSum] = [0, 0, 0].map(() => new Float64Array(accounts)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  return { reaching, distanceSum, inverseSum }
}

/** Adds one block's sums to those before. */
export function addDistances(sums: DistanceSums, more: DistanceSums): void {
  for (const name of ['reaching', 'distanceSum', 'inverseSum'] as const) {
    for (let account = 0; account < sums[name].length; account++) sums[name][account]! += more[name][account]!
  }
}

/** The distances from the sums of {@link distancesFrom} over all sources of a sample. */
export function inwardDistancesOf(ways: Ways, { sources, sampled }: SourceSample, sums: DistanceSums): InwardDistances {
  const scale = sources.length === 0 ? 1 : ways.accounts / sources.length
  const scaled = (values: Float64Array): Float64Array => inNetworkOrder(ways, values).map((value) => value * scale)
  return {
    reaching: scaled(sums.reaching),
    distanceSum: scaled(sums.distanceSum),
    inverseSum: scaled(sums.inverseSum),
    sampled,
  }
}

/** Sums over some sources, given by the network's numbers. */
export function distancesFrom({ accounts, outStart, outTarget, numberOf }: Ways, sources: Int32Array): DistanceSums {
  const sums = noDistances(accounts)
  const { reaching, distanceSum, inverseSum } = sums
  const distance = new Int32Array(accounts).fill(-1)
  const reached = new Int32Array(accounts)
  for (const account of sources) {
    const source = numberOf[account]!
    let count = 1
    reached[0] = source
    distance[source] = 0
    for (let next = 0; next < count; next++) {
      const at = reached[next]!
      const further = distance[at]! + 1
      for (let tie = outStart[at]!; tie < outStart[at + 1]!; tie++) {
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
  return sums
}
