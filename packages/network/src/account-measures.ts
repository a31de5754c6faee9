import type { ShortestWaySample } from '@weft/model/scores'
import { accountReciprocity } from './account-reciprocity.ts'
import { type Betweenness, betweenness } from './betweenness.ts'
import { closeness, closenessErrorBound } from './closeness.ts'
import { clustering } from './clustering.ts'
import { community } from './community.ts'
import { constraint } from './constraint.ts'
import { core } from './core.ts'
import { degree } from './degree.ts'
import { accountEiIndex } from './ei-index.ts'
import { eigenvector } from './eigenvector.ts'
import { harmonic } from './harmonic.ts'
import { hits } from './hits.ts'
import { type InwardDistances, inwardDistances } from './inward-distances.ts'
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
  /** What is known of betweenness, closeness and harmonic closeness where they were estimated; `null` = exact. */
  sampled: ShortestWaySample | null
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
  const between = betweenness(network, options)
  const distances = inwardDistances(network, options)
  const communities = community(network, options.seed)
  return {
    columns: {
      ...tieColumns(network, options),
      ...pairColumns(network, parties),
      ...shortestWayColumns(between, distances),
      community: communities,
    },
    betweenness: between,
    community: communities,
    sampled: shortestWaySample(network, between, distances),
  }
}

type Columns<Names extends AccountMeasure> = Record<Names, Column>

/** The measures that are read off an account's ties, or passed along them. O(rounds x ties). */
export function tieColumns(network: Network, { undirected = false }: MeasureOptions = {}) {
  const degrees = degree(network)
  const strengths = strength(network)
  const hubs = hits(network)
  return {
    in_degree: degrees.in,
    out_degree: degrees.out,
    in_strength: strengths.in,
    out_strength: strengths.out,
    pagerank: pageRank(network),
    eigenvector: eigenvector(network),
    hub: hubs?.hub ?? null,
    authority: hubs?.authority ?? null,
    reciprocity: undirected ? null : accountReciprocity(network),
  } satisfies Partial<Columns<AccountMeasure>>
}

/** The measures that ask how an account's contacts are connected. O(ties^1.5). */
export function pairColumns(network: Network, parties: Parties) {
  return {
    core: core(network),
    constraint: constraint(network),
    clustering: clustering(network),
    ei_index: accountEiIndex(network, parties),
  } satisfies Partial<Columns<AccountMeasure>>
}

/** The measures that rest on shortest ways. O(accounts). */
export function shortestWayColumns(between: Betweenness, distances: InwardDistances) {
  return {
    betweenness: between.values,
    closeness: closeness(distances),
    harmonic: harmonic(distances),
  } satisfies Partial<Columns<AccountMeasure>>
}

/** What is known of estimates from a sample of sources, `null` where they are exact. O(accounts + ties). */
export function shortestWaySample(
  network: Network,
  { sampled: between }: Betweenness,
  distances: InwardDistances,
): ShortestWaySample | null {
  const { sampled } = distances
  const closenessBound = closenessErrorBound(network, distances)
  if (between === null || sampled === null || closenessBound === null) return null
  return {
    sources: sampled.sources,
    seed: sampled.seed,
    betweennessErrorBound: between.errorBound,
    closenessErrorBound: closenessBound,
    harmonicErrorBound: sampled.errorBound * network.accounts,
  }
}
