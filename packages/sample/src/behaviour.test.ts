import { expect, test } from 'vitest'
import { behaviourIn } from './behaviour.ts'
import type { Institution, SampleAccount, SampleInteraction } from './institution.ts'
import { interactionsOfPost } from './interactions-of-post.ts'
import { openLedger } from './ledger.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.UTC(2026, 0, 5, 9)

const account = (id: string, party: SampleAccount['party']): SampleAccount => ({
  id,
  handle: `account${id}`,
  displayName: id,
  description: '',
  party,
  basis: null,
  person: null,
  department: null,
  consent: false,
  topic: 'damp walls',
  vigour: 1,
})

const brand = account('1', 'owned')
const employee = account('2', 'employee')
const customer = account('3', 'customer')
const peer = account('4', 'third_party')
const partner = account('5', 'partner')

const plain = { text: 'words', language: 'en', signals: [] }

/** A quarter by hand. */
function quarterOf(play: (ledger: ReturnType<typeof openLedger>) => void) {
  const ledger = openLedger(1)
  play(ledger)
  const acts: SampleInteraction[] = ledger.posts.flatMap(interactionsOfPost)
  for (const { actor, post, time } of ledger.likes) acts.push({ actor, target: post.author, kind: 'like', time, post })
  const institution: Omit<Institution, 'truth'> = {
    seed: 1,
    name: 'by hand',
    brand,
    accounts: [brand, employee, customer, peer, partner],
    quarters: ['2026-Q1'],
    posts: ledger.posts,
    likes: ledger.likes,
    interactions: acts,
    follows: [],
    introductions: ledger.introductions,
  }
  return behaviourIn(institution, '2026-Q1')
}

test('an ask that two outsiders answer is answered; one answer liked within 14 days is followed up', () => {
  const { vulnerability } = quarterOf((ledger) => {
    const ask = ledger.original(brand, START, { ...plain, signals: ['asks'] })
    const advice = ledger.reply(customer, ask, START + DAY, plain)
    ledger.reply(peer, ask, START + 2 * DAY, plain)
    ledger.reply(employee, ask, START + 3 * DAY, plain)
    ledger.reply(partner, ask, START + 15 * DAY, plain)
    ledger.like(employee, advice, START + 10 * DAY)
  })
  expect(vulnerability).toEqual({
    originals: 1,
    disclosures: 0,
    asks: 1,
    asksAnswered: 1,
    answers: 2,
    answersFollowedUp: 1,
  })
})

test('an answer after 48 hours is no prompt answer', () => {
  const { tending } = quarterOf((ledger) => {
    const prompt = ledger.original(customer, START, plain, [brand])
    const late = ledger.original(peer, START, plain, [brand])
    ledger.original(partner, START, plain, [employee])
    ledger.reply(brand, prompt, START + 47 * HOUR, plain)
    ledger.reply(brand, late, START + 49 * HOUR, plain)
  })
  expect([tending.toAnswer, tending.answeredPromptly]).toEqual([3, 1])
})

test('a pair we introduce takes when the two then talk; a pair who had talked before is not introduced', () => {
  const { tending } = quarterOf((ledger) => {
    ledger.original(customer, START, plain, [partner])
    const post = ledger.original(brand, START + DAY, plain, [customer, peer, partner])
    ledger.introductions.push({ post, named: [customer, peer, partner] })
    ledger.original(peer, START + 5 * DAY, plain, [customer])
  })
  expect([tending.pairsIntroduced, tending.pairsTaken]).toEqual([2, 1])
})

test('a repost, a quote and a praise promote; the promoted who come closer within 30 days are drawn in', () => {
  const { promotion } = quarterOf((ledger) => {
    const work = ledger.original(peer, START, plain)
    ledger.repost(brand, work, START + HOUR)
    ledger.quote(employee, work, START + 2 * HOUR, plain)
    ledger.original(brand, START, { ...plain, signals: ['praise_of_other'] }, [partner])
    ledger.original(brand, START, { ...plain, signals: ['self_promotion'] })
    ledger.original(peer, START + 29 * DAY, plain, [brand])
    ledger.original(partner, START + 31 * DAY, plain, [brand])
  })
  expect(promotion).toEqual({
    promotions: 3,
    selfPromotions: 1,
    promotionsOfPartners: 1,
    promotedAccounts: 2,
    drawnIn: 1,
  })
})

test('replies that outsiders address to outsiders below our posts are counted apart', () => {
  const { provocation } = quarterOf((ledger) => {
    const stance = ledger.original(brand, START, { ...plain, signals: ['stance'] })
    const first = ledger.reply(customer, stance, START + HOUR, plain)
    ledger.reply(peer, first, START + 2 * HOUR, { ...plain, signals: ['toxic'] })
    ledger.reply(brand, first, START + 2 * HOUR, plain)
  })
  expect(provocation).toMatchObject({
    provocative: 1,
    provoked: 2,
    threadReplies: 2,
    threadRepliesAmongOthers: 1,
    provokedInsults: 1,
  })
})

test('a tie active in three ISO weeks is sustained, one returned is mutual', () => {
  const { weave, mixing } = quarterOf((ledger) => {
    for (const week of [0, 1, 2]) ledger.original(peer, START + week * 7 * DAY, plain, [customer])
    ledger.original(customer, START, plain, [employee])
    ledger.original(employee, START, plain, [customer])
  })
  expect(weave).toEqual({
    accounts: 3,
    crossPartyTies: 3,
    sustainedCrossPartyTies: 1,
    sustainedBeyondUs: 1,
    insideOutsidePairs: 1,
    mutualPairs: 1,
    outsideTies: 3,
    sustainedOutsideTies: 1,
  })
  expect(mixing).toMatchObject({ outbound: 1, outboundByEmployees: 1, mutualTies: 1 })
})
