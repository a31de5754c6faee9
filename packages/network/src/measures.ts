import type { About } from './about.ts'
import { about as accountReciprocity } from './account-reciprocity.ts'
import { about as arcReciprocity } from './arc-reciprocity.ts'
import { about as assortativity } from './assortativity.ts'
import { about as betweenness } from './betweenness.ts'
import { about as betweennessCentralization } from './betweenness-centralization.ts'
import { about as brokerage } from './brokerage.ts'
import { about as closeness } from './closeness.ts'
import { about as clustering } from './clustering.ts'
import { about as community } from './community.ts'
import { about as constraint } from './constraint.ts'
import { about as core } from './core.ts'
import { about as degree } from './degree.ts'
import { about as degreeCentralization } from './degree-centralization.ts'
import { about as density } from './density.ts'
import { about as dyadReciprocity } from './dyad-reciprocity.ts'
import { about as eiIndex } from './ei-index.ts'
import { about as eigenvector } from './eigenvector.ts'
import { about as harmonic } from './harmonic.ts'
import { about as hits } from './hits.ts'
import { about as hubDependence } from './hub-dependence.ts'
import { about as mixing } from './mixing.ts'
import { about as modularity } from './modularity.ts'
import { about as pagerank } from './page-rank.ts'
import { about as rho } from './rho.ts'
import { about as strength } from './strength.ts'
import { about as strongComponents } from './strong-components.ts'
import { about as ledger } from './tie-ledger.ts'
import { about as components } from './weak-components.ts'
import { about as weightedReciprocity } from './weighted-reciprocity.ts'

/** What every measure of an account says of itself, by the names of the API. */
export const ACCOUNT_MEASURES_ABOUT: Readonly<Record<string, About>> = {
  inDegree: degree,
  outDegree: degree,
  inStrength: strength,
  outStrength: strength,
  pagerank,
  betweenness,
  closeness,
  harmonic,
  eigenvector,
  hub: hits,
  authority: hits,
  core,
  constraint,
  clustering,
  community,
  eiIndex,
  reciprocity: accountReciprocity,
  coordinator: brokerage,
  itinerantBroker: brokerage,
  gatekeeper: brokerage,
  representative: brokerage,
  liaison: brokerage,
}

/** What every figure of a network as a whole says of itself, by the names of the API. */
export const NETWORK_FIGURES_ABOUT: Readonly<Record<string, About>> = {
  density,
  arcReciprocity,
  dyadReciprocity,
  rho,
  weightedReciprocity,
  degreeCentralization,
  betweennessCentralization,
  assortativity,
  eiIndex,
  eiIndexExpected: eiIndex,
  eiIndexRescaled: eiIndex,
  components,
  strongComponents,
  modularity,
  hubDependence,
  mixing,
  ledger,
}
