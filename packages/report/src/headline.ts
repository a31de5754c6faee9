import { PRACTICES, type Practice } from '@weft/model/practice'
import { isClear, movement, movementPhrase } from './change-words.ts'
import { rangeText, scoreText } from './points.ts'
import { listInWords, PRACTICE_WORDS, sentenceStart } from './practice-words.ts'
import type { Scorecard } from './scorecard.ts'

/**
 * The scorecard's one sentence: a verb, and a number where one may be said.
 *
 * In this order: the largest clear changes; in their absence the highest score; with ranges only, how many are
 * ranges and what would turn them into numbers; with nothing, that nothing could be scored. It speaks of the five
 * practices, not of the weave, which is what they produce.
 */
export function headlineOf(rows: Scorecard['rows'], baseline: boolean): string {
  const scored = PRACTICES.filter((practice) => rows[practice].finding.state === 'scored')
  const provisional = PRACTICES.filter((practice) => rows[practice].finding.state === 'provisional')
  if (scored.length > 0) return scoredHeadline(rows, baseline, scored)
  if (provisional.length > 0) return provisionalHeadline(rows, provisional)
  return 'None of the five practices could be scored this quarter: the data lacks what each of them needs.'
}

/** Numbers up to the five practices; a sentence does not start with a digit. */
const NUMBER_WORDS = ['none', 'one', 'two', 'three', 'four', 'five'] as const

function scoredHeadline(rows: Scorecard['rows'], baseline: boolean, scored: readonly Practice[]): string {
  const best = scored.toSorted((a, b) => scoreOf(rows, b) - scoreOf(rows, a))[0] as Practice
  const bestAt = highestInWords(rows, scored, best)
  if (baseline) return `The baseline is set: ${bestAt}.`
  const clear = scored.filter((practice) => isClear(rows[practice]) && rows[practice].change?.points !== null)
  const [first, ...others] = clear.toSorted((a, b) => movement(rows[b]) - movement(rows[a]))
  if (first === undefined) return `No practice changed clearly this quarter: ${bestAt}.`
  // A second movement is news when it goes the other way.
  const against = others.find((practice) => rows[practice].change?.word !== rows[first].change?.word)
  const at = ` to ${scoreText(scoreOf(rows, first))} of 100`
  const second = against === undefined ? '' : `, while ${movementPhrase(against, rows[against])}`
  return `${sentenceStart(movementPhrase(first, rows[first]))}${at}${second}.`
}

/** "promoting others scores highest, at 53 of 100"; scores that print alike are not ranked. */
function highestInWords(rows: Scorecard['rows'], scored: readonly Practice[], best: Practice): string {
  const score = scoreText(scoreOf(rows, best))
  const equals = scored.filter((practice) => scoreText(scoreOf(rows, practice)) === score)
  if (scored.length === 1) return `${PRACTICE_WORDS[best].doing} scores ${score} of 100`
  if (equals.length === scored.length && scored.length > 2)
    return `all ${NUMBER_WORDS[scored.length]} scored stand at ${score} of 100`
  if (equals.length > 2) return `${NUMBER_WORDS[equals.length]} share the highest score, ${score} of 100`
  const names = listInWords(equals.map((practice) => PRACTICE_WORDS[practice].doing))
  return `${names} ${equals.length === 1 ? 'scores' : 'score'} highest, at ${score} of 100`
}

function provisionalHeadline(rows: Scorecard['rows'], provisional: readonly Practice[]): string {
  const [only] = provisional
  const rest = PRACTICES.length - provisional.length
  const others =
    rest === 0
      ? ''
      : rest === 1
        ? '; the other one needs more data'
        : `; the other ${NUMBER_WORDS[rest]} need more data`
  const finding = only === undefined ? null : rows[only].finding
  if (provisional.length === 1 && only !== undefined && finding?.state === 'provisional') {
    return `${sentenceStart(PRACTICE_WORDS[only].doing)} lies somewhere ${rangeText(finding.range)} until its posts are checked${others}.`
  }
  const count = rest === 0 ? 'All five' : sentenceStart(NUMBER_WORDS[provisional.length] ?? '')
  return `${count} practices can be told as ranges only, until the posts they rest on are checked${others}.`
}

function scoreOf(rows: Scorecard['rows'], practice: Practice): number {
  const { finding } = rows[practice]
  return finding.state === 'scored' ? finding.score : Number.NEGATIVE_INFINITY
}
