import { BAND_FLOORS, BANDS } from '@weft/model/scores'
import type { Bar } from './bar.ts'
import { svgNumber, tintOf } from './svg.ts'

/** Points (1/72 inch). */
export const BAR_SIZE = { width: 160, height: 10 }

/**
 * A score on its scale of 0 to 100, with a tick where each band begins.
 *
 * A score is a dark bar, its interval a paler and higher band behind it; a provisional range is hatched and open, so
 * the two differ in form and not in colour only. Holds no text: `bar.alt` says the numbers.
 */
export function barSvg({ score, range }: Pick<Bar, 'score' | 'range'>, accentColor: string): string {
  const { width, height } = BAR_SIZE
  const x = (points: number) => svgNumber((points / 100) * width)
  const ticks = BANDS.filter((band) => BAND_FLOORS[band] > 0).map(
    (band) => `<path d="M${x(BAND_FLOORS[band])} 1V10" stroke="#9aa1a9" stroke-width="0.6"/>`,
  )
  const parts = [`<rect y="1" width="${width}" height="7" fill="#e6e8eb"/>`, ...ticks]
  if (score !== null) {
    if (range !== null) {
      parts.push(
        `<rect x="${x(range[0])}" y="1" width="${x(range[1] - range[0])}" height="7" fill="${tintOf(accentColor)}"/>`,
      )
    }
    const end = svgNumber(Math.max((score / 100) * width - 1.8, 0))
    parts.push(`<rect y="3.2" width="${x(score)}" height="2.6" fill="${accentColor}"/>`)
    parts.push(`<rect x="${end}" width="1.8" height="9" fill="${accentColor}"/>`)
  } else if (range !== null) {
    parts.push(hatchedRange(range, accentColor))
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`
}

/** Space between two strokes of the hatching. */
const HATCH_STEP = 3.2

const RANGE_WIDTH_MIN = 1.5

function hatchedRange([low, high]: [number, number], color: string): string {
  const [top, bottom] = [1.4, 7.6]
  // A range of nothing is still there to be seen; the frame's own width stays inside the picture.
  const left = Math.min(Math.max((low / 100) * BAR_SIZE.width, 0.4), BAR_SIZE.width - 0.4 - RANGE_WIDTH_MIN)
  const right = Math.min(Math.max((high / 100) * BAR_SIZE.width, left + RANGE_WIDTH_MIN), BAR_SIZE.width - 0.4)
  const frame = `M${svgNumber(left)} ${top}H${svgNumber(right)}V${bottom}H${svgNumber(left)}Z`
  const strokes: string[] = []
  // Each stroke climbs 1 for 1 from the lower edge; it is cut where it leaves the frame.
  for (let foot = left - (bottom - top) + HATCH_STEP; foot < right; foot += HATCH_STEP) {
    const from = Math.max(foot, left)
    const to = Math.min(foot + bottom - top, right)
    strokes.push(
      `M${svgNumber(from)} ${svgNumber(bottom - (from - foot))}L${svgNumber(to)} ${svgNumber(bottom - (to - foot))}`,
    )
  }
  return (
    `<path d="${frame}" fill="#ffffff" stroke="${color}" stroke-width="0.8"/>` +
    `<path d="${strokes.join('')}" stroke="${color}" stroke-width="0.7"/>`
  )
}
