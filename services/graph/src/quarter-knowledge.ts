import type { Coverage, CoveredAct } from '@weft/model/coverage'
import type { Quarter } from '@weft/model/quarter'
import type { NetworkFigures } from '@weft/model/scores'

/** What can be known of a quarter's network: whose acts are covered. */
export interface QuarterKnowledge {
  /** What we did. */
  ours: boolean
  /** Whether a tie of ours was returned. */
  returns: boolean
  /** Who else is tied to whom. */
  amongOthers: boolean
}

/** What the coverage lets us know in a quarter about acts of some kinds. */
export function knowledgeOf(
  { coverage, quarter }: { coverage: readonly Coverage[]; quarter: Quarter },
  kinds: readonly CoveredAct[],
): QuarterKnowledge {
  const directions = new Set(
    coverage
      .filter(({ acts, from, to }) => {
        const isOfKind = acts.some((act) => kinds.includes(act))
        return isOfKind && from !== null && to !== null && from < quarter.to && to >= quarter.from
      })
      .map(({ direction }) => direction),
  )
  const amongOthers = directions.has('among_others')
  return { ours: directions.has('outbound'), returns: amongOthers || directions.has('inbound'), amongOthers }
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
