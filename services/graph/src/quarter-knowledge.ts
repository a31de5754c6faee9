import type { Coverage, CoveredAct } from '@weft/model/coverage'
import type { Quarter } from '@weft/model/quarter'
import type { NetworkFigures } from '@weft/model/scores'
import type { AccountMeasure, AccountMeasures, Column } from '@weft/network/account-measures'

/** What can be known of a quarter's network beyond our own acts. */
export interface QuarterKnowledge {
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
  return { returns: amongOthers || directions.has('inbound'), amongOthers }
}

const OF_RETURNS = ['arcReciprocity', 'dyadReciprocity', 'rho', 'weightedReciprocity'] as const

const OF_THE_WHOLE = [
  'density',
  'degreeCentralization',
  'betweennessCentralization',
  'assortativity',
  'eiIndex',
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

/** Degrees and strengths count what was observed; every other measure speaks of acts that others may have made. */
const OBSERVED: readonly AccountMeasure[] = ['in_degree', 'out_degree', 'in_strength', 'out_strength']

/** The measures of accounts that the coverage supports; the others `null`. */
export function knownColumns({ columns }: AccountMeasures, knows: QuarterKnowledge): Record<AccountMeasure, Column> {
  const isKnown = (name: AccountMeasure): boolean =>
    OBSERVED.includes(name) || (name === 'reciprocity' ? knows.returns : knows.amongOthers)
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, isKnown(name as AccountMeasure) ? column : null]),
  ) as Record<AccountMeasure, Column>
}
