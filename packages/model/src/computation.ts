import type { QuarterName } from './quarter.ts'

/** What is done for a quarter: its network measured, the posts read, its practices scored. */
export const COMPUTATION_STEPS = ['measuring', 'reading_posts', 'scoring'] as const

export type ComputationStep = (typeof COMPUTATION_STEPS)[number]

/** How far the computing of an organization's results has come. */
export interface ComputationProgress {
  step: ComputationStep
  /** The quarter it is at; `null` where the step is for all of them. */
  quarter: QuarterName | null
  /** Of all that is to do, 0 to 1; never goes back. */
  share: number
}

/**
 * `queued`: asked for, or waiting for uploads to be loaded. `cancelled`: somebody ended it; what was there before stays,
 * and the next upload or setting asks again.
 */
export const COMPUTATION_STATES = ['queued', 'running', 'done', 'cancelled', 'failed'] as const

export type ComputationState = (typeof COMPUTATION_STATES)[number]
