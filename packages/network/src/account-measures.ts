import { accountReciprocity } from './account-reciprocity.ts'
import { type Betweenness, betweenness } from './betweenness.ts'
import { closeness } from './closeness.ts'
import { clustering } from './clustering.ts'
import { community } from './community.ts'
import { constraint } from './constraint.ts'
import { core } from './core.ts'
import { degree } from './degree.ts'
import { accountEiIndex } from './ei-index.ts'
import { eigenvector } from './eigenvector.ts'
import { harmonic } from './harmonic.ts'
import { hits } from './hits.ts'
import { inwardDistances } from './inward-distances.ts'
import type { Network } from './network.ts'
import { pageRank } from './page-rank.ts'
import type { Parties } from './parties.ts'
import type { SampleOptions } from './source-sample.ts'
import { strength } from './strength.ts'

/** A value per account; `null` for the accounts, or the whole network, that have none. */
export type Column = ArrayLike<number | null> | null

export interface AccountMeasures {
  columns: Record<AccountMeasure, Column>
  /** Kept whole for the network's figures, with what is known of its error. */
  betweenness: Betweenness
  community: Int32Array
  /** Sources behind closeness and harmonic where they were sampled; `null` = exact. */
  distanceSources: number | null
}

/** Every measure of single accounts, under the names of `weft metrics`, in its order. */
export const ACCOUNT_MEASURES = [
  'in_degree',
  'out_degree',
  'in_strength',
  'out_strength',
  'pagerank',
  'betweenness',
  'closeness',
  'harmonic',
  'eigenvector',
  'hub',
  'authority',
  'core',
  'constraint',
  'clustering',
  'community',
  'ei_index',
  'reciprocity',
] as const

export type AccountMeasure = (typeof ACCOUNT_MEASURES)[number]

export interface MeasureOptions extends SampleOptions {
  /** Relations without direction: reciprocity has no value. */
  undirected?: boolean
}

/** Measures every account in every way. Betweenness and distances take most of the time: O(sources x ties). */
export function accountMeasures(network: Network, parties: Parties, options: MeasureOptions = {}): AccountMeasures {
  const degrees = degree(network)
  const strengths = strength(network)
  const between = betweenness(network, options)
  const distances = inwardDistances(network, options)
  const hubs = hits(network)
  const communities = community(network, options.seed)
  const columns: Record<AccountMeasure, Column> = {
    in_degree: degrees.in,
    out_degree: degrees.out,
    in_strength: strengths.in,
    out_strength: strengths.out,
    pagerank: pageRank(network),
    betweenness: between.values,
    closeness: closeness(distances),
    harmonic: harmonic(distances),
    eigenvector: eigenvector(network),
    hub: hubs?.hub ?? null,
    authority: hubs?.authority ?? null,
    core: core(network),
    constraint: constraint(network),
    clustering: clustering(network),
    community: communities,
    ei_index: accountEiIndex(network, parties),
    reciprocity: options.undirected ? null : accountReciprocity(network),
  }
  return { columns, betweenness: between, community: communities, distanceSources: distances.sampledSources }
}
