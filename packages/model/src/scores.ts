import type { Need } from './need.ts'
import type { Practice } from './practice.ts'
import type { QuarterName } from './quarter.ts'
import type { RubricChange } from './rubric-change.ts'
import type { TieLedger } from './tie-ledger.ts'

/** A closed interval, low end first. */
export type Interval = [low: number, high: number]

/**
 * What is known of an indicator in a quarter. Only `measured` is a number; `provisional` is a range, because it rests
 * on reading that nobody has checked; the other three say why there is neither.
 */
export const INDICATOR_STATES = ['measured', 'provisional', 'insufficient', 'not_measurable', 'exempt'] as const

export type IndicatorState = (typeof INDICATOR_STATES)[number]

export interface IndicatorScore {
  state: IndicatorState
  /** In the indicator's own unit; only when measured. */
  value: number | null
  /** Measured: 90 % interval of `value`. Provisional: the range of values that the unchecked reading leaves open. */
  valueInterval: Interval | null
  /** 0..100 by the rubric's anchors; only when measured. */
  score: number | null
  /** As `valueInterval`, in points 0..100. */
  interval: Interval | null
  /** Items it rests on (posts, asks, ties, ... as method.md §4 says for each). */
  n: number
  /**
   * Why it is provisional, insufficient, not measurable or exempt, and what would change that. When measured: which labels
   * by people it rests on; `null` where it rests on no reading.
   */
  reason: string | null
  /** When not measurable: what the data does not hold, or does not hold together. Else empty. */
  missing: Need[]
}

export const BANDS = ['dormant', 'sparse', 'growing', 'healthy', 'thriving'] as const

export type Band = (typeof BANDS)[number]

/** The bands' lower cut-offs, in points: 0 <= dormant < 20 <= sparse < 40 <= growing < 60 <= healthy < 80 <= thriving. */
export const BAND_FLOORS: Record<Band, number> = { dormant: 0, sparse: 20, growing: 40, healthy: 60, thriving: 80 }

/** The band of a score in 0..100. */
export function bandOf(score: number): Band {
  let band: Band = 'dormant'
  for (const name of BANDS) if (score >= BAND_FLOORS[name]) band = name
  return band
}

/** Movement against the quarter before, in points. The word follows the interval: it must leave zero out. */
export interface Change {
  /** `null` where either quarter is provisional: a difference of ranges is a range. */
  points: number | null
  interval: Interval
  word: 'up' | 'down' | 'no clear change'
}

export interface PracticeScore {
  state: 'scored' | 'not_enough_evidence'
  /** True where an indicator in it rests on unchecked reading: then `score` is `null` and `interval` is a range. */
  provisional: boolean
  score: number | null
  interval: Interval | null
  /** The band of the score, or of both ends of a provisional range where they share one. */
  band: Band | null
  /**
   * `null` in the first quarter (the baseline), where either quarter has no score, and where the quarter before was
   * scored by another method.
   */
  change: Change | null
  /** Share of the practice's weight that its scored indicators carry, 0..1. */
  evidenceShare: number
  /** Without a score: why, and which upload would supply it. */
  reason: string | null
  indicators: Record<string, IndicatorScore>
}

/** A party mixing cell: ties from one party to another, against chance. */
export interface MixingCell {
  from: string
  to: string
  ties: number
  /** Accounts of either party that stand on an end of these ties. */
  senders: number
  receivers: number
  /** Ties expected with the same degrees and no regard to party. */
  expected: number
  /** 90 % interval of the count when labels are shuffled, seeded. */
  expectedInterval: Interval
  /** Share of connected pairs between the two parties that are mutual; `null` without pairs. */
  dyadReciprocity: number | null
}

/**
 * In large networks shortest ways are walked from a seeded sample of accounts only: with 95 % chance no account's value
 * is further off than its bound.
 */
export interface ShortestWaySample {
  /** Accounts that ways were walked from. */
  sources: number
  seed: number
  betweennessErrorBound: number
  closenessErrorBound: number
  harmonicErrorBound: number
}

/**
 * What is said of a network as a whole. Accounts, ties and self-loops count what was observed. `null` = no value (no ties, no
 * labels, too large), or not known: what others did is not covered, so that its absence means nothing. Never 0 for that.
 */
export interface NetworkFigures {
  accounts: number
  ties: number
  selfLoops: number
  density: number | null
  arcReciprocity: number | null
  dyadReciprocity: number | null
  rho: number | null
  weightedReciprocity: number | null
  degreeCentralization: number | null
  betweennessCentralization: number | null
  assortativity: number | null
  eiIndex: number | null
  /** What the E-I index would be if connections fell on all pairs alike; from the sizes of the parties. */
  eiIndexExpected: number | null
  /** The E-I index between the lowest and the highest value that these sizes allow: comparable between quarters. */
  eiIndexRescaled: number | null
  components: number | null
  strongComponents: number | null
  modularity: number | null
  hubDependence: number | null
}

/** The figures of a network that was measured account by account too. */
export interface MeasuredFigures extends NetworkFigures {
  /** How far betweenness, closeness and harmonic closeness may be off; `null` = exact. */
  sampled: ShortestWaySample | null
}

/** A layer of the network that holds one kind of tie only: as observed, `null` where returns are not covered. */
export interface LayerFigures {
  ties: number
  arcReciprocity: number | null
  dyadReciprocity: number | null
}

export interface QuarterNetwork {
  /** With the organization's own (owned) accounts, and without them. */
  whole: MeasuredFigures
  /** `null` where what others did among themselves is not covered: nothing is known of a network without us. */
  withoutOwned: MeasuredFigures | null
  layers: Record<string, LayerFigures>
  layersWithoutOwned: Record<string, LayerFigures>
  /** Empty where what others did among themselves is not covered. */
  mixing: MixingCell[]
  mixingWithoutOwned: MixingCell[]
  /** Against the quarter before; `null` in the first quarter, and where the two cover nothing in common. */
  ledger: TieLedger | null
  /** Share of accounts that no label classifies; stands beside every cross-party figure. */
  unclassifiedShare: number | null
}

/** One quarter of `scores.json`. */
export interface QuarterScores {
  quarter: QuarterName
  /** True for the first quarter scored: nothing to compare with. */
  baseline: boolean
  practices: Record<Practice, PracticeScore>
  weave: PracticeScore
  network: QuarterNetwork
}

/** What a result was computed with. Same inputs, version, rubric, reader, seed: same bytes. */
export interface ScoringMethod {
  /** Of the definitions: goes up whenever an indicator or a score is computed otherwise. */
  version: number
  rubric: string
  /** Every difference of the rubric from the default, with its reason. */
  rubricChanges: RubricChange[]
  reader: string
  seed: number
}
