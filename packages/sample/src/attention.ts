import type { Random } from '@weft/model/seeded-random'
import type { Audience } from './audience.ts'
import { happens, oneOf } from './chance.ts'
import type { SampleAccount, SamplePost } from './institution.ts'
import { chanceFor, type Stage } from './stage.ts'
import { hoursAfter, momentIn } from './timing.ts'

/** What the audience does besides replying, per active outsider. */
const LIKES_EACH = 2.8
const REPOSTS_EACH = 0.9
const MENTIONS_EACH = 0.6
const QUOTES_EACH = 0.12

/** Acts that make a newcomer a catalyst. */
const CATALYST_ACTS = 3

/** Likes, reposts, quotes and mentions of us. Everyone in the audience does at least one thing. */
export function payAttention(stage: Stage, audience: Audience): void {
  const random = chanceFor(stage, 'attention')
  const ours = stage.originals.map(({ post }) => post)
  const some = (count: number, act: Act) => {
    for (let i = 0; i < Math.round(count * stage.size.activeOutsiders); i++) {
      const actor = audience.draw(random)
      if (actor !== undefined) act(stage, actor, ours, random)
    }
  }
  for (const actor of [...audience.regulars, ...audience.passers]) anyAct(random)(stage, actor, ours, random)
  for (const actor of audience.catalysts) {
    for (let i = 0; i < CATALYST_ACTS; i++) mention(stage, actor, ours, random)
  }
  some(LIKES_EACH, like)
  some(REPOSTS_EACH, repost)
  some(MENTIONS_EACH, mention)
  some(QUOTES_EACH, quote)
}

type Act = (stage: Stage, actor: SampleAccount, ours: readonly SamplePost[], random: Random) => void

function anyAct(random: Random): Act {
  const choice = random()
  if (choice < 0.5) return like
  if (choice < 0.68) return repost
  return mention
}

const like: Act = (stage, actor, ours, random) => {
  const post = oneOf(random, ours)
  if (post === undefined) return
  stage.active.add(actor)
  stage.ledger.like(actor, post, hoursAfter(random, stage.quarter, post.time, 0.05, 24 * 6))
}

const repost: Act = (stage, actor, ours, random) => {
  const post = oneOf(random, ours)
  if (post === undefined) return
  stage.active.add(actor)
  stage.ledger.repost(actor, post, hoursAfter(random, stage.quarter, post.time, 0.05, 24 * 4))
}

const quote: Act = (stage, actor, ours, random) => {
  const post = oneOf(random, ours)
  if (post === undefined) return
  stage.active.add(actor)
  const at = hoursAfter(random, stage.quarter, post.time, 0.1, 24 * 4)
  stage.ledger.quote(actor, post, at, stage.writer.outside(random, 'quote'))
}

const mention: Act = (stage, actor, _, random) => {
  const insider = stage.insider(random) ?? stage.world.brand
  const wording = stage.writer.outside(random, happens(random, 0.45) ? 'enquiry' : 'visit')
  const text = `@${insider.handle} ${wording.text}`
  const post = stage.ledger.original(actor, momentIn(random, stage.quarter), { ...wording, text }, [insider])
  stage.active.add(actor)
  stage.inbox.push(post)
}
