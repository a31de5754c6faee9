/**
 * Standard deviations above the mean below which a share `p` of a normal distribution lies. Any p in (0, 1); right to
 * 4.5e-4, which is far below what an interval from a hundred posts can tell. Source: Abramowitz & Stegun 1964, 26.2.23.
 */
export function normalQuantile(p: number): number {
  if (p < 0.5) return -normalQuantile(1 - p)
  const t = Math.sqrt(-2 * Math.log(1 - p))
  const above = 2.515517 + t * (0.802853 + t * 0.010328)
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
  return t - above / below
}
