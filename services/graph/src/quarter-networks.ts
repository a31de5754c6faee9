import type { CoveredAct } from '@weft/model/coverage'
import { INTERACTION_KINDS } from '@weft/model/interaction'
import type { Party } from '@weft/model/party'
import type { Quarter } from '@weft/model/quarter'
import { type Network, networkFromTies } from '@weft/network/network'
import { type Parties, partiesFromLabels } from '@weft/network/parties'
import type { PairColumns, QuarterTies } from '@weft/store/quarter-ties'

/** A network with what its accounts are. */
export interface LabelledNetwork {
  network: Network
  /** Per account. */
  labels: Party[]
}

/** The networks of one quarter, built and not measured. */
export interface QuarterNetworks {
  quarter: Quarter
  /**
   * One tie per ordered pair of accounts, weighted by their interactions. Its accounts are those that acted or were
   * addressed; where the quarter has follows and no interactions at all, those that follow or are followed.
   */
  whole: LabelledNetwork
  parties: Parties
  /** The kinds of acts that the ties of the whole stand for. */
  kinds: readonly CoveredAct[]
  /** Per account of the whole: its id in the database, and what stands for it in any database. */
  accountIds: Float64Array
  accountKeys: Float64Array
  /** Every account of the organization, in the network or not, with what it is in this quarter. */
  everyone: Pick<QuarterTies['accounts'], 'ids' | 'parties'>
  /** One network per kind of act that occurs. */
  layers: Partial<Record<CoveredAct, Layer>>
}

/** A network of one kind of acts. */
export interface Layer extends LabelledNetwork {
  /** Per account its number in the whole, -1 where it is not in there: who only follows. */
  numberInWhole: Int32Array
}

/** Builds the networks of a quarter. O(accounts of the organization + interactions + follows). */
export function quarterNetworks(quarter: Quarter, { accounts, acts, follows }: QuarterTies): QuarterNetworks {
  const isOfActs = acts.from.length > 0
  const { network, places } = networkOf(isOfActs ? acts : follows, accounts.ids.length)
  const numberInWhole = new Int32Array(accounts.ids.length).fill(-1)
  for (let account = 0; account < places.length; account++) numberInWhole[places[account]!] = account
  const labelsAt = (kept: Int32Array): Party[] => Array.from(kept, (place) => accounts.parties[place]!)
  const layers: QuarterNetworks['layers'] = {}
  const addLayer = (kind: CoveredAct, pairs: PairColumns): void => {
    if (pairs.from.length === 0) return
    const layer = networkOf(pairs, accounts.ids.length)
    layers[kind] = {
      network: layer.network,
      labels: labelsAt(layer.places),
      numberInWhole: layer.places.map((place) => numberInWhole[place]!),
    }
  }
  addLayer('follow', follows)
  for (const [code, kind] of INTERACTION_KINDS.entries()) addLayer(kind, actsOfKind(acts, code))
  const labels = labelsAt(places)
  return {
    quarter,
    whole: { network, labels },
    parties: partiesFromLabels(labels),
    kinds: isOfActs ? INTERACTION_KINDS : ['follow'],
    accountIds: Float64Array.from(places, (place) => accounts.ids[place]!),
    accountKeys: Float64Array.from(places, (place) => accounts.keys[place]!),
    everyone: accounts,
    layers,
  }
}

/** The network of the accounts that occur, in their old order, with the old place of each. */
function networkOf({ from, to }: PairColumns, placesAll: number): { network: Network; places: Int32Array } {
  const numberOf = new Int32Array(placesAll).fill(-1)
  for (const ends of [from, to]) for (const place of ends) numberOf[place] = 0
  const places = new Int32Array(placesAll)
  let accounts = 0
  for (let place = 0; place < placesAll; place++) {
    if (numberOf[place]! < 0) continue
    places[accounts] = place
    numberOf[place] = accounts++
  }
  const numbers = (ends: Int32Array): Int32Array => ends.map((place) => numberOf[place]!)
  return { network: networkFromTies(accounts, numbers(from), numbers(to)), places: places.slice(0, accounts) }
}

function actsOfKind({ from, to, kind }: QuarterTies['acts'], code: number): PairColumns {
  const isOfKind = (_: number, act: number): boolean => kind[act] === code
  return { from: from.filter(isOfKind), to: to.filter(isOfKind) }
}
