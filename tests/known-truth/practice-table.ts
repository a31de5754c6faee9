import { PRACTICES, type Practice, SCORED, type Scored } from '@weft/model/practice'
import type { QuarterName } from '@weft/model/quarter'
import { scoreQuarter } from '@weft/practices/score'
import { generateInstitution } from '@weft/sample/generate-institution'
import { evenKnobs, type Knobs } from '@weft/sample/knobs'
import { DEFAULT_SIZE, type InstitutionSize } from '@weft/sample/size'
import { institutionInput } from './institution-input.ts'

const QUARTERS: QuarterName[] = ['2025-Q4', '2026-Q1']

/** How far a knob is turned, the others staying half way. */
export const TURN = { from: 0.2, to: 0.8 }

/** Mean change of every score, in points, when the knob of a practice is turned; `null` where a score was missing. */
export type PracticeTable = Record<Practice, Record<Scored, number | null>>

/**
 * Turns one knob at a time and says what it moves: the mean over institutions that are alike but for that knob. Everything is
 * known of every post, so that what moves is practice and not reading. About a second an institution and knob.
 */
export function practiceTable(seeds: readonly number[], size: InstitutionSize = DEFAULT_SIZE): PracticeTable {
  const rows = PRACTICES.map((turned) => {
    const differences = seeds.map((seed) => {
      const [low, high] = [TURN.from, TURN.to].map((setting) =>
        scoresAt({ ...evenKnobs(0.5), [turned]: setting }, seed, size),
      )
      return SCORED.map((scored) => difference(low![scored], high![scored]))
    })
    const means = SCORED.map((scored, place) => [scored, mean(differences.map((each) => each[place]!))])
    return [turned, Object.fromEntries(means)]
  })
  return Object.fromEntries(rows) as PracticeTable
}

/** Every score of the second of two quarters with the same knobs. */
function scoresAt(knobs: Knobs, seed: number, size: InstitutionSize): Record<Scored, number | null> {
  const institution = generateInstitution({ seed, quarters: QUARTERS, knobs: [knobs, knobs], size })
  const { scores } = scoreQuarter(institutionInput(institution, 'everything', 1))
  return Object.fromEntries(SCORED.map((scored) => [scored, scores[scored].score])) as Record<Scored, number | null>
}

function difference(low: number | null, high: number | null): number | null {
  return low === null || high === null ? null : high - low
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length < values.length ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}

/** Of each practice: how many times as far its own knob moves it as any other knob does, and as its knob moves any other. */
export function ownness(table: PracticeTable, practice: Practice): { byColumn: number; byRow: number } {
  const own = Math.abs(table[practice][practice] ?? 0)
  const others = PRACTICES.filter((other) => other !== practice)
  const largest = (values: readonly (number | null)[]) => Math.max(...values.map((value) => Math.abs(value ?? 0)))
  return {
    byColumn: own / largest(others.map((other) => table[other][practice])),
    byRow: own / largest(others.map((other) => table[practice][other])),
  }
}
