import type { MixingCell, NetworkFigures, ShortestWaySample } from '@weft/model/scores'
import { type MeasureOptions, pairColumns, shortestWaySample, tieColumns } from './account-measures.ts'
import { type Betweenness, dependencies } from './betweenness.ts'
import { type Brokerage, brokerage } from './brokerage.ts'
import { community } from './community.ts'
import { networkFigures } from './figures.ts'
import { type DistanceSums, distancesFrom, type InwardDistances } from './inward-distances.ts'
import { mixing } from './mixing.ts'
import type { Network } from './network.ts'
import type { Parties } from './parties.ts'
import { type SourceSample, sourceBlock } from './source-sample.ts'
import { type Ways, waysOf } from './ways.ts'

/** What every task works on. A thread is given it once; the network's columns are shared, not copied. */
export interface MeasuringInput {
  network: Network
  parties: Parties
  /** 1 for accounts that are the organization's own. */
  owned: Uint8Array
  options: MeasureOptions
}

/** A piece of measuring that one thread does. */
export type MeasuringTask =
  | { name: 'ways' | 'community' | 'pairs' | 'ties' }
  | { name: 'betweenness' | 'distances'; ways: Ways; sources: Int32Array }
  | { name: 'figures'; betweenness: Betweenness; distances: InwardDistances; community: Int32Array }

/** What each piece gives. */
interface Results {
  ways: Ways
  community: { community: Int32Array }
  pairs: { columns: ReturnType<typeof pairColumns>; mixing: MixingCell[] | null; brokerage: Brokerage }
  ties: ReturnType<typeof tieColumns>
  betweenness: Float64Array
  distances: DistanceSums
  figures: { figures: NetworkFigures; sampled: ShortestWaySample | null }
}

export type TaskResult<Task extends MeasuringTask> = Results[Task['name']]

/** The walk from one block of a sample's sources. */
export function blockTask<Name extends 'betweenness' | 'distances'>(
  name: Name,
  ways: Ways,
  sample: SourceSample,
  block: number,
) {
  return { name, ways, sources: sourceBlock(sample, block).slice() }
}

/** Does one piece, on the spot. */
export function perform<Task extends MeasuringTask>(input: MeasuringInput, task: Task): TaskResult<Task>
export function perform(input: MeasuringInput, task: MeasuringTask): Results[MeasuringTask['name']] {
  const { network, parties, owned, options } = input
  switch (task.name) {
    case 'ways':
      return waysOf(network)
    case 'community':
      return { community: community(network, options.seed) }
    // In one piece what looks at connected pairs, which each thread that asks for them works out for itself.
    case 'pairs':
      return {
        columns: pairColumns(network, parties),
        mixing: mixing(network, parties, options.seed),
        brokerage: brokerage(network, parties),
      }
    case 'ties':
      return tieColumns(network, options)
    case 'betweenness':
      return dependencies(task.ways, task.sources)
    case 'distances':
      return distancesFrom(task.ways, task.sources)
    case 'figures': {
      const { betweenness, distances } = task
      const known = { ...options, betweenness, community: task.community }
      return {
        figures: networkFigures(network, parties, (account) => owned[account] === 1, known),
        sampled: shortestWaySample(network, betweenness, distances),
      }
    }
  }
}
