import { isClassified, isInside } from '@weft/model/party'
import { isWithin, type QuarterName, quarterNamed } from '@weft/model/quarter'
import type { Institution, SampleAccount, SampleInteraction, SamplePost } from './institution.ts'
import { pairKey } from './world.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What the practices look like in counts: numerators beside the numbers of items they rest on. */
export interface Behaviour {
  vulnerability: {
    originals: number
    disclosures: number
    asks: number
    /** Asks with at least two distinct outsiders replying within 14 days. */
    asksAnswered: number
    answers: number
    answersFollowedUp: number
  }
  mixing: {
    personal: number
    outbound: number
    outboundByEmployees: number
    employeesHeard: number
    mutualTies: number
  }
  provocation: {
    provocative: number
    /** Distinct outsiders replying, summed over provocative and over other originals. */
    provoked: number
    ordinary: number
    ordinaryRepliers: number
    threadReplies: number
    threadRepliesAmongOthers: number
    provokedReplies: number
    provokedInsults: number
  }
  promotion: {
    promotions: number
    selfPromotions: number
    promotionsOfPartners: number
    promotedAccounts: number
    /** Promoted outsiders who do something toward us within 30 days. */
    drawnIn: number
  }
  tending: {
    activeOutsiders: number
    /** Outsiders first seen this quarter with at least three acts toward us. */
    catalysts: number
    pairsIntroduced: number
    pairsTaken: number
    /** The most active tenth of outsiders, and those of them whom we answered or promoted. */
    topContributors: number
    topRecognised: number
    toAnswer: number
    answeredPromptly: number
    /** Last quarter's active outsiders, and those of them active again. */
    activeBefore: number
    retained: number
    inboundActs: number
    drainingActs: number
  }
  weave: {
    /** Accounts with a tie, self-interactions left out. */
    accounts: number
    crossPartyTies: number
    sustainedCrossPartyTies: number
    /** Of those, the ones with no end inside. */
    sustainedBeyondUs: number
    /** Pairs of one inside and one outside account with a tie, and those with ties both ways. */
    insideOutsidePairs: number
    mutualPairs: number
    outsideTies: number
    sustainedOutsideTies: number
  }
}

/** Counts the behaviour of one quarter by the definitions of method.md §4, with the true signals of every post. */
export function behaviourIn(institution: Omit<Institution, 'truth'>, name: QuarterName): Behaviour {
  const quarter = quarterNamed(name)
  const posts = institution.posts.filter((post) => isWithin(post.time, quarter))
  const acts = institution.interactions.filter((act) => isWithin(act.time, quarter))
  const earlier = institution.interactions.filter((act) => act.time < quarter.from)
  const before = institution.quarters[institution.quarters.indexOf(name) - 1]
  const responses = responsesByPost(institution)
  return {
    vulnerability: countVulnerability(posts, responses),
    mixing: countMixing(posts, acts),
    provocation: countProvocation(posts),
    promotion: countPromotion(posts, acts),
    tending: countTending(institution, { posts, acts, earlier, before }, responses),
    weave: countWeave(acts),
  }
}

const isOurs = (account: SampleAccount) => isInside(account.party)

/** What was done to each post: replies, quotes, reposts and likes. */
type Responses = Map<SamplePost, { actor: SampleAccount; kind: string; time: number }[]>

function responsesByPost({ posts, likes }: Omit<Institution, 'truth'>): Responses {
  const responses: Responses = new Map()
  const add = (to: SamplePost, actor: SampleAccount, kind: string, time: number) => {
    const list = responses.get(to)
    if (list === undefined) responses.set(to, [{ actor, kind, time }])
    else list.push({ actor, kind, time })
  }
  for (const post of posts) if (post.parent !== null) add(post.parent, post.author, post.kind, post.time)
  for (const like of likes) add(like.post, like.actor, 'like', like.time)
  return responses
}

function ownOriginals(posts: readonly SamplePost[]): SamplePost[] {
  return posts.filter((post) => post.kind === 'original' && isOurs(post.author))
}

function countVulnerability(posts: readonly SamplePost[], responses: Responses): Behaviour['vulnerability'] {
  const originals = ownOriginals(posts)
  const asks = originals.filter((post) => post.signals.includes('asks'))
  const answersTo = asks.map((ask) =>
    posts.filter(
      (post) =>
        post.parent === ask && post.kind === 'reply' && !isOurs(post.author) && post.time <= ask.time + 14 * DAY,
    ),
  )
  const answers = answersTo.flat()
  return {
    originals: originals.length,
    disclosures: originals.filter(({ signals }) => signals.includes('difficulty') || signals.includes('apology'))
      .length,
    asks: asks.length,
    asksAnswered: answersTo.filter((replies) => new Set(replies.map(({ author }) => author)).size >= 2).length,
    answers: answers.length,
    answersFollowedUp: answers.filter((post) =>
      responses.get(post)?.some(({ actor, time }) => isOurs(actor) && time <= post.time + 14 * DAY),
    ).length,
  }
}

function countMixing(posts: readonly SamplePost[], acts: readonly SampleInteraction[]): Behaviour['mixing'] {
  const outbound = acts.filter(({ actor, target }) => isOurs(actor) && !isOurs(target))
  const byEmployees = outbound.filter(({ actor }) => actor.party === 'employee')
  const inboundPairs = new Set(
    acts
      .filter(({ actor, target }) => !isOurs(actor) && isOurs(target))
      .map(({ actor, target }) => pairKey(actor, target)),
  )
  const outboundPairs = new Set(outbound.map(({ actor, target }) => pairKey(actor, target)))
  return {
    personal: ownOriginals(posts).filter(({ signals }) => signals.includes('personal')).length,
    outbound: outbound.length,
    outboundByEmployees: byEmployees.length,
    employeesHeard: new Set(byEmployees.map(({ actor }) => actor)).size,
    mutualTies: [...outboundPairs].filter((pair) => inboundPairs.has(pair)).length,
  }
}

function countProvocation(posts: readonly SamplePost[]): Behaviour['provocation'] {
  const originals = new Map(ownOriginals(posts).map((post) => [post.id, post]))
  const isProvocative = ({ signals }: SamplePost) => signals.includes('stance') || signals.includes('question')
  const repliers = new Map<SamplePost, Set<SampleAccount>>()
  const replies = posts.filter(
    (post) => post.kind === 'reply' && !isOurs(post.author) && originals.has(post.conversationId),
  )
  for (const reply of replies) {
    const root = originals.get(reply.conversationId) as SamplePost
    repliers.set(root, (repliers.get(root) ?? new Set()).add(reply.author))
  }
  const heard = (roots: SamplePost[]) => roots.reduce((sum, root) => sum + (repliers.get(root)?.size ?? 0), 0)
  const provocative = [...originals.values()].filter(isProvocative)
  const ordinary = [...originals.values()].filter((post) => !isProvocative(post))
  const provokedReplies = replies.filter((reply) => isProvocative(originals.get(reply.conversationId) as SamplePost))
  return {
    provocative: provocative.length,
    provoked: heard(provocative),
    ordinary: ordinary.length,
    ordinaryRepliers: heard(ordinary),
    threadReplies: replies.length,
    threadRepliesAmongOthers: replies.filter(({ parent }) => parent !== null && !isOurs(parent.author)).length,
    provokedReplies: provokedReplies.length,
    provokedInsults: provokedReplies.filter(({ signals }) => signals.includes('toxic')).length,
  }
}

function countPromotion(posts: readonly SamplePost[], acts: readonly SampleInteraction[]): Behaviour['promotion'] {
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
function promotionsIn(posts: readonly SamplePost[]): { target: SampleAccount; time: number }[] {
  return posts.flatMap((post) => {
    if (!isOurs(post.author)) return []
    const praised = post.kind === 'original' && post.signals.includes('praise_of_other') ? post.mentions[0] : undefined
    const passedOn = post.kind === 'repost' || post.kind === 'quote' ? post.parent?.author : undefined
    const target = praised ?? passedOn
    return target === undefined || isOurs(target) ? [] : [{ target, time: post.time }]
  })
}

interface Scene {
  posts: readonly SamplePost[]
  acts: readonly SampleInteraction[]
  earlier: readonly SampleInteraction[]
  before: QuarterName | undefined
}

function countTending(
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

function countIntroductions(
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

/** Weeks a tie must be active in to be sustained. */
const SUSTAINED_WEEKS = 3

function countWeave(acts: readonly SampleInteraction[]): Behaviour['weave'] {
  const ties = new Map<string, { ends: [SampleAccount, SampleAccount]; weeks: Set<number> }>()
  for (const { actor, target, time } of acts) {
    if (actor === target) continue
    const key = `${actor.id} ${target.id}`
    const tie = ties.get(key) ?? { ends: [actor, target], weeks: new Set() }
    tie.weeks.add(isoWeek(time))
    ties.set(key, tie)
  }
  const all = [...ties.values()]
  const isSustained = ({ weeks }: { weeks: Set<number> }) => weeks.size >= SUSTAINED_WEEKS
  const cross = all.filter(
    ({ ends: [one, other] }) => isClassified(one.party) && isClassified(other.party) && one.party !== other.party,
  )
  const outside = all.filter(({ ends: [one, other] }) => !isOurs(one) || !isOurs(other))
  const between = outside.filter(({ ends: [one, other] }) => isOurs(one) || isOurs(other))
  const pairs = new Map<string, number>()
  for (const { ends } of between) pairs.set(pairKey(...ends), (pairs.get(pairKey(...ends)) ?? 0) + 1)
  return {
    accounts: new Set(all.flatMap(({ ends }) => ends)).size,
    crossPartyTies: cross.length,
    sustainedCrossPartyTies: cross.filter(isSustained).length,
    sustainedBeyondUs: cross.filter((tie) => isSustained(tie) && tie.ends.every((end) => !isOurs(end))).length,
    insideOutsidePairs: pairs.size,
    mutualPairs: [...pairs.values()].filter((count) => count === 2).length,
    outsideTies: outside.length,
    sustainedOutsideTies: outside.filter(isSustained).length,
  }
}

/** Weeks since Monday, 1970-01-05 (UTC): two moments share it exactly when they share an ISO week. */
function isoWeek(time: number): number {
  return Math.floor((time - 4 * DAY) / (7 * DAY))
}
