import type { Random } from '@weft/model/seeded-random'
import type { Audience } from './audience.ts'
import { happens, oneOf } from './chance.ts'
import type { SamplePost } from './institution.ts'
import type { OwnTheme } from './own-sentences.ts'
import { chanceFor, type Stage } from './stage.ts'
import { hoursAfter } from './timing.ts'

/** Share of what reaches us that one of us answers within two days. */
const PROMPT = { floor: 0.05, reach: 0.83 }

/** Share of the rest that is answered late. */
const LATE = 0.1

/** Share of the advice we asked for that we come back to, and what employees follow up by a reply rather than a like. */
const FOLLOWED_UP = { floor: 0.08, reach: 0.84 }
const FOLLOWED_UP_BY_REPLY = 0.7

/** Share of answers that show the person behind them. */
const PERSONAL = { floor: 0.03, reach: 0.32 }

/** Share of answers that the other side thanks for. */
const THANKED = 0.18

/** Posts of others that we like, per 300 originals. */
const OWN_LIKES = 90

/** Goes through the inbox: advice as vulnerability has it, the rest as tending has it. */
export function answer(stage: Stage, audience: Audience): void {
  const advice = chanceFor(stage, 'answers/advice')
  const other = chanceFor(stage, 'answers')
  // Answers bring thanks, and thanks go into the same inbox: the list grows while it is read.
  for (const post of stage.inbox) {
    if (stage.advice.has(post)) followUp(stage, post, advice)
    else if (!audience.neglected.has(post.author) && !post.signals.includes('toxic')) respond(stage, post, other)
  }
}

function followUp(stage: Stage, post: SamplePost, random: Random): void {
  const insider = stage.insider(random) ?? stage.world.brand
  if (!happens(random, FOLLOWED_UP.floor + FOLLOWED_UP.reach * stage.knobs.vulnerability)) return
  const at = hoursAfter(random, stage.quarter, post.time, 1, 24 * 8)
  const replies = happens(random, FOLLOWED_UP_BY_REPLY)
  // An X archive does not say whose post was liked: what the brand follows up it follows up in words.
  if (replies || insider === stage.world.brand) {
    stage.ledger.reply(insider, post, at, stage.writer.own(random, 'thanks'))
  } else stage.ledger.like(insider, post, at)
}

function respond(stage: Stage, post: SamplePost, random: Random): void {
  const insider = stage.insider(random) ?? stage.world.brand
  const prompt = happens(random, PROMPT.floor + PROMPT.reach * stage.knobs.tending)
  if (!prompt && !happens(random, LATE)) return
  const at = prompt
    ? hoursAfter(random, stage.quarter, post.time, 0.2, 46)
    : hoursAfter(random, stage.quarter, post.time, 49, 24 * 8)
  const reply = stage.ledger.reply(insider, post, at, stage.writer.own(random, answerTheme(stage, random)))
  if (!happens(random, THANKED)) return
  const later = hoursAfter(random, stage.quarter, at, 0.1, 24)
  stage.inbox.push(stage.ledger.reply(post.author, reply, later, stage.writer.outside(random, 'gratitude')))
}

function answerTheme(stage: Stage, random: Random): OwnTheme {
  if (happens(random, PERSONAL.floor + PERSONAL.reach * stage.knobs.mixing)) return 'personal_answer'
  return happens(random, 0.35) ? 'thanks' : 'answer'
}

/** Likes some of what others wrote to us, advice left out: to like it is to follow it up. */
export function likeBack(stage: Stage): void {
  const random = chanceFor(stage, 'likes')
  const liked = stage.inbox.filter((post) => !stage.advice.has(post) && !post.signals.includes('toxic'))
  for (let i = 0; i < Math.round((OWN_LIKES * stage.size.originalsPerQuarter) / 300); i++) {
    const insider = stage.insider(random) ?? stage.world.brand
    const post = oneOf(random, liked)
    if (post !== undefined) stage.ledger.like(insider, post, hoursAfter(random, stage.quarter, post.time, 0.2, 24 * 5))
  }
}
