import type { Network } from '@weft/network/network'
import type { Figures } from './igraph-peer.ts'

/** A measure as we take it, beside igraph's of the same. */
export interface NetworkMeasure {
  /** Its name in igraph-peer.c. */
  igraph: string
  /** Whether igraph's figures are the same, to six digits. */
  isSame: boolean
  /** Brings in its code, then gives what is timed. */
  bring: () => Promise<(network: Network) => () => Figures>
}

/** As in igraph-peer.c: made accounts are dealt to parties by their numbers. */
const PARTIES = 8

/** From so many sources shortest ways are walked: sampling takes no fewer. */
const SOURCES = 100

/** Walks shortest ways from that many sources, whatever the size. */
export const SAMPLE = { exactStepsMax: 0, sampledSteps: 0 }

/** The measures that are set beside igraph's, by the names of `weft metrics` where they have one. */
export const NETWORK_MEASURES = {
  strength: {
    igraph: 'strength',
    isSame: true,
    async bring() {
      const { strength } = await import('@weft/network/strength')
      return (network) => {
        const strengths = strength(network)
        return () => ({ in: highest(strengths.in), out: highest(strengths.out) })
      }
    },
  },
  pagerank: {
    igraph: 'pagerank',
    isSame: true,
    async bring() {
      const { pageRank } = await import('@weft/network/page-rank')
      return (network) => figuresOf(pageRank(network))
    },
  },
  reciprocity: {
    igraph: 'reciprocity',
    isSame: true,
    async bring() {
      const { arcReciprocity } = await import('@weft/network/arc-reciprocity')
      return (network) => {
        const share = arcReciprocity(network) ?? Number.NaN
        return () => ({ share })
      }
    },
  },
  components: {
    igraph: 'weak',
    isSame: true,
    async bring() {
      const { weakComponents } = await import('@weft/network/weak-components')
      return (network) => sizesOf(weakComponents(network).sizes)
    },
  },
  'strong components': {
    igraph: 'strong',
    isSame: true,
    async bring() {
      const { strongComponents } = await import('@weft/network/strong-components')
      return (network) => sizesOf(strongComponents(network).sizes)
    },
  },
  core: {
    igraph: 'coreness',
    isSame: true,
    async bring() {
      const { core } = await import('@weft/network/core')
      return (network) => figuresOf(core(network))
    },
  },
  mixing: {
    igraph: 'mixing',
    isSame: true,
    async bring() {
      const { tiesBetweenParties } = await import('@weft/network/party-ties')
      return (network) => {
        const code = Int32Array.from({ length: network.accounts }, (_, account) => account % PARTIES)
        const names = Array.from({ length: PARTIES }, (_, party) => `party ${party}`)
        const { count } = tiesBetweenParties(network, { names, code, classified: network.accounts })
        return () => ({ within: count[0] ?? 0, across: count[1] ?? 0 })
      }
    },
  },
  // We stop where networkx stops, which is earlier.
  eigenvector: {
    igraph: 'eigenvector',
    isSame: false,
    async bring() {
      const { eigenvector } = await import('@weft/network/eigenvector')
      return (network) => figuresOf(eigenvector(network) ?? [])
    },
  },
  'hub and authority': {
    igraph: 'hits',
    isSame: true,
    async bring() {
      const { hits } = await import('@weft/network/hits')
      return (network) => {
        const found = hits(network)
        return () => ({ hub: highest(found?.hub ?? []), authority: highest(found?.authority ?? []) })
      }
    },
  },
  constraint: {
    igraph: 'constraint',
    isSame: true,
    async bring() {
      const { constraint } = await import('@weft/network/constraint')
      return (network) => {
        const values = constraint(network)
        return () => ({ sum: sumOf(values) })
      }
    },
  },
  // Each its own optimiser, and igraph's has no directions.
  community: {
    igraph: 'louvain',
    isSame: false,
    async bring() {
      const { community } = await import('@weft/network/community')
      const { modularity } = await import('@weft/network/modularity')
      return (network) => {
        const communities = community(network)
        return () => ({ modularity: modularity(network, communities) ?? Number.NaN })
      }
    },
  },
  betweenness: {
    igraph: 'betweenness',
    isSame: true,
    async bring() {
      const { betweenness } = await import('@weft/network/betweenness')
      return (network) => {
        const { values } = betweenness(network, SAMPLE)
        const { accounts } = network
        // Ours are shares of all pairs, scaled up from the sample; igraph counts the sample's ways.
        const ways = ((accounts - 1) * (accounts - 2) * SOURCES) / accounts
        return () => ({ sum: sumOf(values) * ways, max: highest(values) * ways })
      }
    },
  },
} as const satisfies Readonly<Record<string, NetworkMeasure>>

/** An account's measures summed up. */
function figuresOf(values: ArrayLike<number | null>): () => Figures {
  return () => ({ sum: sumOf(values), max: highest(values) })
}

function sizesOf(sizes: Int32Array): () => Figures {
  return () => ({ count: sizes.length, largest: highest(sizes) })
}

function sumOf(values: ArrayLike<number | null>): number {
  let sum = 0
  for (let account = 0; account < values.length; account++) sum += values[account] ?? 0
  return sum
}

function highest(values: ArrayLike<number | null>): number {
  let most = Number.NEGATIVE_INFINITY
  for (let account = 0; account < values.length; account++) most = Math.max(most, values[account] ?? most)
  return most
}

/**
 * What two tools have to agree on: six digits, for they add up in different orders. Told a hair higher, so that a whole
 * number that ends in 5 is rounded up by both.
 */
export function digestOf(figures: Figures): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${(value * (1 + 1e-9)).toPrecision(6)}`)
    .join(', ')
}
