import type { RubricChange } from '@weft/model/rubric-change'
import { indicatorInWords } from './indicator-words.ts'

/**
 * Every difference from the default rubric with its reason, as one sentence: "Changed from the default rubric: weight of taking
 * positions 0.3 to 0.5 (our charter asks for it)." Empty where nothing was changed.
 */
export function rubricChangesInWords(changes: readonly RubricChange[]): string {
  if (changes.length === 0) return ''
  return `Changed from the default rubric: ${changes.map(changeInWords).join('; ')}.`
}

function changeInWords({ indicator, what, from, to, reason }: RubricChange): string {
  const why = reason === null ? '' : ` (${reason.replace(/[.\s]+$/, '')})`
  const name = indicatorInWords(indicator)
  if (what === 'exempt') return to === null ? `${name} is no longer left out` : `${name} is left out${why}`
  return `${what} of ${name} ${valueInWords(from)} to ${valueInWords(to)}${why}`
}

function valueInWords(value: RubricChange['to']): string {
  if (value === null || typeof value !== 'object') return String(value)
  if (value.scale === 'ideal') return `ideal ${value.idealFrom}–${value.idealTo} within ${value.floor}–${value.ceiling}`
  return `${value.floor}–${value.target}${value.scale === 'log' ? ' on a log scale' : ''}`
}
