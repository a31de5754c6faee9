import { seededRandom } from '@weft/model/seeded-random'
import type { Network } from './network.ts'

/** Accounts x ties up to which every account is a source: about a minute and a half of one core at worst. */
export const EXACT_STEPS_MAX = 2e9

/** Sources x ties spent above that: about ten seconds per measure. */
export const SAMPLED_STEPS = 2.5e8

/** Fewer sources than this and the error bound says nothing. */
const SOURCES_MIN = 100

/** Chance that the bound fails for any account at all. */
const FAILURE = 0.1

/** Accounts from which shortest paths are walked: all of them, or a seeded sample without replacement. */
export interface SourceSample {
  sources: Int32Array
  /** `null` where every account is a source and the result is exact. */
  sampled: number | null
  /**
   * For a mean, over sources, of values in 0..1: with 90 % chance no account's mean is further off than this.
   * Hoeffding's inequality with a union bound over accounts: sqrt(ln(2 accounts / 0.1) / (2 sources)). `null` if exact.
   */
  errorBound: number | null
}

/** What decides between exact and sampled shortest ways, and for how much work; a seed makes the sample repeatable. */
export interface SampleOptions {
  seed?: number
  exactStepsMax?: number
  sampledSteps?: number
}

/**
 * All accounts while accounts x ties is at most `exactStepsMax` ({@link EXACT_STEPS_MAX}), else a seeded sample of as
 * many as `sampledSteps` ({@link SAMPLED_STEPS}) affords, at least 100.
 */
export function sourceSample(network: Network, options: SampleOptions = {}): SourceSample {
  const { accounts, ties } = network
  const { seed = 1, exactStepsMax = EXACT_STEPS_MAX, sampledSteps = SAMPLED_STEPS } = options
  const sources = Int32Array.from({ length: accounts }, (_, account) => account)
  const affordable = Math.max(SOURCES_MIN, Math.floor(sampledSteps / Math.max(1, ties)))
  if (accounts * ties <= exactStepsMax || affordable >= accounts) return { sources, sampled: null, errorBound: null }

  const random = seededRandom(seed)
  for (let i = 0; i < affordable; i++) {
    const other = i + Math.floor(random() * (accounts - i))
    const picked = sources[other]!
    sources[other] = sources[i]!
    sources[i] = picked
  }
  const errorBound = Math.sqrt(Math.log((2 * accounts) / FAILURE) / (2 * affordable))
  return { sources: sources.slice(0, affordable), sampled: affordable, errorBound }
}
