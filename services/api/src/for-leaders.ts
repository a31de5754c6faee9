import type { QuarterNetworkBody } from '@weft/contract/networks'
import type { IndicatorScoreBody, QuarterScoresBody } from '@weft/contract/scores'
import type {
  IndicatorScore,
  LayerFigures,
  MeasuredFigures,
  MixingCell,
  QuarterNetwork,
  QuarterScores,
} from '@weft/model/scores'
import type { LedgerChange, LedgerCounts, LedgerPart, TieLedger } from '@weft/model/tie-ledger'
import { ACCOUNTS_TOLD_MIN, suppressed } from '@weft/network/suppression'
import type { z } from 'zod'

type Network = z.output<typeof QuarterNetworkBody>

/**
 * A quarter's network as leaders are told of it: nothing that fewer than five accounts stand behind, nor what would give
 * that away when figures are added up, subtracted or compared with and without our own accounts (method.md §7).
 */
export function networkForLeaders(network: QuarterNetwork): Network {
  const { whole, withoutOwned, layers, layersWithoutOwned, ledger, unclassifiedShare } = network
  const others = withoutOwned?.accounts ?? whole.accounts
  const figures = (told: MeasuredFigures) => (others < ACCOUNTS_TOLD_MIN ? withoutValues(told) : told)
  const mixing = mixingForLeaders(network)
  const hiddenLayers = new Set(
    [layers, layersWithoutOwned].flatMap((each) => Object.keys(each).filter((name) => isSmall(each[name]!.ties))),
  )
  return {
    whole: figures(whole),
    withoutOwned: withoutOwned === null ? null : figures(withoutOwned),
    layers: layersWithout(layers, hiddenLayers),
    layersWithoutOwned: layersWithout(layersWithoutOwned, hiddenLayers),
    mixing,
    // The same ties against other totals: two tables of which one could be taken from the other.
    mixingWithoutOwned: mixing.some(({ ties }) => ties === null) ? [] : network.mixingWithoutOwned,
    ledger: ledger === null ? null : ledgerForLeaders(ledger),
    unclassifiedShare: isShareOfFew(unclassifiedShare, whole.accounts) ? null : unclassifiedShare,
  }
}

function withoutValues(figures: MeasuredFigures): Network['whole'] {
  return Object.fromEntries(Object.keys(figures).map((name) => [name, null])) as Network['whole']
}

/** Rows and columns add up to what expectations tell, all of it to the ties of the network, and so without our own. */
function mixingForLeaders({ mixing }: QuarterNetwork): Network['mixing'] {
  const places = [...mixing.keys()]
  const where = (is: (cell: MixingCell) => boolean) => places.filter((place) => is(mixing[place]!))
  const parties = [...new Set(mixing.map(({ from }) => from))]
  const totals = [
    ...parties.flatMap((party) => [where(({ from }) => from === party), where(({ to }) => to === party)]),
    places,
    where(({ from, to }) => from !== 'owned' && to !== 'owned'),
  ]
  const hidden = suppressed({ accounts: mixing.map(accountsBehind), totals })
  const isHidden = (from: string, to: string) => hidden[where((cell) => cell.from === from && cell.to === to)[0]!]
  return mixing.map((cell, place) => {
    const { from, to } = cell
    if (!hidden[place]) return { ...cell, dyadReciprocity: isHidden(to, from) ? null : cell.dyadReciprocity }
    const nothing = { ties: null, senders: null, receivers: null, expected: null, expectedInterval: null }
    return { from, to, ...nothing, dyadReciprocity: null }
  })
}

/** The smaller end of a cell's ties; our own accounts are no secret. */
function accountsBehind({ from, to, senders, receivers }: MixingCell): number {
  const behind = (party: string, accounts: number) => (party === 'owned' && accounts > 0 ? Infinity : accounts)
  return Math.min(behind(from, senders), behind(to, receivers))
}

function layersWithout(layers: Record<string, LayerFigures>, hidden: ReadonlySet<string>): Network['layers'] {
  const nothing = { ties: null, arcReciprocity: null, dyadReciprocity: null }
  return Object.fromEntries(
    Object.entries(layers).map(([name, layer]) => [name, hidden.has(name) ? nothing : { ...layer }]),
  )
}

/** The fewest accounts that so many ties can lie between. */
function accountsOfTies(ties: number): number {
  return ties === 0 ? 0 : Math.ceil((1 + Math.sqrt(1 + 4 * ties)) / 2)
}

function isSmall(ties: number): boolean {
  return ties > 0 && accountsOfTies(ties) < ACCOUNTS_TOLD_MIN
}

function isShareOfFew(share: number | null, accounts: number): boolean {
  const few = (count: number) => count > 0 && count < ACCOUNTS_TOLD_MIN
  return share !== null && (few(Math.round(share * accounts)) || few(Math.round((1 - share) * accounts)))
}

/** What became of ties and accounts as leaders are told of it. */
export function ledgerForLeaders({
  directions,
  kinds,
  ties,
  accounts,
  withoutOwned,
}: TieLedger): NonNullable<Network['ledger']> {
  const hiddenTies = hiddenCounts([ties, ...(withoutOwned === null ? [] : [withoutOwned.ties])], accountsOfTies)
  const hiddenAccounts = hiddenCounts(
    [accounts, ...(withoutOwned === null ? [] : [withoutOwned.accounts])],
    (count) => count,
  )
  const part = (told: LedgerPart) => ({
    ties: countsWithout(told.ties, hiddenTies),
    accounts: countsWithout(told.accounts, hiddenAccounts),
  })
  return {
    directions,
    kinds,
    ...part({ ties, accounts }),
    withoutOwned: withoutOwned === null ? null : part(withoutOwned),
  }
}

const COUNTED = ['new', 'kept', 'stronger', 'weaker', 'lost', 'unknown'] as const

type Counted = LedgerChange | 'unknown'

/** The same changes are hidden with our own accounts and without them: the difference is ours, and known. */
function hiddenCounts(parts: readonly LedgerCounts[], accountsOf: (count: number) => number): ReadonlySet<Counted> {
  const accounts = COUNTED.map((change) => {
    const behind = parts.map((part) => accountsOf(part[change])).filter((count) => count > 0)
    return behind.length === 0 ? 0 : Math.min(...behind)
  })
  // Those there are now and those there were, with and without those that could not be compared.
  const places = (...changes: Counted[]) => changes.map((change) => COUNTED.indexOf(change))
  const [now, before] = [
    ['new', 'kept', 'stronger', 'weaker'],
    ['kept', 'stronger', 'weaker', 'lost'],
  ] as const
  const totals = [places(...now), places(...now, 'unknown'), places(...before), places(...before, 'unknown')]
  const hidden = suppressed({ accounts, totals })
  return new Set(COUNTED.filter((_, place) => hidden[place]))
}

function countsWithout(counts: LedgerCounts, hidden: ReadonlySet<Counted>) {
  const { weightGained, weightLost } = counts
  const told = Object.fromEntries(COUNTED.map((change) => [change, hidden.has(change) ? null : counts[change]]))
  return {
    ...(told as Record<Counted, number | null>),
    weightGained: hidden.has('new') || hidden.has('stronger') ? null : weightGained,
    weightLost: hidden.has('weaker') || hidden.has('lost') ? null : weightLost,
  }
}

/** An indicator as leaders are told of it: how few items there were, where there were fewer than five, is not. */
export function indicatorForLeaders(indicator: IndicatorScore): z.output<typeof IndicatorScoreBody> {
  if (indicator.state !== 'insufficient' || indicator.n === 0 || indicator.n >= ACCOUNTS_TOLD_MIN) return indicator
  return { ...indicator, n: null, reason: 'Fewer than five this quarter: too few to tell.' }
}

/** A practice with its indicators as leaders are told of them. */
export function practiceForLeaders<Score extends { indicators: Record<string, IndicatorScore> }>(score: Score) {
  const indicators = Object.entries(score.indicators).map(([id, indicator]) => [id, indicatorForLeaders(indicator)])
  return { ...score, indicators: Object.fromEntries(indicators) as Record<string, z.output<typeof IndicatorScoreBody>> }
}

/** A quarter's scores and network as leaders are told of them. */
export function scoresForLeaders({
  practices,
  weave,
  network,
  ...scores
}: QuarterScores): z.output<typeof QuarterScoresBody> {
  const told = Object.entries(practices).map(([practice, score]) => [practice, practiceForLeaders(score)])
  return {
    ...scores,
    practices: Object.fromEntries(told) as z.output<typeof QuarterScoresBody>['practices'],
    weave: practiceForLeaders(weave),
    network: networkForLeaders(network),
  }
}

/** How large a network is, where that says nothing of fewer than five accounts. */
export function sizeForLeaders({ accounts, ties }: { accounts: number; ties: number }) {
  return accounts < ACCOUNTS_TOLD_MIN ? { accounts: null, ties: null } : { accounts, ties }
}
