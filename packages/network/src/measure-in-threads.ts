import { availableParallelism } from 'node:os'
import type { MixingCell, NetworkFigures } from '@weft/model/scores'
import { type AccountMeasures, type MeasureOptions, shortestWayColumns } from './account-measures.ts'
import { addTo, betweennessOf } from './betweenness.ts'
import type { Brokerage } from './brokerage.ts'
import { addDistances, inwardDistancesOf, noDistances } from './inward-distances.ts'
import { blockTask, type MeasuringInput, type MeasuringTask, perform, type TaskResult } from './measuring-tasks.ts'
import type { Network } from './network.ts'
import type { Parties } from './parties.ts'
import { SOURCE_BLOCKS, sourceSample } from './source-sample.ts'
import { ThreadPool } from './thread-pool.ts'
import type { Ways } from './ways.ts'

/** Everything that is measured of a network. */
export interface Measured {
  measures: AccountMeasures
  figures: NetworkFigures
  /** `null` where there are too many parties for a matrix. */
  mixing: MixingCell[] | null
  brokerage: Brokerage
}

export interface MeasureInThreadsOptions extends MeasureOptions {
  /** By default as many as the machine does at once. */
  threads?: number
  /** Told how far it has come, 0 to 1; never goes back. */
  onProgress?: (share: number) => void
  /** Ends the work at once. */
  signal?: AbortSignal
}

/** Below so many steps of walking (accounts or sources x ties) starting threads costs more than it saves: about 0.2 s. */
const INLINE_STEPS_MAX = 1e7

/**
 * Measures a network in every way, in worker threads that share its memory, so that the caller's own thread stays free.
 * A small network is measured on the spot.
 *
 * The result is the same to the last bit for any number of threads, and that of accountMeasures(), networkFigures(),
 * mixing() and brokerage(). Throws the signal's reason when told to end, and what goes wrong in a thread.
 */
export async function measureInThreads(
  network: Network,
  parties: Parties,
  owned: (account: number) => boolean,
  options: MeasureInThreadsOptions = {},
): Promise<Measured> {
  const { threads = availableParallelism(), onProgress = () => undefined, signal, ...measuring } = options
  signal?.throwIfAborted()
  const input: MeasuringInput = {
    network,
    parties,
    owned: Uint8Array.from({ length: network.accounts }, (_, account) => (owned(account) ? 1 : 0)),
    options: measuring,
  }
  const sources = sourceSample(network, measuring).sources.length
  if (sources * network.ties <= INLINE_STEPS_MAX) {
    return await measuredBy(async (task) => perform(input, task), input, onProgress)
  }
  await using pool = new ThreadPool(input, threads, signal)
  return await measuredBy((task) => pool.perform(task), input, onProgress)
}

/** Parts of the whole in time, as they are about in large networks. */
const WEIGHTS: Record<MeasuringTask['name'], number> = {
  ways: 1,
  community: 15,
  pairs: 15,
  ties: 10,
  betweenness: 2.5,
  distances: 1,
  figures: 3,
}

async function measuredBy(
  performTask: <Task extends MeasuringTask>(task: Task) => Promise<TaskResult<Task>>,
  { network, options }: MeasuringInput,
  onProgress: (share: number) => void,
): Promise<Measured> {
  const all = Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0)
  const whole = all + (SOURCE_BLOCKS - 1) * (WEIGHTS.betweenness + WEIGHTS.distances)
  let done = 0
  const counted = async <Task extends MeasuringTask>(task: Task): Promise<TaskResult<Task>> => {
    const result = await performTask(task)
    done += WEIGHTS[task.name]
    onProgress(Math.min(1, done / whole))
    return result
  }
  // The ways first, for most of the work waits for them; then the longest.
  const waysKnown = counted({ name: 'ways' })
  const [{ community }, pairs, ties, shortest] = await Promise.all([
    counted({ name: 'community' }),
    counted({ name: 'pairs' }),
    counted({ name: 'ties' }),
    waysKnown.then((ways) => shortestWays(network, ways, options, counted)),
  ])
  const { betweenness, distances } = shortest
  const { figures, sampled } = await counted({ name: 'figures', betweenness, distances, community })
  return {
    measures: {
      columns: { ...ties, ...pairs.columns, ...shortestWayColumns(betweenness, distances), community },
      betweenness,
      community,
      sampled,
    },
    figures,
    mixing: pairs.mixing,
    brokerage: pairs.brokerage,
  }
}

async function shortestWays(
  network: Network,
  ways: Ways,
  options: MeasureOptions,
  performTask: <Task extends MeasuringTask>(task: Task) => Promise<TaskResult<Task>>,
) {
  const sample = sourceSample(network, options)
  const sums = new Float64Array(network.accounts)
  const distanceSums = noDistances(network.accounts)
  const blocks = Array.from({ length: SOURCE_BLOCKS }, (_, block) => block)
  await Promise.all([
    addedInOrder(
      blocks.map((block) => performTask(blockTask('betweenness', ways, sample, block))),
      (more) => addTo(sums, more),
    ),
    addedInOrder(
      blocks.map((block) => performTask(blockTask('distances', ways, sample, block))),
      (more) => addDistances(distanceSums, more),
    ),
  ])
  return {
    betweenness: betweennessOf(ways, sample, sums),
    distances: inwardDistancesOf(ways, sample, distanceSums),
  }
}

/** Adds up results in their order, whichever comes first: sums of fractions depend on it in their last digits. */
async function addedInOrder<Result>(results: readonly Promise<Result>[], add: (result: Result) => void): Promise<void> {
  // Heard of here as well, a failure of a later one is no unhandled rejection while an earlier one is waited for.
  const failed = Promise.all(results)
  failed.catch(() => undefined)
  for (const result of results) add(await result)
  await failed
}
