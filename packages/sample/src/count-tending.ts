import { isWithin, type QuarterName, quarterNamed } from '@weft/model/quarter'
import type { Behaviour } from './behaviour-counts.ts'
import { countIntroductions } from './count-introductions.ts'
import { promotionsIn } from './count-promotion.ts'
import type { Institution, SampleAccount, SampleInteraction, SamplePost } from './institution.ts'
import { isOurs } from './our-posts.ts'
import type { Responses } from './responses.ts'

const HOUR = 3_600_000

/** One quarter, and what came before it. */
export interface Scene {
  posts: readonly SamplePost[]
  acts: readonly SampleInteraction[]
  earlier: readonly SampleInteraction[]
  before: QuarterName | undefined
}

/** Who comes, stays, is answered, introduced and recognised, and who drains. */
export function countTending(
  institution: Omit<Institution, 'truth'>,
  { posts, acts, earlier, before }: Scene,
  responses: Responses,
): Behaviour['tending'] {
  const contributions = actsTowardUs(acts)
  const seenBefore = new Set(earlier.map(({ actor }) => actor))
  const last = before === undefined ? null : quarterNamed(before)
  const activeBefore = actsTowardUs(last === null ? [] : earlier.filter(({ time }) => isWithin(time, last)))
  const ranked = [...contributions].sort(([one, a], [other, b]) => b - a || (one.id < other.id ? -1 : 1))
  const top = ranked.slice(0, Math.ceil(ranked.length / 10)).map(([account]) => account)
  const recognised = new Set([
    ...promotionsIn(posts).map(({ target }) => target),
    ...posts.flatMap(({ author, kind, parent }) =>
      isOurs(author) && kind === 'reply' && parent ? [parent.author] : [],
    ),
  ])
  const toAnswer = posts.filter(
    ({ author, kind, parent, mentions }) =>
      !isOurs(author) &&
      ((kind === 'reply' && parent !== null && isOurs(parent.author)) ||
        (kind === 'original' && mentions.some(isOurs))),
  )
  const toxicActors = drainingActors(toAnswer)
  const inbound = acts.filter(({ actor, target }) => !isOurs(actor) && isOurs(target))
  return {
    activeOutsiders: contributions.size,
    catalysts: ranked.filter(([account, count]) => count >= 3 && !seenBefore.has(account)).length,
    ...countIntroductions(institution, posts, acts, earlier),
    topContributors: top.length,
    topRecognised: top.filter((account) => recognised.has(account)).length,
    toAnswer: toAnswer.length,
    answeredPromptly: toAnswer.filter((post) =>
      responses
        .get(post)
        ?.some(({ actor, kind, time }) => kind === 'reply' && isOurs(actor) && time <= post.time + 48 * HOUR),
    ).length,
    activeBefore: activeBefore.size,
    retained: [...activeBefore.keys()].filter((account) => contributions.has(account)).length,
    inboundActs: inbound.length,
    drainingActs: inbound.filter(({ actor }) => toxicActors.has(actor)).length,
  }
}

function actsTowardUs(acts: readonly SampleInteraction[]): Map<SampleAccount, number> {
  const counts = new Map<SampleAccount, number>()
  for (const { actor, target } of acts) {
    if (!isOurs(actor) && isOurs(target)) counts.set(actor, (counts.get(actor) ?? 0) + 1)
  }
  return counts
}

/** Accounts with at least three posts to us, most of which insult or advertise. */
function drainingActors(toUs: readonly SamplePost[]): Set<SampleAccount> {
  const counts = new Map<SampleAccount, { all: number; bad: number }>()
  for (const { author, signals } of toUs) {
    const count = counts.get(author) ?? { all: 0, bad: 0 }
    count.all++
    if (signals.includes('toxic') || signals.includes('self_promotion')) count.bad++
    counts.set(author, count)
  }
  return new Set([...counts].filter(([, { all, bad }]) => all >= 3 && bad > all / 2).map(([account]) => account))
}
