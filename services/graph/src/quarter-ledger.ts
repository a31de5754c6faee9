import type { Party } from '@weft/model/party'
import type { TieLedger } from '@weft/model/tie-ledger'
import { tieLedger } from '@weft/network/tie-ledger'
import { PlaceOfId } from '@weft/store/place-of-id'
import type { MeasuredOn } from './network-hash.ts'
import { knowledgeOf } from './quarter-knowledge.ts'
import type { QuarterNetworks } from './quarter-networks.ts'

/**
 * What became of ties and accounts since the quarter before. `null` in the first quarter, where no direction is covered
 * in both, and where either quarter has nothing but follows: those are compared by snapshots. O(accounts + ties).
 */
export function quarterLedger(now: MeasuredOn, before: MeasuredOn | null): TieLedger | null {
  if (before === null || !isOfActs(now) || !isOfActs(before)) return null
  const placesBefore = new PlaceOfId(before.networks.accountIds)
  const directionsBefore = knowledgeOf(before).directions
  return tieLedger({
    now: ledgerNetwork(now.networks, { now: now.networks, before: before.networks }),
    before: ledgerNetwork(before.networks, { now: now.networks, before: before.networks }),
    beforeOf: Int32Array.from(now.networks.accountIds, (id) => placesBefore.of(id)),
    directions: knowledgeOf(now).directions.filter((direction) => directionsBefore.includes(direction)),
  })
}

function isOfActs({ networks }: MeasuredOn): boolean {
  return !networks.kinds.includes('follow')
}

function ledgerNetwork(of: QuarterNetworks, quarters: { now: QuarterNetworks; before: QuarterNetworks }) {
  const labels = { now: labelsIn(quarters.now, of), before: labelsIn(quarters.before, of) }
  return { network: of.whole.network, labels }
}

/** What the accounts of one quarter's network are in a quarter. */
function labelsIn(quarter: QuarterNetworks, of: QuarterNetworks): readonly Party[] {
  if (quarter === of) return of.whole.labels
  const places = new PlaceOfId(quarter.everyone.ids)
  return Array.from(of.accountIds, (id) => quarter.everyone.parties[places.of(id)] ?? 'unclassified')
}
