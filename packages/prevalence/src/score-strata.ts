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
  const lowest = lowestScores(scores)
  return Uint8Array.from(scores, (score) => {
    if (Number.isNaN(score)) return UNREAD_STRATUM
    let stratum = SCORE_STRATA - 1
    while (score < lowest[stratum]!) stratum--
    return stratum
  })
}

/** The lowest score of each stratum; one that is empty begins where the next one does, or nowhere. */
function lowestScores(scores: Float64Array): Float64Array {
  const sorted = scores.filter((score) => !Number.isNaN(score)).sort()
  const deviations = sorted.map(deviationOf)
  const all = deviations.reduce((sum, deviation) => sum + deviation, 0)
  const lowest = new Float64Array(SCORE_STRATA).fill(Number.POSITIVE_INFINITY)
  lowest[0] = Number.NEGATIVE_INFINITY
  let begun = 0
  let below = 0
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    let deviation = 0
    for (; end < sorted.length && sorted[end] === sorted[start]; end++) deviation += deviations[end]!
    const stratum = Math.min(SCORE_STRATA - 1, Math.floor((SCORE_STRATA * (below + deviation / 2)) / all))
    while (begun < stratum) lowest[++begun] = sorted[start]!
    below += deviation
  }
  return lowest
}

/** How uncertain a post of this score is. */
function deviationOf(score: number): number {
  const sure = Math.min(1 - SURE_MIN, Math.max(SURE_MIN, score))
  return Math.sqrt(sure * (1 - sure))
}
