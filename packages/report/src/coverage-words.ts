import type { Coverage, Direction } from '@weft/model/coverage'
import { countText, shareText } from './points.ts'
import { listInWords } from './practice-words.ts'
import type { ScorecardRow } from './scorecard.ts'

const DIRECTION_WORDS: Record<Direction, string> = {
  outbound: 'what we did',
  inbound: 'what others did toward us',
  among_others: 'what others did among themselves',
  as_observed: 'the interactions listed in it',
}

/** What uploads of one kind can know, in words: "what we did, with text". Empty where they cover nothing. */
export function coverageInWords(coverages: readonly Coverage[]): string {
  const directions = (Object.keys(DIRECTION_WORDS) as Direction[]).filter((direction) =>
    coverages.some((coverage) => coverage.direction === direction),
  )
  if (directions.length === 0) return ''
  const words = listInWords(directions.map((direction) => DIRECTION_WORDS[direction]))
  if (coverages.every((coverage) => coverage.acts.every((act) => act === 'follow'))) return 'who follows whom'
  return `${words}, ${coverages.some((coverage) => coverage.text) ? 'with' : 'without'} text`
}

/** "5 of 6 indicators; 60 % of the weight". */
export function restsOnInWords({ indicators, indicatorsOf, weightShare }: ScorecardRow['restsOn']): string {
  if (indicatorsOf === 0) return 'every indicator is left out by decision'
  return `${indicators} of ${countText(indicatorsOf, 'indicator')}; ${shareText(weightShare)} of the weight`
}
