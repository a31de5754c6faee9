import type { Random } from '@weft/model/seeded-random'
import type { Audience } from './audience.ts'
import { countAround, differentOnes, happens, wholeNumber } from './chance.ts'
import type { SampleAccount, SamplePost } from './institution.ts'
import type { OutsideTheme } from './outside-sentences.ts'
import { isAsk, isProvocative } from './own-originals.ts'
import { chanceFor, type Stage } from './stage.ts'
import { hoursAfter } from './timing.ts'

/** Share of our asks that at least two outsiders answer. */
const ANSWERED = { floor: 0.12, reach: 0.78 }

/** Answers to an ask that does not draw people: none or one, seldom more. */
const LONELY_ANSWERS = 0.6

/** Outsiders who reply to an ordinary post of ours. */
const ORDINARY_REPLIERS = 1.4

/** Outsiders who reply to a provocative one. */
const PROVOKED = { floor: 1.6, reach: 4.4 }

/** Share of provocative posts that draw three people of at least two parties. */
const MIXED = { floor: 0.08, reach: 0.75 }

/** Share of insults among the replies to provocative posts. */
const INSULTS = { most: 0.24, fall: 0.22 }

/** Share of replies to us that another outsider takes up. */
const TAKEN_UP = { floor: 0.02, reach: 0.5 }

/** Share of remarks in which people speak of themselves: the more of ourselves we show, the more they do. */
const PERSONAL = { floor: 0.04, reach: 0.22 }

/** Lets outsiders reply to each of our originals, and to each other below it. */
export function letReply(stage: Stage, audience: Audience): void {
  const asked = chanceFor(stage, 'replies/asks')
  const provoked = chanceFor(stage, 'replies/provoked')
  const ordinary = chanceFor(stage, 'replies/ordinary')
  for (const { post, theme } of stage.originals) {
    if (isAsk(theme)) answerAsk(stage, audience, post, asked)
    else if (isProvocative(theme)) takeUpProvocation(stage, audience, post, provoked)
    else remark(stage, audience, post, ordinary)
  }
}

function answerAsk(stage: Stage, audience: Audience, post: SamplePost, random: Random): void {
  const answered = happens(random, ANSWERED.floor + ANSWERED.reach * stage.knobs.vulnerability)
  const count = answered ? wholeNumber(random, 2, 5) : countAround(random, LONELY_ANSWERS)
  for (const author of differentOnes(random, audience.draw, count, (one) => !audience.neglected.has(one))) {
    stage.advice.add(replyTo(stage, author, post, 'advice', random, 24 * 7))
  }
}

function takeUpProvocation(stage: Stage, audience: Audience, post: SamplePost, random: Random): void {
  const { provocation } = stage.knobs
  const mixed = happens(random, MIXED.floor + MIXED.reach * provocation)
  const count = countAround(random, PROVOKED.floor + PROVOKED.reach * provocation)
  const repliers = mixed
    ? ofSeveralParties(random, audience, Math.max(3, count))
    : ofOneParty(random, audience, Math.max(1, count))
  for (const author of repliers) {
    const insults = happens(random, INSULTS.most - INSULTS.fall * provocation)
    const reply = replyTo(stage, author, post, insults ? 'toxic' : 'thought', random, 24 * 5)
    if (!insults) letOthersTakeUp(stage, audience, reply, random)
  }
}

function remark(stage: Stage, audience: Audience, post: SamplePost, random: Random): void {
  const count = countAround(random, ORDINARY_REPLIERS)
  for (const author of differentOnes(random, audience.draw, count)) {
    const personal = happens(random, PERSONAL.floor + PERSONAL.reach * stage.knobs.mixing)
    const reply = replyTo(stage, author, post, personal ? 'personal' : 'remark', random, 24 * 5)
    letOthersTakeUp(stage, audience, reply, random)
  }
}

function letOthersTakeUp(stage: Stage, audience: Audience, reply: SamplePost, random: Random): void {
  if (!happens(random, TAKEN_UP.floor + TAKEN_UP.reach * stage.knobs.provocation)) return
  const [other] = differentOnes(random, audience.draw, 1, (one) => one !== reply.author)
  if (other === undefined) return
  const at = hoursAfter(random, stage.quarter, reply.time, 0.2, 48)
  const second = stage.ledger.reply(other, reply, at, stage.writer.outside(random, 'thought'))
  if (!happens(random, 0.4)) return
  const later = hoursAfter(random, stage.quarter, at, 0.2, 48)
  stage.ledger.reply(reply.author, second, later, stage.writer.outside(random, 'thought'))
}

function replyTo(
  stage: Stage,
  author: SampleAccount,
  post: SamplePost,
  theme: OutsideTheme,
  random: Random,
  hoursMax: number,
): SamplePost {
  const at = hoursAfter(random, stage.quarter, post.time, 0.1, hoursMax)
  const reply = stage.ledger.reply(author, post, at, stage.writer.outside(random, theme))
  stage.active.add(author)
  stage.inbox.push(reply)
  return reply
}

function ofSeveralParties(random: Random, audience: Audience, count: number): SampleAccount[] {
  const isKnown = (one: SampleAccount) => one.party !== 'unclassified'
  const [first] = differentOnes(random, audience.draw, 1, isKnown)
  if (first === undefined) return differentOnes(random, audience.draw, count)
  const [second] = differentOnes(random, audience.draw, 1, (one) => isKnown(one) && one.party !== first.party)
  const rest = differentOnes(random, audience.draw, count - 2, (one) => one !== first && one !== second)
  return second === undefined ? [first, ...rest] : [first, second, ...rest]
}

function ofOneParty(random: Random, audience: Audience, count: number): SampleAccount[] {
  const [first] = differentOnes(random, audience.draw, 1)
  if (first === undefined) return []
  const rest = differentOnes(random, audience.draw, count - 1, (one) => one !== first && one.party === first.party)
  return [first, ...rest]
}
