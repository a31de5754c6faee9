import { INTERACTION_KINDS, type InteractionKind } from '@weft/model/interaction'
import type { Party } from '@weft/model/party'
import { LEDGER_DIRECTIONS, type LedgerDirection, type TieLedger } from '@weft/model/tie-ledger'
import { type Network, networkFromTies } from '@weft/network/network'
import { tieLedger } from '@weft/network/tie-ledger'
import { PlaceOfId } from '@weft/store/place-of-id'
import type { MeasuredOn } from './network-hash.ts'
import { isOfQuarter } from './quarter-knowledge.ts'
import type { QuarterNetworks } from './quarter-networks.ts'

/**
 * What became of ties and accounts since the quarter before, within what both cover: a direction counts where some kind
 * of act is covered in both quarters, a kind where it is in every such direction. What one quarter's uploads cannot hold
 * is neither new nor lost.
 *
 * `null` in the first quarter, where nothing is covered in both, and where either quarter has nothing but follows: those
 * are compared by snapshots. O(accounts + ties).
 */
export function quarterLedger(now: MeasuredOn, before: MeasuredOn | null): TieLedger | null {
  if (before === null || !isOfActs(now) || !isOfActs(before)) return null
  const { directions, kinds } = comparable(now, before)
  if (kinds.length === 0) return null
  const placesBefore = new PlaceOfId(before.networks.accountIds)
  const quarters = { now: now.networks, before: before.networks }
  const ledger = tieLedger({
    now: ledgerNetwork(now.networks, quarters, kinds),
    before: ledgerNetwork(before.networks, quarters, kinds),
    beforeOf: Int32Array.from(now.networks.accountIds, (id) => placesBefore.of(id)),
    directions,
  })
  return ledger && { ...ledger, kinds }
}

function isOfActs({ networks }: MeasuredOn): boolean {
  return !networks.kinds.includes('follow')
}

function comparable(now: MeasuredOn, before: MeasuredOn) {
  const [here, there] = [coveredKinds(now), coveredKinds(before)]
  const inBoth = (direction: LedgerDirection): InteractionKind[] =>
    INTERACTION_KINDS.filter((kind) => here(direction).has(kind) && there(direction).has(kind))
  const directions = LEDGER_DIRECTIONS.filter((direction) => inBoth(direction).length > 0)
  const isEverywhere = (kind: InteractionKind): boolean =>
    directions.every((direction) => inBoth(direction).includes(kind))
  return { directions, kinds: directions.length === 0 ? [] : INTERACTION_KINDS.filter(isEverywhere) }
}

function coveredKinds({ networks, coverage }: MeasuredOn) {
  const pieces = coverage.filter((piece) => isOfQuarter(piece, networks.quarter))
  return (direction: LedgerDirection): Set<string> =>
    new Set(pieces.filter((piece) => piece.direction === direction).flatMap(({ acts }) => acts))
}

function ledgerNetwork(
  of: QuarterNetworks,
  quarters: { now: QuarterNetworks; before: QuarterNetworks },
  kinds: readonly InteractionKind[],
) {
  const labels = { now: labelsIn(quarters.now, of), before: labelsIn(quarters.before, of) }
  return { network: networkOfKinds(of, kinds), labels }
}

/** The whole network with the acts of some kinds only; its accounts stay, under their numbers. */
function networkOfKinds({ whole, layers }: QuarterNetworks, kinds: readonly InteractionKind[]): Network {
  const occurring = INTERACTION_KINDS.filter((kind) => layers[kind] !== undefined)
  if (occurring.every((kind) => kinds.includes(kind))) return whole.network
  const kept = kinds.flatMap((kind) => layers[kind] ?? [])
  const rows = kept.reduce((sum, { network }) => sum + network.ties + network.selfLoops, 0)
  const [from, to, weight] = [new Int32Array(rows), new Int32Array(rows), new Float64Array(rows).fill(1)]
  let row = 0
  for (const { network, numberInWhole } of kept) {
    const { outStart, outTarget, outWeight, selfLoopsByAccount } = network
    for (let account = 0; account < network.accounts; account++) {
      const number = numberInWhole[account]!
      from.fill(number, row, row + selfLoopsByAccount[account]!)
      to.fill(number, row, row + selfLoopsByAccount[account]!)
      row += selfLoopsByAccount[account]!
      for (let tie = outStart[account]!; tie < outStart[account + 1]!; tie++) {
        from[row] = number
        to[row] = numberInWhole[outTarget[tie]!]!
        weight[row++] = outWeight[tie]!
      }
    }
  }
  return networkFromTies(whole.network.accounts, from, to, weight)
}

/** What the accounts of one quarter's network are in a quarter. */
function labelsIn(quarter: QuarterNetworks, of: QuarterNetworks): readonly Party[] {
  if (quarter === of) return of.whole.labels
  const places = new PlaceOfId(quarter.everyone.ids)
  return Array.from(of.accountIds, (id) => quarter.everyone.parties[places.of(id)] ?? 'unclassified')
}
