import type { Scored } from '@weft/model/practice'
import type { QuarterName } from '@weft/model/quarter'
import type { Band, Change, Interval, ScoringMethod } from '@weft/model/scores'

/** At most this many quarters of history are drawn: two years, the longest a row's trend stays readable. */
export const HISTORY_QUARTERS_MAX = 8

/**
 * Everything one quarter's scorecard says: the words and numbers of the page, nothing about its look.
 *
 * Made from scores by `scorecardOfQuarters`; a reviewer may then change `headline`, `changed` and `recommended`.
 * Plain data throughout, so it can be stored as JSON, and the same scorecard always renders to the same bytes.
 */
export interface Scorecard {
  organization: string
  quarter: QuarterName
  /** First and last day that the data covers, `YYYY-MM-DD`, both inclusive, in the organization's time zone. */
  period: { from: string; to: string }
  /** Names the result: the hash of its inputs, or a short form of it. */
  id: string
  /** 1 when first made; a correction is 2 with a note, and so on. */
  version: number
  /** Who approved it and on which day (`YYYY-MM-DD`); `null` for a draft, which the page says. */
  review: { name: string; date: string } | null
  /** One sentence with a verb, and a number where one may be said. */
  headline: string
  /** True for the first quarter scored: every row says "baseline" and none has an arrow. */
  baseline: boolean
  /** One row per practice, then the weave. */
  rows: Record<Scored, ScorecardRow>
  /** What changed against the quarter before: the first three sentences are printed. */
  changed: string[]
  /** What became of the actions of the quarter before, as one sentence; `null` where there were none. */
  became: string | null
  /** What could not be measured and why: one line per missing upload, the most useful upload first. */
  unmeasured: Unmeasured[]
  /** What to do next: the first three sentences are printed. */
  recommended: string[]
  sources: ScorecardSource[]
  /** Share of accounts without a stakeholder group, 0..1; `null` where there are no accounts. */
  unclassifiedShare: number | null
  method: ScorecardMethod
}

/** What is known of a practice: a number, a range, or in words why there is neither. */
export type Finding =
  | {
      state: 'scored'
      /** 0..100. */
      score: number
      /** 90 % interval, points 0..100; `null` where none was computed. */
      interval: Interval | null
      band: Band
    }
  | {
      state: 'provisional'
      /** The range of scores that unchecked reading leaves open. Never shown as a single number. */
      range: Interval
      /** The band both ends share, if they share one. */
      band: Band | null
    }
  | {
      state: 'not_enough_evidence'
      /** What it needs, in words: printed after "Not enough evidence:". */
      needs: string
    }

export interface ScorecardRow {
  finding: Finding
  /** Against the quarter before; `null` in the baseline and where either quarter has no score. */
  change: Change | null
  /** Up to {@link HISTORY_QUARTERS_MAX} consecutive quarters, oldest first, the last one this quarter. */
  history: HistoryPoint[]
  restsOn: {
    /** Indicators with a number or a range, of those that are not exempt. */
    indicators: number
    indicatorsOf: number
    /** Share of the practice's weight that they carry, 0..1. */
    weightShare: number
  }
}

/** A quarter in a row's trend: a score, a range where provisional, or neither (a gap, never a zero). */
export interface HistoryPoint {
  quarter: QuarterName
  score: number | null
  range: Interval | null
}

export interface Unmeasured {
  /** Why, and what would change that, as one phrase. */
  reason: string
  /** Ids of the indicators it keeps from us, by the rubric's order. */
  indicators: string[]
}

/** One kind of file the quarter rests on. */
export interface ScorecardSource {
  /** In words: "X archive", "roster". */
  name: string
  files: number
  /** First and last day covered, `YYYY-MM-DD`; `null` where nothing in it has a time. */
  period: { from: string; to: string } | null
  /** What it can know, in words: see `coverageInWords`. */
  knows: string
}

export interface ScorecardMethod extends ScoringMethod {
  /** Where the definitions are to be read: an address or a document's name. */
  definitions: string
}
