import { networkFromTies } from '@weft/network/network'
import { benchmark } from './benchmark.ts'
import { readNetworkFile } from './network-file.ts'
import { igraphTakes, type NetworkInput, prepareNetwork } from './network-input.ts'
import { digestOf } from './network-measures.ts'
import { timed } from './timed.ts'

/** How fast columns of ties become the index that measures read, beside igraph_create. */
export const networkIndex = benchmark<NetworkInput>({
  question: 'How fast is the index of a network built from its ties?',
  unit: 'ties',
  prepare: prepareNetwork,
  contestants: {
    async index() {
      return async ({ file, ties }) => {
        const { accounts, from, to, weight } = await readNetworkFile(file)
        const { result: network, seconds, cpuSeconds } = await timed(() => networkFromTies(accounts, from, to, weight))
        return { work: ties, digest: digestOf({ ties: network.ties }), seconds, cpuSeconds }
      }
    },
    async igraph() {
      return async (input) => await igraphTakes(input, [{ igraph: 'build', isSame: true }])
    },
  },
  comparisons: (rows) => [{ of: 'index', to: 'igraph', by: 'cpuSeconds', atMost: rows <= 1_000_000 ? 0.2 : 0.4 }],
  limits: [],
})
