import { SIGNALS } from '@weft/model/signal'
import { drawCheck } from './check-sample.ts'
import { inventedOrganization } from './invented-organization.test-data.ts'
import { shareOfPosts } from './share-of-posts.ts'

/** Per signal, in the order of SIGNALS, over all runs. */
export interface Simulated {
  /** Share of runs whose interval held the truth. */
  held: number
  /** Mean absolute error, in points. */
  error: number
  /** Mean error, in points. */
  bias: number
  /** Mean half width, in points. */
  halfWidth: number
}

/** Checks of so many posts, of organizations of these sizes in turn, each checked `checksEach` times. */
export interface Simulation {
  sizes: readonly number[]
  organizations: number
  checksEach: number
  checked: number
  level?: number
}

/** Draws checks, has the truth told of what was drawn, and compares the estimated share with the true one. */
export function simulate({ sizes, organizations, checksEach, checked, level = 0.9 }: Simulation): Simulated[] {
  const found = SIGNALS.map(() => ({ held: 0, error: 0, bias: 0, halfWidth: 0 }))
  const runs = organizations * checksEach
  for (let number = 0; number < organizations; number++) {
    const { posts, truths } = inventedOrganization(sizes[number % sizes.length]!, `organization ${number}`)
    const scores = SIGNALS.map((signal) => Float64Array.from(posts, (post) => post.scores?.[signal] ?? Number.NaN))
    for (let check = 0; check < checksEach; check++) {
      const drawn = drawCheck(posts, checked, `check ${number} ${check}`)
      SIGNALS.forEach((_, signal) => {
        const truth = truths[signal]!
        const { share, interval } = shareOfPosts({
          scores: scores[signal]!,
          checked: drawn.map(({ id, inclusionProbability }) => ({
            place: Number(id),
            positive: truth[Number(id)]!,
            samplingWeight: 1 / inclusionProbability,
          })),
          picked: 'check',
          threshold: 0.5,
          rates: [],
          level,
          seed: `${number} ${check}`,
        })
        const known = truth.filter(Boolean).length / posts.length
        const of = found[signal]!
        if (interval[0] <= known && known <= interval[1]) of.held += 1 / runs
        of.error += (100 * Math.abs(share! - known)) / runs
        of.bias += (100 * (share! - known)) / runs
        of.halfWidth += (50 * (interval[1] - interval[0])) / runs
      })
    }
  }
  return found
}
