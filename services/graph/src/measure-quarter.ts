import type { CoveredAct } from '@weft/model/coverage'
import { isClassified } from '@weft/model/party'
import type { LayerFigures, MeasuredFigures, QuarterNetwork } from '@weft/model/scores'
import { layerFigures } from '@weft/network/figures'
import { type Measured, measureInThreads } from '@weft/network/measure-in-threads'
import type { Network } from '@weft/network/network'
import { partiesOfKept } from '@weft/network/parties'
import { withoutAccounts } from '@weft/network/without-accounts'
import type { MeasureColumns } from '@weft/store/network-results'
import type { MeasuredOn } from './network-hash.ts'
import { knowledgeOf, knownColumns, knownFigures, type QuarterKnowledge } from './quarter-knowledge.ts'
import { quarterLedger } from './quarter-ledger.ts'
import type { QuarterNetworks } from './quarter-networks.ts'

export interface MeasureQuarterOptions {
  seed: number
  /** Told how far it has come, 0 to 1. */
  onProgress?: (share: number) => void
  /** Ends the work at once. */
  signal?: AbortSignal
}

/**
 * Measures a quarter's network, as a whole and account by account, with and without the organization's owned accounts,
 * and compares it with the quarter before, `null` where that is not covered.
 *
 * Figures that speak of what others did are `null` where no upload covers that: an archive of our own acts has no
 * returned tie in it, and that says nothing about who answered. Throws the signal's reason when it is told to end.
 */
export async function measureQuarter(
  on: MeasuredOn,
  before: MeasuredOn | null,
  { seed, onProgress, signal }: MeasureQuarterOptions,
): Promise<{ network: QuarterNetwork; measures: MeasureColumns[] }> {
  const { whole, parties, accountIds } = on.networks
  const isOwned = (account: number): boolean => whole.labels[account] === 'owned'
  const knows = knowledgeOf(on)
  const halfOf = (from: number) => (share: number) => onProgress?.(from + share / 2)
  const measure = (network: Network, of: typeof parties, owned: typeof isOwned, from: number) =>
    measureInThreads(network, of, owned, { seed, onProgress: halfOf(from), ...(signal && { signal }) })

  const all = await measure(whole.network, parties, isOwned, 0)
  const measures = [columnsOf(all, accountIds, knows, false)]
  let others: Measured | null = null
  if (knows.amongOthers) {
    const { network, kept } = withoutAccounts(whole.network, isOwned)
    others = await measure(network, partiesOfKept(parties, kept), () => false, 0.5)
    const ids = Float64Array.from(kept, (account) => accountIds[account]!)
    measures.push(columnsOf(others, ids, knows, true))
  }
  return {
    measures,
    network: {
      whole: figuresOf(all, knows),
      withoutOwned: others && figuresOf(others, knows),
      layers: layersOf(on, { withoutOwned: false }),
      layersWithoutOwned: layersOf(on, { withoutOwned: true }),
      mixing: (knows.amongOthers ? all.mixing : null) ?? [],
      mixingWithoutOwned: others?.mixing ?? [],
      ledger: quarterLedger(on, before),
      unclassifiedShare: unclassifiedShare(on.networks),
    },
  }
}

function figuresOf({ figures, measures }: Measured, knows: QuarterKnowledge): MeasuredFigures {
  return { ...knownFigures(figures, knows), sampled: knows.amongOthers ? measures.sampled : null }
}

function columnsOf(
  { measures, brokerage }: Measured,
  accountIds: Float64Array,
  knows: QuarterKnowledge,
  isWithoutOwned: boolean,
): MeasureColumns {
  const { itinerantBroker: itinerant_broker, ...roles } = brokerage
  const columns = knownColumns({ ...measures.columns, ...roles, itinerant_broker }, knows)
  return { withoutOwned: isWithoutOwned, accountIds, columns }
}

/** The layers that occur; what is left of them without our own accounts only where that is covered. */
function layersOf(on: MeasuredOn, { withoutOwned }: { withoutOwned: boolean }) {
  const layers: Record<string, LayerFigures> = {}
  for (const [kind, { network, labels }] of Object.entries(on.networks.layers)) {
    const knows = knowledgeOf(on, [kind as CoveredAct])
    if (withoutOwned && !knows.amongOthers) continue
    const part = withoutOwned ? withoutAccounts(network, (account) => labels[account] === 'owned').network : network
    const figures = layerFigures(part)
    layers[kind] = knows.returns ? figures : { ...figures, arcReciprocity: null, dyadReciprocity: null }
  }
  return layers
}

function unclassifiedShare({ whole: { labels } }: QuarterNetworks): number | null {
  return labels.length === 0 ? null : labels.filter((label) => !isClassified(label)).length / labels.length
}
