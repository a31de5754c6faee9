import { HISTORY_QUARTERS_MAX, type HistoryPoint } from './scorecard.ts'
import { svgNumber } from './svg.ts'

/** Points (1/72 inch). */
export const TREND_SIZE = { width: 64, height: 33 }

/** Height of 0 to 100; below it stand the ticks, one per quarter. */
const SCALE_HEIGHT = 30
const EDGE = 1.5
const SIDE = 3

/**
 * A row's quarters on a scale of 0 to 100, the newest at the right edge in every row.
 *
 * Scores of neighbouring quarters are joined by a line; a quarter without a score leaves a gap above its tick; a
 * provisional quarter is an open bar from the low to the high end of its range. Holds no text.
 */
export function trendSvg(points: readonly Pick<HistoryPoint, 'score' | 'range'>[], accentColor: string): string {
  const { width, height } = TREND_SIZE
  const step = (width - 2 * SIDE) / (HISTORY_QUARTERS_MAX - 1)
  const x = (i: number) => SIDE + (HISTORY_QUARTERS_MAX - points.length + i) * step
  const y = (score: number) => EDGE + (1 - score / 100) * (SCALE_HEIGHT - 2 * EDGE)
  const start = svgNumber(x(0) - SIDE)
  const edges = `<path d="M${start} 0.25H${width}M${start} ${SCALE_HEIGHT}H${width}" stroke="#c9cdd2" stroke-width="0.5"/>`
  const marks = points.map(({ score, range }, i) => {
    const newest = i === points.length - 1
    const at = svgNumber(x(i))
    const tick = `<path d="M${at} ${SCALE_HEIGHT}v2.4" stroke="#565d66" stroke-width="0.5"/>`
    if (score !== null) {
      const next = points[i + 1]?.score ?? null
      const line =
        next === null
          ? ''
          : `<path d="M${at} ${svgNumber(y(score))}L${svgNumber(x(i + 1))} ${svgNumber(y(next))}" stroke="${accentColor}"/>`
      return `${tick}${line}<circle cx="${at}" cy="${svgNumber(y(score))}" r="${newest ? 2 : 1}" fill="${accentColor}"/>`
    }
    if (range === null) return tick
    const top = y(range[1])
    const high = svgNumber(Math.max(y(range[0]) - top, 1.2))
    return `${tick}<rect x="${svgNumber(x(i) - 1.8)}" y="${svgNumber(top)}" width="3.6" height="${high}" fill="#ffffff" stroke="${accentColor}" stroke-width="${newest ? 0.9 : 0.6}"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${edges}${marks.join('')}</svg>`
}
