import { SCORED, type Scored } from '@weft/model/practice'
import { BAND_FLOORS, BANDS } from '@weft/model/scores'
import { type Bar, barOf } from './bar.ts'
import { BAR_SIZE, barSvg } from './bar-svg.ts'
import { CHANGED_SENTENCES_MAX, changeInWords } from './change-words.ts'
import { restsOnInWords } from './coverage-words.ts'
import { type Day, dayInWords, periodInWords, readDay } from './days.ts'
import { methodText, sourcesText } from './footnotes.ts'
import { indicatorInWords } from './indicator-words.ts'
import { breakLongWords } from './long-words.ts'
import { countText, rangeText, scoreText } from './points.ts'
import { listInWords, PRACTICE_WORDS, sentenceStart } from './practice-words.ts'
import type { HistoryPoint, Scorecard, ScorecardRow, Unmeasured } from './scorecard.ts'
import { TREND_SIZE, trendSvg } from './trend-svg.ts'

const RECOMMENDED_MAX = 3
const UNMEASURED_LINES_MAX = 5
/** A longer list of indicators is not read; the scores hold it whole. */
const INDICATORS_NAMED_MAX = 3

/** All that the template prints: finished texts, and numbers only where something is drawn from them. */
export interface PageData {
  title: string
  date: Day
  kicker: string
  organization: string
  rightToLeft: boolean
  facts: string[]
  status: string
  headline: string
  /** Headings, and the width of the drawn columns in points. */
  columns: {
    practice: string
    score: string
    scoreWidth: number
    change: string[]
    /** Empty in the baseline quarter: a single point is no trend, and the column is left out. */
    history: string
    historyWidth: number
  }
  scale: { alt: string; bands: { word: string; from: number; to: number }[] }
  rows: PageRow[]
  legend: string[]
  sections: { heading: string; numbered: boolean; items: PageItem[] }[]
  notes: { label: string; text: string }[]
}

export interface PageRow {
  name: string
  meaning: string
  /** `null` where the row says in words why there is no bar. */
  bar: (Pick<Bar, 'amount' | 'word' | 'side'> & { isRange: boolean } & Chart) | null
  /** Why there is no score; `null` where there is one. */
  needs: PageItem | null
  restsOn: string
  change: { arrow: string; word: string; detail: string }
  /** `null` where no quarter shown has a score: nothing is drawn. */
  history: Chart | null
}

/** A drawing and its text; points (1/72 inch). */
export interface Chart {
  svg: string
  width: number
  height: number
  alt: string
}

/** `rest` follows `lead`, set apart from it. */
export interface PageItem {
  lead: string
  rest: string
}

/** Turns a scorecard into what its page prints. Throws `NotADay` for a date that is none. */
export function pageDataOf(scorecard: Scorecard, accentColor: string): PageData {
  const { organization, quarter, review, baseline, rows } = scorecard
  return {
    title: `${organization}: network health scorecard, ${quarter}`,
    // The document's date must come from its content, or the same input would not give the same bytes.
    date: readDay(review?.date ?? scorecard.period.to),
    kicker: 'Network health scorecard',
    organization: breakLongWords(organization),
    rightToLeft: startsRightToLeft(organization),
    facts: [
      quarter,
      `Data from ${periodInWords(scorecard.period)}`,
      `Version ${scorecard.version}, id ${scorecard.id}`,
    ].map(breakLongWords),
    status:
      review === null
        ? 'Draft, not reviewed'
        : breakLongWords(`Reviewed by ${review.name} on ${dayInWords(review.date)}`),
    headline: breakLongWords(scorecard.headline),
    columns: {
      practice: 'Practice',
      score: 'Score, 0 to 100',
      scoreWidth: BAR_SIZE.width,
      change: ['Change', ...againstWords(rows, baseline)],
      history: baseline ? '' : historyHeading(rows),
      historyWidth: TREND_SIZE.width,
    },
    scale: scaleOf(),
    rows: SCORED.map((practice) => pageRowOf(practice, rows[practice], baseline, accentColor)),
    legend: legendOf(rows, baseline),
    sections: [
      {
        heading: 'What changed',
        numbered: false,
        items: sentences([
          ...scorecard.changed.slice(0, CHANGED_SENTENCES_MAX),
          ...(scorecard.became === null ? [] : [scorecard.became]),
        ]),
      },
      { heading: 'What could not be measured, and why', numbered: false, items: unmeasuredItems(scorecard.unmeasured) },
      {
        heading: 'Recommended',
        numbered: scorecard.recommended.length > 0,
        items: sentences(
          scorecard.recommended.length > 0
            ? scorecard.recommended.slice(0, RECOMMENDED_MAX)
            : ['No action follows from this quarter’s data.'],
        ),
      },
    ],
    notes: [
      { label: 'Sources', text: breakLongWords(sourcesText(scorecard)) },
      { label: 'Method', text: breakLongWords(methodText(scorecard)) },
    ],
  }
}

function pageRowOf(practice: Scored, row: ScorecardRow, baseline: boolean, accentColor: string): PageRow {
  const { name, meaning } = PRACTICE_WORDS[practice]
  const bar = barOf(row.finding, name)
  return {
    name,
    meaning,
    bar:
      bar === null
        ? null
        : {
            amount: bar.amount,
            word: bar.word,
            side: bar.side,
            isRange: bar.score === null,
            alt: bar.alt,
            svg: barSvg(bar, accentColor),
            ...BAR_SIZE,
          },
    needs:
      row.finding.state === 'not_enough_evidence'
        ? { lead: 'Not enough evidence:', rest: breakLongWords(row.finding.needs) }
        : null,
    restsOn: restsOnInWords(row.restsOn),
    change: changeInWords(row, baseline),
    history:
      !baseline && row.history.some(({ score, range }) => score !== null || range !== null)
        ? { svg: trendSvg(row.history, accentColor), alt: historyAlt(name, row.history), ...TREND_SIZE }
        : null,
  }
}

function historyAlt(name: string, history: readonly HistoryPoint[]): string {
  const points = history.map(({ quarter, score, range }) => {
    if (score !== null) return `${quarter} ${scoreText(score)}`
    return range === null ? `${quarter} no score` : `${quarter} provisional, ${rangeText(range)}`
  })
  return `${name} by quarter: ${points.join('; ')}.`
}

function historyHeading(rows: Scorecard['rows']): string {
  const { history } = rows.vulnerability
  const first = history.at(0)?.quarter
  const last = history.at(-1)?.quarter
  if (first === undefined || last === undefined) return 'By quarter'
  return first === last ? last : `${first} to ${last}`
}

/** The quarter that changes are measured from, named in the column's heading. */
function againstWords(rows: Scorecard['rows'], baseline: boolean): string[] {
  const before = rows.vulnerability.history.at(-2)?.quarter
  return baseline || before === undefined ? [] : [`against ${before}`]
}

function scaleOf(): PageData['scale'] {
  const bands = BANDS.map((band, i) => {
    const next = BANDS[i + 1]
    return { word: band, from: BAND_FLOORS[band], to: next === undefined ? 100 : BAND_FLOORS[next] }
  })
  return {
    bands,
    alt: `Bands: ${bands.map(({ word, from, to }) => `${word} from ${from} ${to === 100 ? 'to' : 'to under'} ${to}`).join(', ')}.`,
  }
}

/** Explains only the marks that occur on the page. */
function legendOf(rows: Scorecard['rows'], baseline: boolean): string[] {
  const states = new Set(SCORED.map((practice) => rows[practice].finding.state))
  const trendHasRanges =
    !baseline && SCORED.some((practice) => rows[practice].history.some(({ range }) => range !== null))
  return [
    states.has('scored') ? 'Dark bar: score; pale band: its 90 % interval.' : '',
    states.has('provisional')
      ? 'Hatched: provisional, a range, because it rests on posts that nobody has checked.'
      : '',
    trendHasRanges ? 'Open bars by quarter: provisional ranges.' : '',
  ].filter((sentence) => sentence !== '')
}

function unmeasuredItems(unmeasured: readonly Unmeasured[]): PageItem[] {
  if (unmeasured.length === 0) return sentences(['Every indicator was measured.'])
  // One line is kept for saying that there is more.
  const shown = unmeasured.length > UNMEASURED_LINES_MAX ? unmeasured.slice(0, UNMEASURED_LINES_MAX - 1) : unmeasured
  const items = shown.map(({ reason, indicators }) => ({
    lead: breakLongWords(`${sentenceStart(reason).replace(/[.\s]+$/, '')}:`),
    rest: breakLongWords(`${someIndicatorsInWords(indicators)}.`),
  }))
  const left = unmeasured.length - shown.length
  return left === 0
    ? items
    : [...items, { lead: `${countText(left, 'further reason')}, listed with the scores.`, rest: '' }]
}

function someIndicatorsInWords(indicators: readonly string[]): string {
  const words = indicators.map(indicatorInWords)
  if (words.length <= INDICATORS_NAMED_MAX) return listInWords(words)
  const named = words.slice(0, INDICATORS_NAMED_MAX - 1)
  return listInWords([...named, `${words.length - named.length} more`])
}

function sentences(texts: readonly string[]): PageItem[] {
  return texts.map((text) => ({ lead: breakLongWords(text), rest: '' }))
}

/** The first letter with a direction decides, as the Unicode bidirectional algorithm's rule P2 has it. */
function startsRightToLeft(text: string): boolean {
  const first = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]|\p{L}/u.exec(text)?.[0] ?? ''
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u.test(first)
}
