import { join } from 'node:path'
import { benchmark } from './benchmark.ts'
import { type NetworkFile, writeNetworkFile } from './network-file.ts'
import { readNetwork } from './network-input.ts'
import { SAMPLE } from './network-measures.ts'
import { timed } from './timed.ts'

interface ThreadsInput {
  file: NetworkFile
  ties: number
}

/** What a second thread saves, by the wall clock, once threads have started. */
export const networkThreads = benchmark<ThreadsInput>({
  question: 'How much sooner do two threads know betweenness than one?',
  unit: 'ties',
  async prepare({ folder, rows }) {
    return { input: { file: await writeNetworkFile(join(folder, 'ties'), rows), ties: rows } }
  },
  contestants: { 'one thread': threads(1), 'two threads': threads(2) },
  comparisons: [{ of: 'two threads', to: 'one thread', by: 'seconds', atMost: 0.6 }],
  limits: [],
})

function threads(count: number) {
  return async () => {
    const { ThreadPool } = await import('@weft/network/thread-pool')
    const { blockTask } = await import('@weft/network/measuring-tasks')
    const { SOURCE_BLOCKS, sourceSample } = await import('@weft/network/source-sample')
    const { addTo } = await import('@weft/network/betweenness')
    const { partiesFromLabels } = await import('@weft/network/parties')
    return async ({ file, ties }: ThreadsInput) => {
      const network = await readNetwork(file)
      const sample = sourceSample(network, SAMPLE)
      const owned = new Uint8Array(network.accounts)
      await using pool = new ThreadPool({ network, parties: partiesFromLabels([]), owned, options: {} }, count)
      const [ways] = await Promise.all(Array.from({ length: count }, () => pool.perform({ name: 'ways' })))
      const { result, seconds, cpuSeconds } = await timed(async () => {
        const sums = new Float64Array(network.accounts)
        const blocks = Array.from({ length: SOURCE_BLOCKS }, (_, block) =>
          pool.perform(blockTask('betweenness', ways!, sample, block)),
        )
        for (const block of blocks) addTo(sums, await block)
        return sums
      })
      return { work: ties, digest: String(result.reduce((sum, value) => sum + value, 0)), seconds, cpuSeconds }
    }
  }
}
