import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { benchmark } from './benchmark.ts'
import { type NetworkFile, writeNetworkFile } from './network-file.ts'
import { readNetwork } from './network-input.ts'
import { timed } from './timed.ts'

interface LouvainInput {
  file: NetworkFile
  ties: number
}

/** What it saves to show graphology's Louvain the index in place of a graph that is built for it. */
export const networkLouvain = benchmark<LouvainInput>({
  question: 'How fast are communities found without building a graph?',
  unit: 'ties',
  async prepare({ folder, rows }) {
    return { input: { file: await writeNetworkFile(join(folder, 'ties'), rows), ties: rows } }
  },
  contestants: {
    async view() {
      const { community } = await import('@weft/network/community')
      return async ({ file, ties }) => {
        const network = await readNetwork(file)
        const { result, seconds, cpuSeconds } = await timed(() => community(network))
        return { work: ties, digest: digestOf(result), seconds, cpuSeconds }
      }
    },
    async graph() {
      const { seededRandom } = await import('@weft/model/seeded-random')
      const { numberedBySize } = await import('@weft/network/community')
      const { DirectedGraph, louvain } = await import('@weft/network/graphology-packages')
      return async ({ file, ties }) => {
        const { accounts, outStart, outTarget, outWeight } = await readNetwork(file)
        const { result, seconds, cpuSeconds } = await timed(() => {
          const graph = new DirectedGraph()
          for (let account = 0; account < accounts; account++) graph.addNode(account)
          for (let source = 0; source < accounts; source++) {
            for (let tie = outStart[source]!; tie < outStart[source + 1]!; tie++) {
              graph.addDirectedEdgeWithKey(tie, source, outTarget[tie], { weight: outWeight[tie] })
            }
          }
          const found = louvain(graph, { rng: seededRandom(1), getEdgeWeight: 'weight' })
          return numberedBySize(Int32Array.from({ length: accounts }, (_, account) => found[account]!))
        })
        return { work: ties, digest: digestOf(result), seconds, cpuSeconds }
      }
    },
  },
  comparisons: [{ of: 'view', to: 'graph', by: 'cpuSeconds', atMost: 0.35 }],
  limits: [],
})

/** Of the partition itself: both have to find the same, account by account. */
function digestOf(communities: Int32Array): string {
  return createHash('sha256').update(communities).digest('hex')
}
