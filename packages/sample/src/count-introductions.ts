import type { Institution, SampleInteraction, SamplePost } from './institution.ts'
import { isOurs } from './our-posts.ts'
import { pairKey } from './world.ts'

const DAY = 86_400_000

/** Pairs of outsiders without an earlier tie whom a post of ours named together, and those who then talked. */
export function countIntroductions(
  { introductions }: Omit<Institution, 'truth'>,
  posts: readonly SamplePost[],
  acts: readonly SampleInteraction[],
  earlier: readonly SampleInteraction[],
): { pairsIntroduced: number; pairsTaken: number } {
  const met = new Set(earlier.map(({ actor, target }) => pairKey(actor, target)))
  const here = new Set(posts)
  const among = acts.filter(({ actor, target }) => !isOurs(actor) && !isOurs(target))
  let pairsIntroduced = 0
  let pairsTaken = 0
  for (const { post, named } of introductions) {
    if (!here.has(post)) continue
    for (const [place, one] of named.entries()) {
      for (const other of named.slice(place + 1)) {
        const pair = pairKey(one, other)
        const between = among.filter(({ actor, target }) => pairKey(actor, target) === pair)
        if (met.has(pair) || between.some(({ time }) => time < post.time)) continue
        pairsIntroduced++
        if (between.some(({ time }) => time <= post.time + 60 * DAY)) pairsTaken++
      }
    }
  }
  return { pairsIntroduced, pairsTaken }
}
