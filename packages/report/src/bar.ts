import { intervalText, rangeText, scoreText } from './points.ts'
import type { Finding } from './scorecard.ts'

/** A row's score in words and as what is drawn of it on the scale of 0 to 100. */
export interface Bar {
  /** "53", or "from 34 to 71". */
  amount: string
  /** The band; empty where a range spans several. */
  word: string
  /** "90 % interval 48 to 58", or "provisional". */
  side: string
  /** `null` where provisional: then the range is all that is drawn. */
  score: number | null
  range: [number, number] | null
  /** The same in one sentence, for those who do not see the bar. */
  alt: string
}

/** The bar of a finding; `null` without enough evidence: there is nothing to draw, and a zero would be a lie. */
export function barOf(finding: Finding, name: string): Bar | null {
  if (finding.state === 'not_enough_evidence') return null
  if (finding.state === 'provisional') {
    const { range, band } = finding
    const amount = rangeText(range)
    const alt = `${name}: provisional, ${amount} of 100${band === null ? '' : `, ${band}`}.`
    return { amount, word: band ?? '', side: 'provisional', score: null, range, alt }
  }
  const { score, interval, band } = finding
  const amount = scoreText(score)
  const side = interval === null ? '' : `90 % interval ${intervalText(interval)}`
  const alt = `${name}: score ${amount} of 100, ${band}${side === '' ? '' : `, ${side}`}.`
  return { amount, word: band, side, score, range: interval, alt }
}
