import { type RawBuilder, sql } from 'kysely'

/** The measures of an account, each with its column. */
export const MEASURE_COLUMNS = {
  inDegree: 'in_degree',
  outDegree: 'out_degree',
  inStrength: 'in_strength',
  outStrength: 'out_strength',
  pagerank: 'pagerank',
  betweenness: 'betweenness',
  closeness: 'closeness',
  harmonic: 'harmonic',
  eigenvector: 'eigenvector',
  hub: 'hub',
  authority: 'authority',
  core: 'core',
  constraint: 'constraint',
  clustering: 'clustering',
  community: 'community',
  eiIndex: 'ei_index',
  reciprocity: 'reciprocity',
  coordinator: 'coordinator',
  itinerantBroker: 'itinerant_broker',
  gatekeeper: 'gatekeeper',
  representative: 'representative',
  liaison: 'liaison',
} as const

export type MeasureName = keyof typeof MEASURE_COLUMNS

export type MeasureColumn = (typeof MEASURE_COLUMNS)[MeasureName]

/** Counts of what was observed: every account of a network has them. */
type Observed = 'inDegree' | 'outDegree' | 'inStrength' | 'outStrength'

/** The measures of one account in one quarter; `null` where there is no value or it is not known. */
export type AccountMeasures = { accountId: string } & Record<Observed, number> &
  Record<Exclude<MeasureName, Observed>, number | null>

/** The measures' columns under their names, for a select. */
export function measureColumns(): RawBuilder<unknown> {
  return sql.join(Object.entries(MEASURE_COLUMNS).map(([name, column]) => sql`${sql.ref(column)} as ${sql.ref(name)}`))
}
