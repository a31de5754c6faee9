import type { Measured } from '@weft/network/measure-in-threads'

/** The figures of the whole network under the names that `weft metrics` has fixed; `null` where there is no value. */
export function networkSummary({ measures, figures, mixing }: Measured, undirected: boolean, seed: number) {
  const { sampled } = measures
  return {
    accounts: figures.accounts,
    ties: figures.ties,
    self_loops: figures.selfLoops,
    density: figures.density,
    arc_reciprocity: figures.arcReciprocity,
    dyad_reciprocity: figures.dyadReciprocity,
    rho: figures.rho,
    weighted_reciprocity: figures.weightedReciprocity,
    degree_centralization: figures.degreeCentralization,
    betweenness_centralization: figures.betweennessCentralization,
    assortativity: figures.assortativity,
    ei_index: figures.eiIndex,
    ei_index_expected: figures.eiIndexExpected,
    ei_index_rescaled: figures.eiIndexRescaled,
    mixing:
      mixing?.map((cell) => ({
        from: cell.from,
        to: cell.to,
        ties: cell.ties,
        senders: cell.senders,
        receivers: cell.receivers,
        expected: cell.expected,
        expected_interval: cell.expectedInterval,
        dyad_reciprocity: undirected ? null : cell.dyadReciprocity,
      })) ?? null,
    components: figures.components,
    strong_components: figures.strongComponents,
    modularity: figures.modularity,
    hub_dependence: figures.hubDependence,
    /** What was estimated rather than counted, and how far off it may be; `null` = exact. */
    sampled_sources: sampled?.sources ?? null,
    betweenness_error_bound: sampled?.betweennessErrorBound ?? null,
    closeness_error_bound: sampled?.closenessErrorBound ?? null,
    harmonic_error_bound: sampled?.harmonicErrorBound ?? null,
    seed,
  }
}
