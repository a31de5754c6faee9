import { isInside } from '@weft/model/party'
import { PRACTICES } from '@weft/model/practice'
import { isWithin, quarterNamed } from '@weft/model/quarter'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Behaviour } from './behaviour-counts.ts'
import { generateInstitution, KnobsMissing, STORY } from './generate-institution.ts'
import type { Institution } from './institution.ts'
import { evenKnobs, type Knobs, NotAKnob } from './knobs.ts'
import { DEFAULT_SIZE, type InstitutionSize } from './size.ts'
import { timeOfSnowflake } from './snowflake.ts'

const story = generateInstitution(STORY)

test('the same plan gives the same institution, another seed another one', () => {
  expect(wordsOf(generateInstitution(STORY))).toEqual(wordsOf(story))
  expect(wordsOf(generateInstitution({ ...STORY, seed: 2 }))).not.toEqual(wordsOf(story))
})

test.each([
  ['asking', ({ vulnerability }: Behaviour) => vulnerability.asks / vulnerability.originals],
  ['following up', ({ vulnerability }: Behaviour) => vulnerability.answersFollowedUp / vulnerability.answers],
  ['introducing', ({ tending }: Behaviour) => tending.pairsTaken / tending.pairsIntroduced],
  ['answering', ({ tending }: Behaviour) => tending.answeredPromptly / tending.toAnswer],
  ['recognising', ({ tending }: Behaviour) => tending.topRecognised / tending.topContributors],
])('in the story, %s rises in the second quarter, stumbles in the third and is best in the fourth', (_, share) => {
  const [first = 0, second = 0, third = 0, fourth = 0] = story.truth.quarters.map(({ behaviour: b }) => share(b))
  expect(second).toBeGreaterThan(first)
  expect(third).toBeLessThan(second)
  expect(fourth).toBeGreaterThan(second)
})

test('every quarter of the story has what the indicators need at the least', () => {
  for (const { behaviour } of story.truth.quarters) {
    const { vulnerability, mixing, provocation, promotion, tending, weave } = behaviour
    expect(vulnerability.originals).toBeGreaterThanOrEqual(30)
    expect(vulnerability.asks).toBeGreaterThanOrEqual(5)
    expect(vulnerability.answers).toBeGreaterThanOrEqual(10)
    expect(mixing.outbound).toBeGreaterThanOrEqual(50)
    expect(mixing.mutualTies).toBeGreaterThanOrEqual(20)
    expect(provocation.provocative).toBeGreaterThanOrEqual(10)
    expect(provocation.threadReplies).toBeGreaterThanOrEqual(50)
    expect(provocation.provokedReplies).toBeGreaterThanOrEqual(50)
    expect(promotion.promotions).toBeGreaterThanOrEqual(30)
    expect(promotion.promotedAccounts).toBeGreaterThanOrEqual(20)
    expect(tending.activeOutsiders).toBeGreaterThanOrEqual(50)
    expect(tending.pairsIntroduced).toBeGreaterThanOrEqual(10)
    expect(tending.topContributors).toBeGreaterThanOrEqual(10)
    expect(tending.inboundActs).toBeGreaterThanOrEqual(100)
    expect(weave.accounts).toBeGreaterThanOrEqual(100)
    expect(weave.crossPartyTies).toBeGreaterThanOrEqual(50)
    expect(weave.sustainedCrossPartyTies).toBeGreaterThanOrEqual(30)
    expect(weave.insideOutsidePairs).toBeGreaterThanOrEqual(50)
  }
})

test('every post has an id of its own that tells its time', () => {
  expect(new Set(story.posts.map(({ id }) => id)).size).toBe(story.posts.length)
  for (const { id, time } of story.posts) expect(timeOfSnowflake(id)).toBe(time)
})

test('what answers, quotes or passes on a post comes after it and belongs to the same world', () => {
  const known = new Set(story.posts)
  for (const { kind, parent, time, conversationId } of story.posts) {
    expect(parent === null).toBe(kind === 'original')
    if (parent === null) continue
    expect(known.has(parent)).toBe(true)
    expect(time).toBeGreaterThan(parent.time)
    expect(conversationId === parent.conversationId).toBe(kind === 'reply')
  }
  for (const { post, time } of story.likes) expect(time).toBeGreaterThan(post.time)
})

test('everything happens inside the quarters', () => {
  const quarters = story.quarters.map((name) => quarterNamed(name))
  for (const { time } of story.interactions) expect(quarters.some((quarter) => isWithin(time, quarter))).toBe(true)
})

test('no text turns up more than three times, and none is too long for X', () => {
  const counts = new Map<string, number>()
  for (const { text, kind } of story.posts) if (kind !== 'repost') counts.set(text, (counts.get(text) ?? 0) + 1)
  expect(Math.max(...counts.values())).toBeLessThanOrEqual(3)
  expect(Math.max(...[...counts.keys()].map((text) => text.length))).toBeLessThanOrEqual(280)
})

test('a post names exactly the accounts whose handles its text holds', () => {
  const handles = new Map(story.accounts.map((account) => [account.handle.toLowerCase(), account]))
  for (const { text, mentions, kind } of story.posts) {
    if (kind === 'repost') continue
    const named = [...text.matchAll(/@(\w+)/g)].map(([, handle]) => handles.get((handle ?? '').toLowerCase()))
    expect(new Set(named)).toEqual(new Set(mentions))
  }
})

test('texts link to example domains only', () => {
  for (const { text } of story.posts) {
    for (const [link] of text.matchAll(/https?:\S+/g))
      expect(link).toMatch(/^https:\/\/(\w+\.)?example\.(org|com|net)\//)
  }
})

const OWN_COUNTS: Record<keyof Knobs, (institution: Institution) => number[]> = {
  vulnerability: (institution) => {
    const { disclosures, asks, asksAnswered, answersFollowedUp } = behaviour(institution).vulnerability
    return [disclosures, asks, asksAnswered, answersFollowedUp]
  },
  mixing: (institution) => {
    const { personal, outboundByEmployees } = behaviour(institution).mixing
    return [personal, outboundByEmployees]
  },
  provocation: (institution) => {
    const { provocative, provoked, threadRepliesAmongOthers } = behaviour(institution).provocation
    return [provocative, provoked, threadRepliesAmongOthers]
  },
  promotion: (institution) => {
    const { promotions, selfPromotions, promotionsOfPartners, promotedAccounts } = behaviour(institution).promotion
    return [promotions, promotedAccounts, -selfPromotions, -promotionsOfPartners / promotions]
  },
  tending: (institution) => {
    const { catalysts, pairsTaken, topRecognised, answeredPromptly, retained, drainingActs } =
      behaviour(institution).tending
    return [catalysts, pairsTaken, topRecognised, answeredPromptly, retained, -drainingActs]
  },
}

test.each(PRACTICES)('turning %s up raises each of its own counts', (practice) => {
  for (const seed of [1, 2, 3]) {
    const low = OWN_COUNTS[practice](twoQuarters(seed, { ...evenKnobs(0.4), [practice]: 0.1 }))
    const high = OWN_COUNTS[practice](twoQuarters(seed, { ...evenKnobs(0.4), [practice]: 0.9 }))
    for (const [place, count] of high.entries()) expect(count).toBeGreaterThan(low[place] ?? 0)
  }
})

test.each<[keyof Knobs, string, (behaviour: Behaviour) => number, number, number]>([
  ['vulnerability', 'disclosing', ({ vulnerability: v }) => v.disclosures / v.originals, 0.08, 0.15],
  ['vulnerability', 'being answered', ({ vulnerability: v }) => v.asksAnswered / v.asks, 0.45, 0.75],
  ['vulnerability', 'following up', ({ vulnerability: v }) => v.answersFollowedUp / v.answers, 0.3, 0.75],
  ['mixing', 'speaking as people', ({ mixing: m }) => m.outboundByEmployees / m.outbound, 0.15, 0.5],
  ['provocation', 'talk among others', ({ provocation: p }) => p.threadRepliesAmongOthers / p.threadReplies, 0.06, 0.3],
  ['provocation', 'being provoked', ({ provocation: p }) => p.provoked / p.provocative, 3, 5],
  ['promotion', 'promoting', ({ promotion: p }) => p.promotions / (p.promotions + p.selfPromotions), 0.5, 0.8],
  ['promotion', 'no partners', ({ promotion: p }) => 1 - p.promotionsOfPartners / p.promotions, 0.35, 0.75],
  ['tending', 'answering', ({ tending: t }) => t.answeredPromptly / t.toAnswer, 0.1, 0.7],
  ['tending', 'recognising', ({ tending: t }) => t.topRecognised / t.topContributors, 0.4, 0.8],
  ['tending', 'keeping', ({ tending: t }) => t.retained / t.activeBefore, 0.5, 0.75],
  ['tending', 'introducing', ({ tending: t }) => t.pairsTaken / t.pairsIntroduced, 0.25, 0.4],
])('from 0 to 1, %s takes %s from low to high', (practice, _, share, lowMost, highLeast) => {
  expect(share(behaviour(twoQuarters(1, { ...evenKnobs(0.4), [practice]: 0 })))).toBeLessThan(lowMost)
  expect(share(behaviour(twoQuarters(1, { ...evenKnobs(0.4), [practice]: 1 })))).toBeGreaterThan(highLeast)
})

test.each(PRACTICES)('turning %s up leaves the shares that other knobs drive nearly alone', (practice) => {
  const low = twoQuarters(1, { ...evenKnobs(0.4), [practice]: 0.1 })
  const high = twoQuarters(1, { ...evenKnobs(0.4), [practice]: 0.9 })
  for (const [owner, shares] of Object.entries(SHARES)) {
    if (owner === practice) continue
    for (const [place, share] of shares(high).entries()) {
      expect(Math.abs(share - (shares(low)[place] ?? 0))).toBeLessThan(0.12)
    }
  }
})

const SHARES: Record<keyof Knobs, (institution: Institution) => number[]> = {
  vulnerability: (institution) => {
    const { originals, disclosures, asks } = behaviour(institution).vulnerability
    return [disclosures / originals, asks / originals]
  },
  mixing: (institution) => {
    const { personal, outbound, outboundByEmployees } = behaviour(institution).mixing
    return [personal / behaviour(institution).vulnerability.originals, outboundByEmployees / outbound]
  },
  provocation: (institution) => {
    const { provocative, threadReplies, threadRepliesAmongOthers } = behaviour(institution).provocation
    return [provocative / behaviour(institution).vulnerability.originals, threadRepliesAmongOthers / threadReplies]
  },
  promotion: (institution) => {
    const { promotions, selfPromotions } = behaviour(institution).promotion
    return [promotions / (promotions + selfPromotions)]
  },
  tending: (institution) => {
    const { toAnswer, answeredPromptly, activeBefore, retained, inboundActs, drainingActs } =
      behaviour(institution).tending
    return [answeredPromptly / toAnswer, retained / activeBefore, drainingActs / inboundActs]
  },
}

test('an institution of any small size is well formed', () => {
  const size = fc.record({
    staff: fc.integer({ min: 0, max: 2 }),
    customers: fc.integer({ min: 0, max: 5 }),
    partners: fc.integer({ min: 0, max: 2 }),
    thirdParties: fc.integer({ min: 0, max: 3 }),
    media: fc.integer({ min: 0, max: 2 }),
    unclassified: fc.integer({ min: 0, max: 20 }),
    activeOutsiders: fc.integer({ min: 0, max: 15 }),
    originalsPerQuarter: fc.integer({ min: 0, max: 12 }),
  })
  fc.assert(
    fc.property(size, fc.integer(), fc.double({ min: 0, max: 1, noNaN: true }), (small, seed, setting) => {
      const institution = generateInstitution({
        seed,
        quarters: ['2026-Q1'],
        knobs: [evenKnobs(setting)],
        size: small,
      })
      expect(institution.accounts).toHaveLength(1 + outsidersIn(small) + small.staff)
      for (const { author, parent, time } of institution.posts) {
        expect(institution.accounts).toContain(author)
        expect(time).toBeGreaterThan(parent?.time ?? 0)
      }
      const ours = institution.posts.filter(({ kind, author }) => kind === 'original' && isInside(author.party))
      expect(ours.length).toBeGreaterThanOrEqual(small.originalsPerQuarter)
    }),
    { numRuns: 60, seed: 7 },
  )
})

test('a plan without a setting for each quarter, or with one outside 0 to 1, is refused', () => {
  expect(() => generateInstitution({ ...STORY, knobs: [] })).toThrow(KnobsMissing)
  const tooMuch = { ...evenKnobs(0.5), tending: 1.2 }
  expect(() => generateInstitution({ ...STORY, quarters: ['2026-Q1'], knobs: [tooMuch] })).toThrow(NotAKnob)
})

/** A quarter at middling settings, then one at these. */
function twoQuarters(seed: number, knobs: Knobs): Institution {
  return generateInstitution({
    seed,
    quarters: ['2026-Q1', '2026-Q2'],
    knobs: [evenKnobs(0.4), knobs],
    size: DEFAULT_SIZE,
  })
}

function behaviour({ truth }: Institution) {
  const last = truth.quarters.at(-1)
  if (last === undefined) throw new Error('no quarter was generated')
  return last.behaviour
}

function wordsOf({ posts }: Institution): string[] {
  return posts.map(({ id, author, kind, text, parent }) => `${id} ${author.handle} ${kind} ${text} ${parent?.id ?? ''}`)
}

function outsidersIn(size: InstitutionSize): number {
  return size.customers + size.partners + size.thirdParties + size.media + size.unclassified
}
