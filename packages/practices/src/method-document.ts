import type { Need } from '@weft/model/need'
import type { Scored } from '@weft/model/practice'
import type { Signal } from '@weft/model/signal'
import type { Unit } from './indicator.ts'
import { INDICATORS } from './indicators.ts'

/** What an indicator says of itself, for the API's method document and the scorecard's. */
export interface IndicatorMethod {
  id: string
  practice: Scored
  asks: string
  formula: string
  needs: readonly Need[]
  /** Signals of the reader it rests on; with any, it is provisional until posts are checked. */
  signals: readonly Signal[]
  minimum: number
  counts: string
  unit: Unit
  source: string
}

/** Every indicator, in the method's order. */
export function methodDocument(): IndicatorMethod[] {
  return INDICATORS.map(({ id, practice, asks, formula, needs, signals, minimum, counts, unit, source }) => ({
    id,
    practice,
    asks,
    formula,
    needs,
    signals,
    minimum,
    counts,
    unit,
    source,
  }))
}
