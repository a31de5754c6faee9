import { sideBySide } from '../cluster-parts.ts'
import type { Estimate } from '../estimate.ts'

/**
 * What an indicator comes to where only chance says which posts carry what: the mean of its values under so many labellings, each
 * replicate being one of them under other weights of clusters. `null` where most labellings give no value.
 * Source: multiple imputation with the bootstrap, Little & Rubin 2019, doi:10.1002/9781119482260, section 10.2.
 */
export function imputed(estimates: readonly Estimate[]): Estimate {
  const valued = estimates.filter(({ value }) => value !== null)
  let end = 0
  const places = valued.map((estimate) => {
    end += estimate.parts.width
    return { estimate, from: end - estimate.parts.width, to: end }
  })
  const mean = valued.reduce((sum, { value }) => sum + (value ?? 0), 0) / valued.length
  return {
    value: 2 * valued.length < estimates.length || valued.length === 0 ? null : mean,
    parts: sideBySide(valued.map(({ parts }) => parts)),
    replicate(totals, chance) {
      const { estimate, from, to } = places[chance.replicate % places.length]!
      return estimate.replicate(totals.subarray(from, to), chance)
    },
    isSkewedByWeights: valued.some(({ isSkewedByWeights }) => isSkewedByWeights),
  }
}
