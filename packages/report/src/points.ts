import { bandOf, type Interval } from '@weft/model/scores'

/**
 * A score as printed: whole points, unless rounding would carry it into another band (59.7 is "growing", and "60"
 * beside that word would look like a mistake): then one decimal, cut off.
 */
export function scoreText(score: number): string {
  const whole = Math.round(score)
  return bandOf(whole) === bandOf(score) ? String(whole) : (Math.floor(score * 10) / 10).toFixed(1)
}

/** "34 to 71", in whole points; an interval that rounds to one number keeps both ends. */
export function intervalText([low, high]: Interval): string {
  return `${signed(low, '')} to ${signed(high, '')}`
}

/**
 * A provisional range: "from 34 to 71", with one decimal where both ends would print the same. It always has two ends: a
 * bare number would pass for a measured score.
 */
export function rangeText(range: Interval): string {
  const [low, high] = range
  if (Math.round(low) !== Math.round(high)) return `from ${intervalText(range)}`
  return `from ${Number(low.toFixed(1))} to ${Number(high.toFixed(1))}`
}

/** A difference with its sign: "+6", "−4" (a minus sign, not a hyphen), "0". */
export function differenceText(points: number): string {
  return signed(points, '+')
}

/** "1 point", "6 points", "−4 points": counts with their noun. */
export function countText(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`
}

/** A share as a whole percentage: "60 %". Only an exact 0 or 1 is printed as 0 % or 100 %. */
export function shareText(share: number): string {
  const percent = Math.round(share * 100)
  if (percent === 0 && share > 0) return 'under 1 %'
  if (percent === 100 && share < 1) return 'over 99 %'
  return `${percent} %`
}

function signed(points: number, plus: string): string {
  const whole = Math.round(points)
  if (whole < 0) return `\u2212${-whole}`
  return whole === 0 ? '0' : `${plus}${whole}`
}
