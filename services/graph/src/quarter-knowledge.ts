import type { Coverage, CoveredAct, Direction } from '@weft/model/coverage'
import type { Quarter } from '@weft/model/quarter'
import type { NetworkFigures } from '@weft/model/scores'
import type { MeasuredOn } from './network-hash.ts'

/** What can be known of a quarter's network: whose acts are covered. */
export interface QuarterKnowledge {
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
      .filter((piece) => isOfQuarter(piece, quarter) && piece.acts.some((act) => kinds.includes(act)))
      .map(({ direction }) => direction),
  )
  const amongOthers = covered.has('among_others')
  return { returns: amongOthers || covered.has('inbound'), amongOthers }
}

/** True where a piece of coverage tells of some of the quarter. */
export function isOfQuarter({ from, to }: Coverage, quarter: Quarter): boolean {
  return from !== null && to !== null && from < quarter.to && to >= quarter.from
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
