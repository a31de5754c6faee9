import { networkFromTies } from '@weft/network/network'
import { benchmark } from './benchmark.ts'
import { readNetworkFile } from './network-file.ts'
import { igraphTakes, prepareSampled, type SampledInput } from './network-input.ts'
import { digestOf, NETWORK_MEASURES } from './network-measures.ts'
import { timed } from './timed.ts'

const MEASURES = Object.values(NETWORK_MEASURES)

/** How long index and all measures take in one process, as an analysis takes them. */
export const networkSuite = benchmark<SampledInput>({
  question: 'How fast is a network measured in every way that igraph knows too?',
  unit: 'ties',
  prepare: prepareSampled,
  contestants: {
    async weft() {
      const takes = await Promise.all(MEASURES.map((measure) => measure.bring()))
      return async ({ file, ties }) => {
        const { accounts, from, to, weight } = await readNetworkFile(file)
        const { result, seconds, cpuSeconds } = await timed(() => {
          const network = networkFromTies(accounts, from, to, weight)
          return { network, figures: takes.map((take) => take(network)) }
        })
        const same = result.figures.filter((_, i) => MEASURES[i]?.isSame === true)
        const digests = [{ ties: result.network.ties }, ...same.map((figures) => figures())].map(digestOf)
        return { work: ties, digest: digests.join('; '), seconds, cpuSeconds }
      }
    },
    async igraph() {
      return async (input) => await igraphTakes(input, [{ igraph: 'build', isSame: true }, ...MEASURES], input.sources)
    },
  },
  comparisons: [{ of: 'weft', to: 'igraph', by: 'cpuSeconds', atMost: 0.5 }],
  limits: [],
})
