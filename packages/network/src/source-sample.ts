import { seededRandom } from '@weft/model/seeded-random'
import type { Network } from './network.ts'

/** Accounts x ties up to which every account is a source: about a minute and a half of one core at worst. */
export const EXACT_STEPS_MAX = 2e9

/** Sources x ties spent above that: about ten seconds per measure. */
export const SAMPLED_STEPS = 2.5e8

/** Fewer sources than this and the error bound says nothing. */
const SOURCES_MIN = 100

/** Chance that the bound fails for any account at all. */
const FAILURE = 0.05

/** Accounts from which shortest paths are walked: all of them, or a seeded sample without replacement. */
export interface SourceSample {
  sources: Int32Array
  /** What is known of the estimates; `null` where every account is a source and the result is exact. */
  sampled: Sampled | null
}

/** What is known of values that were estimated from a sample of sources. */
export interface Sampled {
  sources: number
  seed: number
  /** With 95 % chance no account's value is further off than this. */
  errorBound: number
}

/** What decides between exact and sampled shortest ways, and for how much work; a seed makes the sample repeatable. */
export interface SampleOptions {
  seed?: number
  exactStepsMax?: number
  sampledSteps?: number
}

/**
 * All accounts while accounts x ties is at most `exactStepsMax` ({@link EXACT_STEPS_MAX}), else a seeded sample of as
 * many as `sampledSteps` ({@link SAMPLED_STEPS}) affords, at least 100. Its `errorBound` is that of
 * {@link meanErrorBound}.
 */
export function sourceSample(network: Network, options: SampleOptions = {}): SourceSample {
  const { accounts, ties } = network
  const { seed = 1, exactStepsMax = EXACT_STEPS_MAX, sampledSteps = SAMPLED_STEPS } = options
  const sources = Int32Array.from({ length: accounts }, (_, account) => account)
  const affordable = Math.max(SOURCES_MIN, Math.floor(sampledSteps / Math.max(1, ties)))
  if (accounts * ties <= exactStepsMax || affordable >= accounts) return { sources, sampled: null }

  const random = seededRandom(seed)
  for (let i = 0; i < affordable; i++) {
    const other = i + Math.floor(random() * (accounts - i))
    const picked = sources[other]!
    sources[other] = sources[i]!
    sources[i] = picked
  }
  const sampled = { sources: affordable, seed, errorBound: meanErrorBound(accounts, affordable) }
  return { sources: sources.slice(0, affordable), sampled }
}

/**
 * How far the mean, over sampled sources, of values in 0..1 may be from that over all: with 95 % chance no account's is
 * further off. `means` is how many such means of each account must hold at once.
 *
 * Hoeffding's inequality, which holds for sampling without replacement too, with a union bound over accounts:
 * sqrt(ln(2 means x accounts / 0.05) / (2 sources)). Source: Hoeffding 1963, doi:10.1080/01621459.1963.10500830.
 */
export function meanErrorBound(accounts: number, sources: number, means = 1): number {
  return Math.sqrt(Math.log((2 * means * accounts) / FAILURE) / (2 * sources))
}

/**
 * Blocks that sources are cut into, however many threads walk them: each is summed up by itself and the sums are added
 * in order, so that the result is the same to the last bit.
 */
export const SOURCE_BLOCKS = 16

/** The sources of one block, 0 to {@link SOURCE_BLOCKS} - 1. */
export function sourceBlock({ sources }: SourceSample, block: number): Int32Array {
  const at = (part: number): number => Math.floor((sources.length * part) / SOURCE_BLOCKS)
  return sources.subarray(at(block), at(block + 1))
}
