import type { Coverage } from '@weft/model/coverage'
import type { Party } from '@weft/model/party'
import type { Quarter } from '@weft/model/quarter'
import type { ReaderQuality, Signal } from '@weft/model/signal'
import type { History } from './history.ts'
import type { Rubric } from './rubric.ts'

/** All that a quarter's scores are computed from. Same input, same scores, to the last digit. */
export interface ScoringInput {
  history: History
  quarter: Quarter
  /** The quarter before, whether or not the data covers it. */
  previous: Quarter
  /** What each account of the history is to the organization in this quarter. */
  parties: readonly Party[]
  /** What the uploads can know; directions resolved to `outbound`, `inbound` or `among_others`. */
  coverage: readonly Coverage[]
  /** True where a roster or labels set by hand say who belongs to whom. */
  rosterKnown: boolean
  /** Outsiders whom a person decided to escort out: their going is no loss. */
  weeded: ReadonlySet<number>
  /** What people said last of single posts, by id: the truth of a post in every reading, whatever made them look at it. */
  labels: ReadonlyMap<string, Told>
  /** The posts of the quarter's check that people judged, by id. */
  checked: ReadonlyMap<string, CheckedLabels>
  rubric: Rubric
  quality: ReaderQuality
  seed: number
  /** Bootstrap replicates; {@link REPLICATES} by default. */
  replicates?: number
}

/** Which signals a post carries, as far as people said. */
export type Told = Partial<Record<Signal, boolean>>

/** What the check had people say of a post that it drew. */
export interface CheckedLabels {
  /** 1 / the probability with which it was drawn. */
  samplingWeight: number
  /** What people said when they checked it, whatever somebody overruled since: complaints are no part of a sample. */
  told: Told
}

/** Replicates behind every interval: at 400 its ends move by a few hundredths of its width from seed to seed. */
export const REPLICATES = 400
