import type { Behaviour } from './behaviour-counts.ts'
import type { SampleAccount, SampleInteraction, SamplePost } from './institution.ts'
import { isOurs } from './our-posts.ts'

const DAY = 86_400_000

/** Whom we promote, and who comes closer. */
export function countPromotion(
  posts: readonly SamplePost[],
  acts: readonly SampleInteraction[],
): Behaviour['promotion'] {
  const promotions = promotionsIn(posts)
  const firstTimes = new Map<SampleAccount, number>()
  for (const { target, time } of promotions) firstTimes.set(target, Math.min(time, firstTimes.get(target) ?? time))
  const drawnIn = new Set<SampleAccount>()
  for (const { actor, target, time } of acts) {
    const promoted = firstTimes.get(actor)
    if (promoted !== undefined && isOurs(target) && time > promoted && time <= promoted + 30 * DAY) drawnIn.add(actor)
  }
  return {
    promotions: promotions.length,
    selfPromotions: posts.filter(({ author, signals }) => isOurs(author) && signals.includes('self_promotion')).length,
    promotionsOfPartners: promotions.filter(({ target }) => target.party === 'partner').length,
    promotedAccounts: firstTimes.size,
    drawnIn: drawnIn.size,
  }
}

/** Our reposts and quotes of outsiders, and our posts that praise one. */
export function promotionsIn(posts: readonly SamplePost[]): { target: SampleAccount; time: number }[] {
  return posts.flatMap((post) => {
    if (!isOurs(post.author)) return []
    const praised = post.kind === 'original' && post.signals.includes('praise_of_other') ? post.mentions[0] : undefined
    const passedOn = post.kind === 'repost' || post.kind === 'quote' ? post.parent?.author : undefined
    const target = praised ?? passedOn
    return target === undefined || isOurs(target) ? [] : [{ target, time: post.time }]
  })
}
