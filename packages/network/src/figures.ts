import type { LayerFigures, NetworkFigures } from '@weft/model/scores'
import type { MeasureOptions } from './account-measures.ts'
import { arcReciprocity } from './arc-reciprocity.ts'
import { assortativity } from './assortativity.ts'
import { type Betweenness, betweenness } from './betweenness.ts'
import { betweennessCentralization } from './betweenness-centralization.ts'
import { community } from './community.ts'
import { degreeCentralization } from './degree-centralization.ts'
import { density } from './density.ts'
import { dyadReciprocity } from './dyad-reciprocity.ts'
import { eiIndex } from './ei-index.ts'
import { hubDependence } from './hub-dependence.ts'
import { modularity } from './modularity.ts'
import type { Network } from './network.ts'
import type { Parties } from './parties.ts'
import { rho } from './rho.ts'
import { strongComponents } from './strong-components.ts'
import { weakComponents } from './weak-components.ts'
import { weightedReciprocity } from './weighted-reciprocity.ts'

export interface FigureOptions extends MeasureOptions {
  /** Given where they are known already (accountMeasures), so that they are not worked out twice. */
  betweenness?: Betweenness
  community?: Int32Array
}

/**
 * What is said of a network as a whole; each figure as its own file defines it, `eiIndex` the raw one. `null` where it
 * has no value. `owned` marks the organization's own accounts. Betweenness takes most of the time: O(sources x ties).
 */
export function networkFigures(
  network: Network,
  parties: Parties,
  owned: (account: number) => boolean,
  options: FigureOptions = {},
): NetworkFigures {
  const directed = !options.undirected
  const ei = eiIndex(network, parties)
  const between = options.betweenness ?? betweenness(network, options)
  return {
    accounts: network.accounts,
    ties: network.ties,
    selfLoops: network.selfLoops,
    density: density(network),
    arcReciprocity: directed ? arcReciprocity(network) : null,
    dyadReciprocity: directed ? dyadReciprocity(network) : null,
    rho: directed ? rho(network) : null,
    weightedReciprocity: directed ? weightedReciprocity(network) : null,
    degreeCentralization: degreeCentralization(network),
    betweennessCentralization: betweennessCentralization(network, between),
    assortativity: assortativity(network, parties),
    eiIndex: ei?.raw ?? null,
    eiIndexExpected: ei?.expected ?? null,
    eiIndexRescaled: ei?.rescaled ?? null,
    components: weakComponents(network).sizes.length,
    strongComponents: strongComponents(network).sizes.length,
    modularity: modularity(network, options.community ?? community(network, options.seed)),
    hubDependence: hubDependence(network, owned),
  }
}

/** What is said of a layer that holds one kind of tie only. */
export function layerFigures(network: Network): LayerFigures {
  return {
    ties: network.ties,
    arcReciprocity: arcReciprocity(network),
    dyadReciprocity: dyadReciprocity(network),
  }
}
