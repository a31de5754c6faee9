import { SCORED, type Scored } from '@weft/model/practice'
import type { QuarterName } from '@weft/model/quarter'
import type { Interval } from '@weft/model/scores'
import { scoreOf } from '@weft/practices/anchors'
import { DEFAULT_RUBRIC } from '@weft/practices/default-rubric'
import { type QuarterScoring, scoreQuarter } from '@weft/practices/score'
import { generateInstitution } from '@weft/sample/generate-institution'
import { evenKnobs } from '@weft/sample/knobs'
import type { InstitutionSize } from '@weft/sample/size'
import { institutionInput, type Said } from './institution-input.ts'

/** Replicates behind an interval here: enough for its ends, few enough for a thousand institutions. */
const REPLICATES = 100

/** Of how many institutions an interval told of something, and held what is so in the long run. */
export interface Held {
  intervals: number
  holding: number
  /** Intervals that were ranges, as something in them rests on unchecked reading. */
  ranges: number
  /** Mean distance of the middle from the truth, and mean half width: points of a practice, an indicator’s own unit. */
  bias: number
  halfWidth: number
}

/** Quarters that an institution is given: enough that their mean is its truth, to a sixth of what one quarter errs by. */
const PLAYED = 40

/**
 * How often intervals hold the truth: institutions that are inclined alike (all knobs at one setting) but have accounts of their
 * own are each given so many quarters, which are scored by what people said. What is so of an institution in the long run
 * is the mean of an indicator's value over its quarters, everything known of every post; of a practice the weighted mean of
 * the scores of those. By practice (points) and by indicator (its own unit). About half a second a quarter.
 */
export function intervalStudy(
  institutions: number,
  { setting, size, said, played = PLAYED }: { setting: number; size: InstitutionSize; said: Said; played?: number },
): Map<string, Held> {
  const knobs = evenKnobs(setting)
  const found = new Map<string, Told[]>()
  for (let seed = 1; seed <= institutions; seed++) {
    const quarters = Array.from({ length: played }, (_, place) => {
      const names: QuarterName[] = [`${2000 + place}-Q4`, `${2001 + place}-Q1`]
      const institution = generateInstitution({ seed, quarters: names, knobs: [knobs, knobs], size })
      const known = scoreQuarter(institutionInput(institution, 'everything', REPLICATES)).scores
      if (said === 'everything') return { known, told: known }
      return { known, told: scoreQuarter(institutionInput(institution, said, REPLICATES)).scores }
    })
    const truth = inTheLongRun(quarters.map(({ known }) => known))
    for (const practice of SCORED) {
      for (const { told } of quarters) {
        note(found, practice, told[practice], practiceTruth(practice, told[practice].indicators, truth))
        for (const [id, { value, valueInterval }] of Object.entries(told[practice].indicators)) {
          note(found, id, { score: value, interval: valueInterval }, truth.get(id))
        }
      }
    }
  }
  return new Map([...found].map(([name, told]) => [name, heldBy(told)]))
}

/** What was told, and what is so. */
interface Told {
  isRange: boolean
  interval: Interval
  truth: number
}

function note(
  found: Map<string, Told[]>,
  name: string,
  { score, interval }: { score: number | null; interval: Interval | null },
  truth: number | undefined,
): void {
  if (interval === null || truth === undefined) return
  if (!found.has(name)) found.set(name, [])
  found.get(name)!.push({ isRange: score === null, interval, truth })
}

type Scores = QuarterScoring['scores']

/** Per indicator its mean value over institutions; those that had too few items have no part in it. */
function inTheLongRun(scores: readonly Scores[]): Map<string, number> {
  const values = new Map<string, number[]>()
  for (const each of scores) {
    for (const scored of SCORED) {
      for (const [id, { value }] of Object.entries(each[scored].indicators)) {
        if (value === null) continue
        if (!values.has(id)) values.set(id, [])
        values.get(id)!.push(value)
      }
    }
  }
  return new Map([...values].map(([id, all]) => [id, mean(all)]))
}

/** What the indicators that have a number or a range in a quarter come to in the long run. */
function practiceTruth(
  practice: Scored,
  told: Readonly<Record<string, { interval: Interval | null }>>,
  truth: ReadonlyMap<string, number>,
): number {
  const entries = Object.entries(DEFAULT_RUBRIC.indicators[practice]).flatMap(([id, { weight, anchors }]) => {
    const value = truth.get(id)
    const counts = value !== undefined && told[id]?.interval !== null
    return counts ? [{ weight, score: scoreOf(value, anchors) }] : []
  })
  const weights = entries.reduce((sum, { weight }) => sum + weight, 0)
  return entries.reduce((sum, { weight, score }) => sum + weight * score, 0) / weights
}

function heldBy(told: readonly Told[]): Held {
  return {
    intervals: told.length,
    holding: told.filter(({ interval: [low, high], truth }) => low <= truth && truth <= high).length,
    ranges: told.filter(({ isRange }) => isRange).length,
    bias: mean(told.map(({ interval: [low, high], truth }) => (low + high) / 2 - truth)),
    halfWidth: mean(told.map(({ interval: [low, high] }) => (high - low) / 2)),
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
