import { type Random, seededRandom } from '@weft/model/seeded-random'
import { SIGNALS, type Signal } from '@weft/model/signal'
import { drawCheck } from '@weft/prevalence/check-sample'
import type { HistoryPost } from './history.ts'
import type { ScoringInput } from './scoring-input.ts'

/** What an institution is like: how its conversations incline to something, how many there are, how well it is read. */
export interface Inclination {
  conversations: number
  postsPerThreadMax: number
  /** Two kinds of conversations: how often a post of each carries the signal, and the share of the first kind. */
  often: number
  seldom: number
  shareOften: number
  /** Share of posts in a language that is not read. */
  unreadShare: number
}

/** A quarter's own posts, of which people checked some: the labels are the truth. */
export interface CheckedQuarter {
  posts: HistoryPost[]
  input: Pick<ScoringInput, 'labels' | 'checked'>
}

/** What the institution would carry in the long run: per conversation, a post of the same size counts alike. */
export function inclinedShare({ often, seldom, shareOften }: Inclination): number {
  return shareOften * often + (1 - shareOften) * seldom
}

/** Draws a quarter of such an institution, and its check of so many posts. The reader of `asks` is fair, others noise. */
export function checkedQuarter(inclination: Inclination, size: number, seed: string): CheckedQuarter {
  const random = seededRandom(seed)
  const posts: HistoryPost[] = []
  const truth = new Map<string, boolean>()
  for (let conversation = 0; conversation < inclination.conversations; conversation++) {
    const propensity = random() < inclination.shareOften ? inclination.often : inclination.seldom
    for (let left = 1 + Math.floor(random() * inclination.postsPerThreadMax); left > 0; left--) {
      const carries = random() < propensity
      const id = `${posts.length}`
      truth.set(id, carries)
      const signals = random() < inclination.unreadShare ? null : readingOf(carries, random)
      posts.push({ id, author: 0, time: 0, kind: 'original', parent: null, conversation, signals, hasText: true })
    }
  }
  const frame = posts.map(({ id, signals }) => ({ id, isOriginal: true, scores: signals }))
  const drawn = drawCheck(frame, size, seed)
  const labels = new Map(drawn.map(({ id }) => [id, { asks: truth.get(id) ?? false }]))
  const checked = new Map(
    drawn.map(({ id, inclusionProbability }) => [
      id,
      { samplingWeight: 1 / inclusionProbability, told: labels.get(id) ?? {} },
    ]),
  )
  return { posts, input: { labels, checked } }
}

function readingOf(carries: boolean, random: Random): Record<Signal, number> {
  const logistic = (logit: number) => 1 / (1 + Math.exp(-logit))
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Object.fromEntries(
    SIGNALS.map((signal) => [signal, logistic((signal === 'asks' ? (carries ? 1 : -1.5) : -3.5) + 1.2 * normal())]),
  ) as Record<Signal, number>
}
