import type { Coverage, CoveredAct } from '@weft/model/coverage'
import { INTERACTION_KINDS } from '@weft/model/interaction'
import { isClassified, type Party } from '@weft/model/party'
import { isWithin, type Quarter } from '@weft/model/quarter'
import type { LayerFigures, NetworkFigures, QuarterNetwork } from '@weft/model/scores'
import { type AccountMeasure, accountMeasures, type Column } from '@weft/network/account-measures'
import { layerFigures, networkFigures } from '@weft/network/figures'
import { mixing } from '@weft/network/mixing'
import { type Network, networkFromTies } from '@weft/network/network'
import { partiesFromLabels, partiesOfKept } from '@weft/network/parties'
import { withoutAccounts } from '@weft/network/without-accounts'
import type { History, HistoryInteraction } from '@weft/practices/history'
import { knowledgeOf, knownColumns, knownFigures } from './quarter-knowledge.ts'

/** Two accounts by their numbers. */
export type Pair = readonly [from: number, to: number]

/** What a quarter's network is made of. Accounts are numbered as in the quarter's facts. */
export interface QuarterTies {
  history: History
  quarter: Quarter
  /** Per account. */
  parties: readonly Party[]
  /** Who followed whom, where a snapshot of the quarter says so. */
  follows: readonly Pair[]
  /** Accounts that acted toward themselves, once per act: counted, never tied. */
  selfInteractions: readonly number[]
  /** What the uploads can know, directions resolved. */
  coverage: readonly Coverage[]
  seed: number
}

/** A quarter's network, measured. */
export interface MeasuredNetwork {
  figures: QuarterNetwork
  /** Measures per account; a column is `null` where what it speaks of is not covered. */
  columns: Record<AccountMeasure, Column>
  /** The number, outside the network, of each account in it. */
  accounts: readonly number[]
}

/**
 * Builds the network of a quarter's interactions, one tie per ordered pair weighted by their number, and measures it,
 * with and without the organization's owned accounts. The accounts are those that acted or were addressed; where the
 * quarter has follows and no interactions at all, those that follow.
 *
 * Figures that speak of what others did are `null` where no upload covers that: an archive of our own acts has no
 * returned tie in it, and that says nothing about who answered.
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
  const knows = knowledgeOf(ties, pairs.length > 0 ? INTERACTION_KINDS : ['follow'])
  const measures = accountMeasures(network, parties, options)
  return {
    accounts,
    columns: knownColumns(measures, knows),
    figures: {
      whole: knownFigures(
        networkFigures(network, parties, isOwned, {
          ...options,
          betweenness: measures.betweenness,
          community: measures.community,
        }),
        knows,
      ),
      withoutOwned: knows.amongOthers ? figuresWithout(isOwned) : null,
      layers: layersOf(ties, acts),
      mixing: knows.amongOthers ? mixing(network, parties, ties.seed) : [],
      unclassifiedShare:
        labels.length === 0 ? null : labels.filter((label) => !isClassified(label)).length / labels.length,
    },
  }

  function figuresWithout(excluded: (account: number) => boolean): NetworkFigures {
    const { network: rest, kept } = withoutAccounts(network, excluded)
    return networkFigures(rest, partiesOfKept(parties, kept), () => false, options)
  }
}

/** One layer per kind of interaction that occurs, and one for follows where they are known. */
function layersOf(ties: QuarterTies, acts: readonly HistoryInteraction[]): Record<string, LayerFigures> {
  const layers: Record<string, LayerFigures> = {}
  const add = (kind: CoveredAct, pairs: readonly Pair[]) => {
    if (pairs.length === 0) return
    const figures = layerFigures(networkOfPairs(pairs).network)
    const isReturnKnown = knowledgeOf(ties, [kind]).returns
    layers[kind] = isReturnKnown ? figures : { ...figures, arcReciprocity: null, dyadReciprocity: null }
  }
  add('follow', ties.follows)
  for (const kind of INTERACTION_KINDS) {
    add(
      kind,
      acts.filter((act) => act.kind === kind).map((act): Pair => [act.actor, act.target]),
    )
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
