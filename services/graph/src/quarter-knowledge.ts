import type { CoveredAct, Direction } from '@weft/model/coverage'
import type { NetworkFigures } from '@weft/model/scores'
import { LEDGER_DIRECTIONS, type LedgerDirection } from '@weft/model/tie-ledger'
import type { MeasuredOn } from './network-hash.ts'

/** What can be known of a quarter's network: whose acts are covered. */
export interface QuarterKnowledge {
  /** Whose acts are covered: ours, others' toward us, others' among themselves. */
  directions: LedgerDirection[]
  /** Whether a tie of ours was returned. */
  returns: boolean
  /** Who else is tied to whom. */
  amongOthers: boolean
}

/** What the coverage lets us know of a quarter's acts of some kinds: those of its whole network, unless told. */
export function knowledgeOf(
  { networks: { quarter, kinds: kindsOfWhole }, coverage }: MeasuredOn,
  kinds: readonly CoveredAct[] = kindsOfWhole,
): QuarterKnowledge {
  const covered = new Set<Direction>(
    coverage
      .filter(({ acts, from, to }) => {
        const isOfKind = acts.some((act) => kinds.includes(act))
        return isOfKind && from !== null && to !== null && from < quarter.to && to >= quarter.from
      })
      .map(({ direction }) => direction),
  )
  const directions = LEDGER_DIRECTIONS.filter((direction) => covered.has(direction))
  const amongOthers = covered.has('among_others')
  return { directions, returns: amongOthers || covered.has('inbound'), amongOthers }
}

const OF_RETURNS = ['arcReciprocity', 'dyadReciprocity', 'rho', 'weightedReciprocity'] as const

const OF_THE_WHOLE = [
  'density',
  'degreeCentralization',
  'betweennessCentralization',
  'assortativity',
  'eiIndex',
  'eiIndexExpected',
  'eiIndexRescaled',
  'components',
  'strongComponents',
  'modularity',
  'hubDependence',
] as const

/** The figures that the coverage supports; the others `null`. */
export function knownFigures(figures: NetworkFigures, knows: QuarterKnowledge): NetworkFigures {
  const unknown = [...(knows.returns ? [] : OF_RETURNS), ...(knows.amongOthers ? [] : OF_THE_WHOLE)]
  return { ...figures, ...Object.fromEntries(unknown.map((name) => [name, null])) }
}

/** Counts of what was observed; every other measure speaks of acts that others may have made. */
const OBSERVED: readonly string[] = ['in_degree', 'out_degree', 'in_strength', 'out_strength']

/** The measures of accounts that the coverage supports; the others `null`. */
export function knownColumns<Name extends string, Column>(
  columns: Record<Name, Column | null>,
  knows: QuarterKnowledge,
): Record<Name, Column | null> {
  const isKnown = (name: string): boolean =>
    OBSERVED.includes(name) || (name === 'reciprocity' ? knows.returns : knows.amongOthers)
  return Object.fromEntries(
    Object.entries<Column | null>(columns).map(([name, column]) => [name, isKnown(name) ? column : null]),
  ) as Record<Name, Column | null>
}
