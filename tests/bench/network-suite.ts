import { networkFromTies } from '@weft/network/network'
import { sourceSample } from '@weft/network/source-sample'
import { benchmark } from './benchmark.ts'
import { readNetworkFile } from './network-file.ts'
import { igraphTakes, type NetworkInput, prepareNetwork, readNetwork } from './network-input.ts'
import { digestOf, NETWORK_MEASURES, SAMPLE } from './network-measures.ts'
import { timed } from './timed.ts'

const MEASURES = Object.values(NETWORK_MEASURES)

interface SuiteInput extends NetworkInput {
  /** The sample from which we walk shortest ways. */
  sources: number[]
}

/** How long index and all measures take in one process, as an analysis takes them. */
export const networkSuite = benchmark<SuiteInput>({
  question: 'How fast is a network measured in every way that igraph knows too?',
  unit: 'ties',
  async prepare(preparation) {
    const { input } = await prepareNetwork(preparation)
    const { sources } = sourceSample(await readNetwork(input.file), SAMPLE)
    return { input: { ...input, sources: [...sources] } }
  },
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
