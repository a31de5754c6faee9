import { benchmark } from './benchmark.ts'
import { igraphTakes, prepareSampled, readNetwork, type SampledInput } from './network-input.ts'
import { digestOf, NETWORK_MEASURES } from './network-measures.ts'
import { timed } from './timed.ts'

/** How fast betweenness is estimated from a sample of sources, on one thread, beside igraph's from the same sources. */
export const networkBetweenness = benchmark<SampledInput>({
  question: 'How fast is betweenness estimated from a sample?',
  unit: 'ties',
  prepare: prepareSampled,
  contestants: {
    async weft() {
      const take = await NETWORK_MEASURES.betweenness.bring()
      return async ({ file, ties }) => {
        const network = await readNetwork(file)
        const { result: figures, seconds, cpuSeconds } = await timed(() => take(network))
        return { work: ties, digest: digestOf(figures()), seconds, cpuSeconds }
      }
    },
    async igraph() {
      return async (input) => await igraphTakes(input, [NETWORK_MEASURES.betweenness], input.sources)
    },
  },
  comparisons: (rows) => [{ of: 'weft', to: 'igraph', by: 'cpuSeconds', atMost: rows <= 1_000_000 ? 0.8 : 1 }],
  limits: [],
})
