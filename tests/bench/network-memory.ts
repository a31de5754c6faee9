import { benchmark } from './benchmark.ts'
import { igraphTakes, type NetworkInput, prepareNetwork, readNetwork } from './network-input.ts'
import { NETWORK_MEASURES } from './network-measures.ts'

const { pagerank, reciprocity, components, 'strong components': strong, core, mixing } = NETWORK_MEASURES

const TAKEN = [pagerank, reciprocity, components, strong, core, mixing]

/** igraph's core is that of the graph as it is: a simple one beside it would double its memory. */
const IGRAPH = ['build', ...TAKEN.map(({ igraph }) => (igraph === 'coreness' ? 'multicoreness' : igraph))]

/** How much memory the whole process takes, from reading the file of ties to the last measure. */
export const networkMemory = benchmark<NetworkInput>({
  question: 'How much memory does measuring a network take?',
  unit: 'ties',
  prepare: prepareNetwork,
  contestants: {
    async weft() {
      const takes = await Promise.all(TAKEN.map((measure) => measure.bring()))
      return async ({ file, ties }) => {
        const network = await readNetwork(file)
        for (const take of takes) take(network)
        return { work: ties, digest: null }
      }
    },
    async igraph() {
      return async (input) =>
        await igraphTakes(
          input,
          IGRAPH.map((igraph) => ({ igraph, isSame: false })),
        )
    },
  },
  comparisons: [{ of: 'weft', to: 'igraph', by: 'peakMegabytes', atMost: 0.8 }],
  limits: [],
})
