import { INTERACTION_KINDS } from '@weft/model/interaction'
import { isClassified, type Party } from '@weft/model/party'
import { isWithin, type Quarter } from '@weft/model/quarter'
import type { LayerFigures, QuarterNetwork } from '@weft/model/scores'
import { type AccountMeasures, accountMeasures } from '@weft/network/account-measures'
import { layerFigures, networkFigures } from '@weft/network/figures'
import { mixing } from '@weft/network/mixing'
import { type Network, networkFromTies } from '@weft/network/network'
import { partiesFromLabels, partiesOfKept } from '@weft/network/parties'
import { withoutAccounts } from '@weft/network/without-accounts'
import type { History, HistoryInteraction } from '@weft/practices/history'

/** Two accounts of a history, by their numbers there. */
export type Pair = readonly [from: number, to: number]

/** What a quarter's network is made of. Numbers are places in `history.accounts`. */
export interface QuarterTies {
  history: History
  quarter: Quarter
  /** Per account of the history. */
  parties: readonly Party[]
  /** Who followed whom, where a snapshot of the quarter says so. */
  follows: readonly Pair[]
  /** Accounts that acted toward themselves, once per act: counted, never tied. */
  selfInteractions: readonly number[]
  seed: number
}

/** A quarter's network, measured. */
export interface MeasuredNetwork {
  figures: QuarterNetwork
  measures: AccountMeasures
  /** The account of the history that each account of the network is. */
  accounts: readonly number[]
  network: Network
}

/**
 * Builds the network of a quarter's interactions, one tie per ordered pair weighted by their number, and measures it,
 * with and without the organization's owned accounts. The accounts are those that acted or were addressed; where the
 * quarter has follows and no interactions at all, those that follow.
 */
export function measureQuarter(ties: QuarterTies): MeasuredNetwork {
  const acts = ties.history.interactions.filter((interaction) => isWithin(interaction.time, ties.quarter))
  const pairs: Pair[] = [
    ...acts.map((act): Pair => [act.actor, act.target]),
    ...ties.selfInteractions.map((account): Pair => [account, account]),
  ]
  const { accounts, network } = networkOfPairs(pairs.length > 0 ? pairs : ties.follows)
  const labels = accounts.map((account) => ties.parties[account] ?? 'unclassified')
  const parties = partiesFromLabels(labels)
  const isOwned = (account: number) => labels[account] === 'owned'
  const options = { seed: ties.seed }
  const measures = accountMeasures(network, parties, options)
  const { network: rest, kept } = withoutAccounts(network, isOwned)
  return {
    accounts,
    network,
    measures,
    figures: {
      whole: networkFigures(network, parties, isOwned, {
        ...options,
        betweenness: measures.betweenness,
        community: measures.community,
      }),
      withoutOwned: networkFigures(rest, partiesOfKept(parties, kept), () => false, options),
      layers: layersOf(acts, ties.follows),
      mixing: mixing(network, parties, ties.seed),
      unclassifiedShare:
        labels.length === 0 ? null : labels.filter((label) => !isClassified(label)).length / labels.length,
    },
  }
}

/** One layer per kind of interaction that occurs, and one for follows where they are known. */
function layersOf(acts: readonly HistoryInteraction[], follows: readonly Pair[]): Record<string, LayerFigures> {
  const layers: Record<string, LayerFigures> = {}
  if (follows.length > 0) layers['follow'] = layerFigures(networkOfPairs(follows).network)
  for (const kind of INTERACTION_KINDS) {
    const pairs = acts.filter((act) => act.kind === kind).map((act): Pair => [act.actor, act.target])
    if (pairs.length > 0) layers[kind] = layerFigures(networkOfPairs(pairs).network)
  }
  return layers
}

/** Numbers the accounts that occur, in their old order, and builds their network. */
function networkOfPairs(pairs: readonly Pair[]): { accounts: number[]; network: Network } {
  const accounts = [...new Set(pairs.flat())].sort((one, other) => one - other)
  const numberOf = new Map(accounts.map((account, number) => [account, number]))
  const numbers = (end: 0 | 1) => Int32Array.from(pairs, (pair) => numberOf.get(pair[end]) ?? -1)
  return { accounts, network: networkFromTies(accounts.length, numbers(0), numbers(1)) }
}
