import { SCORED, type Scored } from '@weft/model/practice'
import type { QuarterName } from '@weft/model/quarter'
import { countText, differenceText, scoreText } from './points.ts'
import { listInWords, PRACTICE_WORDS, sentenceStart } from './practice-words.ts'
import type { HistoryPoint, Scorecard, ScorecardRow } from './scorecard.ts'

/** The page has room for this many sentences, and a reader for no more. */
export const CHANGED_SENTENCES_MAX = 3

/** A row's change as three short texts: arrow, word, and the points with their interval where there are points. */
export interface ChangeWords {
  /** Empty where no direction may be claimed. */
  arrow: '↑' | '↓' | '→' | ''
  word: string
  detail: string
}

/**
 * What a row's change column says.
 *
 * An arrow stands only where a direction was computed: none in the baseline quarter, none where either quarter has
 * no score. A provisional quarter has a direction at most, never points.
 */
export function changeInWords(row: ScorecardRow, baseline: boolean): ChangeWords {
  if (baseline) return { arrow: '', word: 'baseline', detail: '' }
  const { change } = row
  if (change === null) return { arrow: '', word: 'not comparable', detail: reasonNotComparable(row) }
  const arrow = { up: '↑', down: '↓', 'no clear change': '→' } as const
  const detail =
    change.points === null
      ? 'by ranges, not points'
      : `${differenceText(change.points)} ${pointsNoun(change.points)} (${differenceInterval(change.interval)})`
  return { arrow: arrow[change.word], word: change.word, detail }
}

/** The sentences under "What changed": clear movements first, the largest first; then scores gained and lost. */
export function changesInSentences(rows: Scorecard['rows'], quarter: QuarterName, baseline: boolean): string[] {
  if (baseline) return [`${quarter} is the baseline: later quarters are compared with it.`]
  const clear = SCORED.filter((practice) => isClear(rows[practice])).sort(
    (a, b) => movement(rows[b]) - movement(rows[a]),
  )
  const sentences = clear.map((practice) => movementSentence(practice, rows[practice]))
  const gained = SCORED.filter((practice) => hasScore(rows[practice].history.at(-1)) && !hasScoreBefore(rows[practice]))
  const lost = SCORED.filter((practice) => !hasScore(rows[practice].history.at(-1)) && hasScoreBefore(rows[practice]))
  if (gained.length > 0) sentences.push(`${subject(gained)} can be told this quarter and could not the quarter before.`)
  if (lost.length > 0) sentences.push(`${subject(lost)} could be told the quarter before and cannot this quarter.`)
  const level = SCORED.filter((practice) => rows[practice].change?.word === 'no clear change')
  if (level.length > 0) sentences.push(levelSentence(level, clear.length))
  return sentences.length > 0
    ? sentences.slice(0, CHANGED_SENTENCES_MAX)
    : ['No practice has a score in both this quarter and the one before, so no change can be told.']
}

/**
 * "Promoting others rose 6 points, from 47 to 53."
 *
 * With one decimal where whole points would not add up: 35.6 to 41.4 is a rise of 5.8, not of 6 from 36 to 41.
 */
export function movementSentence(practice: Scored, row: ScorecardRow): string {
  const points = row.change?.points ?? null
  const before = row.history.at(-2)?.score ?? null
  const now = row.history.at(-1)?.score ?? null
  const start = sentenceStart(movementPhrase(practice, row))
  if (points === null || before === null || now === null) return `${start}.`
  const [from, to] = [scoreText(before), scoreText(now)]
  if (Math.abs(Number(to) - Number(from)) === Math.round(Math.abs(points))) return `${start}, from ${from} to ${to}.`
  const verb = points > 0 ? 'rose' : 'fell'
  return `${sentenceStart(PRACTICE_WORDS[practice].doing)} ${verb} ${Math.abs(points).toFixed(1)} points, from ${before.toFixed(1)} to ${now.toFixed(1)}.`
}

/** "promoting others rose 6 points": for use inside a sentence. Only of a row with a change of direction. */
export function movementPhrase(practice: Scored, row: ScorecardRow): string {
  const rose = row.change?.word === 'up'
  const points = row.change?.points ?? null
  if (points === null) return `${PRACTICE_WORDS[practice].doing} moved ${rose ? 'up' : 'down'}, told by ranges`
  return `${PRACTICE_WORDS[practice].doing} ${rose ? 'rose' : 'fell'} ${wholePoints(points)}`
}

/** True where the change has a direction: its interval leaves zero out. */
export function isClear(row: ScorecardRow): boolean {
  return row.change !== null && row.change.word !== 'no clear change'
}

/** Size of a change, for order: by points where there are points, after those by the interval's middle. */
export function movement({ change }: ScorecardRow): number {
  if (change === null) return 0
  if (change.points !== null) return 100 + Math.abs(change.points)
  return Math.abs(change.interval[0] + change.interval[1]) / 2
}

function levelSentence(level: readonly Scored[], clearCount: number): string {
  if (clearCount === 0 && level.length === SCORED.length) {
    return 'Nothing changed clearly: every movement lies within its uncertainty.'
  }
  if (level.length > LEVEL_NAMED_MAX) {
    return clearCount === 0
      ? `No clear change in ${level.length} of ${SCORED.length}.`
      : clearCount + level.length === SCORED.length
        ? 'No clear change in the others.'
        : `No clear change in ${level.length} others.`
  }
  return `No clear change in ${listInWords(level.map((practice) => PRACTICE_WORDS[practice].doing))}.`
}

/** More names than this make a list, not a sentence. */
const LEVEL_NAMED_MAX = 3

function reasonNotComparable(row: ScorecardRow): string {
  if (row.finding.state === 'not_enough_evidence') return ''
  const before = row.history.at(-2)
  return hasScore(before) ? '' : 'no score the quarter before'
}

function differenceInterval([low, high]: readonly [number, number]): string {
  return `${differenceText(low)} to ${differenceText(high)}`
}

function wholePoints(points: number): string {
  const whole = Math.round(Math.abs(points))
  return whole === 0 ? 'less than 1 point' : countText(whole, 'point')
}

function pointsNoun(points: number): string {
  return Math.abs(Math.round(points)) === 1 ? 'point' : 'points'
}

function subject(practices: readonly Scored[]): string {
  return sentenceStart(listInWords(practices.map((practice) => PRACTICE_WORDS[practice].doing)))
}

function hasScore(point: HistoryPoint | undefined): boolean {
  return point !== undefined && (point.score !== null || point.range !== null)
}

function hasScoreBefore({ history }: ScorecardRow): boolean {
  return hasScore(history.at(-2))
}
