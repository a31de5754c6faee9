import { normalQuantile } from './normal-quantile.ts'

/**
 * Wilson's interval of a share seen among `count` posts (need not be whole; infinite gives the share itself).
 * Source: Wilson 1927, doi:10.1080/01621459.1927.10502953.
 */
export function wilsonInterval(share: number, count: number, level: number): [low: number, high: number] {
  const z2PerPost = normalQuantile((1 + level) / 2) ** 2 / count
  const middle = (share + z2PerPost / 2) / (1 + z2PerPost)
  const half = Math.sqrt(z2PerPost * share * (1 - share) + z2PerPost ** 2 / 4) / (1 + z2PerPost)
  return [middle - half, middle + half]
}
