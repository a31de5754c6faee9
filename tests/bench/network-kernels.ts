import { benchmark, type Comparison } from './benchmark.ts'
import { igraphTakes, type NetworkInput, prepareNetwork, readNetwork } from './network-input.ts'
import { digestOf, NETWORK_MEASURES, type NetworkMeasure } from './network-measures.ts'
import { timed } from './timed.ts'

/** What is aimed at, up to a million ties and above; `null` where it is only reported. */
const AIMS: Partial<Record<keyof typeof NETWORK_MEASURES, [toAMillion: number | null, above: number | null]>> = {
  strength: [null, null],
  pagerank: [0.4, 1.1],
  reciprocity: [0.3, 0.3],
  components: [0.3, 0.3],
  'strong components': [0.3, 0.7],
  core: [1, 1],
  // The peer is a bare loop.
  mixing: [null, null],
  eigenvector: [null, null],
  'hub and authority': [null, null],
  constraint: [0.06, null],
}

const KERNELS = Object.entries(AIMS) as [keyof typeof NETWORK_MEASURES, [number | null, number | null]][]

/** How fast each measure is taken from the index, beside igraph's C library on a graph that it has built. */
export const networkKernels = benchmark<NetworkInput>({
  question: 'How fast are measures of a network taken?',
  unit: 'ties',
  prepare: prepareNetwork,
  contestants: Object.fromEntries(
    KERNELS.flatMap(([name]) => [
      [name, kernel(NETWORK_MEASURES[name])],
      [`${name}, igraph`, async () => (input: NetworkInput) => igraphTakes(input, [NETWORK_MEASURES[name]])],
    ]),
  ),
  comparisons: (rows) =>
    KERNELS.map(
      ([name, [toAMillion, above]]): Comparison => ({
        of: name,
        to: `${name}, igraph`,
        by: 'cpuSeconds',
        atMost: rows <= 1_000_000 ? toAMillion : above,
      }),
    ),
  limits: [],
})

/** The measure on a ready index, cold: compiling it on the way is counted. */
function kernel({ bring, isSame }: NetworkMeasure) {
  return async () => {
    const take = await bring()
    return async ({ file, ties }: NetworkInput) => {
      const network = await readNetwork(file)
      const { result: figures, seconds, cpuSeconds } = await timed(() => take(network))
      return { work: ties, digest: isSame ? digestOf(figures()) : null, seconds, cpuSeconds }
    }
  }
}
