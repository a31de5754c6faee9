/** Strata that posts with a score are cut into. */
const SCORE_STRATA = 5

/** The stratum of posts that were not read: they have no score, and are in the frame all the same. */
export const UNREAD_STRATUM = SCORE_STRATA

/** A score this near 0 or 1 is not believed to be that sure: readers are worst calibrated at the ends. */
const SURE_MIN = 0.02

/**
 * The stratum of each post: 0 (lowest scores) to 4 (highest), and 5 where a post has none (NaN).
 *
 * Bounds cut the cumulated standard deviation sqrt(p(1 - p)) into equal parts, so that equal numbers checked in each are
 * near Neyman's allocation; posts of one score share a stratum, so there may be fewer than five. The order of posts does
 * not matter. O(posts log posts). Source: Dalenius & Hodges 1959, doi:10.1080/01621459.1959.10501501.
 */
export function scoreStrata(scores: Float64Array): Uint8Array {
  const deviations = deviationsByScore(scores)
  let all = 0
  for (const [, deviation] of deviations) all += deviation
  const stratumOfScore = new Map<number, number>()
  let below = 0
  for (const [score, deviation] of deviations) {
    stratumOfScore.set(score, Math.min(SCORE_STRATA - 1, Math.floor((SCORE_STRATA * (below + deviation / 2)) / all)))
    below += deviation
  }
  return Uint8Array.from(scores, (score) => stratumOfScore.get(score) ?? UNREAD_STRATUM)
}

/** What the posts of each score add, lowest score first. */
function deviationsByScore(scores: Float64Array): [score: number, deviation: number][] {
  const sorted = scores.filter((score) => !Number.isNaN(score)).sort()
  const found: [number, number][] = []
  for (const score of sorted) {
    const sure = Math.min(1 - SURE_MIN, Math.max(SURE_MIN, score))
    const deviation = Math.sqrt(sure * (1 - sure))
    const last = found.at(-1)
    if (last?.[0] === score) last[1] += deviation
    else found.push([score, deviation])
  }
  return found
}
