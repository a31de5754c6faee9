import { type QuarterName, quarterNamed } from '@weft/model/quarter'
import { answer, likeBack } from './answers.ts'
import { payAttention } from './attention.ts'
import { gatherAudience } from './audience.ts'
import { letOthersTalk } from './conversation.ts'
import { drain } from './draining.ts'
import { takeFollowLists } from './follow-lists.ts'
import type { Institution, SampleInteraction } from './institution.ts'
import { interactionsOfPost } from './interactions-of-post.ts'
import { introduce } from './introductions.ts'
import { inventAccounts, MUSEUM_NAME } from './invent-accounts.ts'
import { checkKnobs, type Knobs } from './knobs.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { addPostscripts, writeOwnOriginals } from './own-originals.ts'
import { promotionChoice } from './promotion-choice.ts'
import { promote } from './promotions.ts'
import { letReply } from './replies.ts'
import { DEFAULT_SIZE, type InstitutionSize } from './size.ts'
import { employeeDraw, insiderDraw, type Stage } from './stage.ts'
import { STORY_KNOBS, STORY_QUARTERS, STORY_SEED } from './story.ts'
import { directionOf, truthOf } from './truth.ts'
import { openWorld } from './world.ts'
import { openWriter } from './writing.ts'

export interface InstitutionPlan {
  seed: number
  /** Consecutive quarters, earliest first. */
  quarters: QuarterName[]
  /** One setting for each quarter. */
  knobs: Knobs[]
  size: InstitutionSize
}

/** The demo's museum and its year. */
export const STORY: InstitutionPlan = {
  seed: STORY_SEED,
  quarters: STORY_QUARTERS,
  knobs: STORY_KNOBS,
  size: DEFAULT_SIZE,
}

/** There must be one setting of the knobs for each quarter. */
export class KnobsMissing extends Error {
  override name = 'KnobsMissing'
  constructor(quarters: number, knobs: number) {
    super(`${quarters} quarters need as many settings of the knobs, but ${knobs} are given`)
  }
}

/**
 * An invented institution with known practice: accounts, posts, interactions, follows, and the truth about them.
 *
 * The same plan gives the same institution on every machine. A knob drives what method.md §4 asks of its practice and
 * hardly anything else: each purpose draws from a stream of random numbers of its own. Throws {@link KnobsMissing},
 * NotAKnob and NotAQuarter for a plan that cannot be. Some tenths of a second for the default size.
 */
export function generateInstitution(plan: InstitutionPlan): Institution {
  const { seed, quarters, size } = plan
  if (plan.knobs.length !== quarters.length) throw new KnobsMissing(quarters.length, plan.knobs.length)
  plan.knobs.forEach(checkKnobs)

  const accounts = inventAccounts(seed, size)
  const world = openWorld(seed, accounts)
  const ledger = openLedger(seed)
  const writer = openWriter()
  for (const [place, name] of quarters.entries()) {
    const knobs = plan.knobs[place] as Knobs
    playQuarter({
      seed,
      quarter: quarterNamed(name),
      knobs,
      size,
      world,
      ledger,
      writer,
      originals: [],
      advice: new Set(),
      inbox: [],
      active: new Set(),
      insider: insiderDraw(world, knobs.mixing),
      employee: employeeDraw(world, knobs.mixing),
    })
  }

  const posts = [...ledger.posts].sort((one, other) => one.time - other.time || (one.id < other.id ? -1 : 1))
  const institution = {
    seed,
    name: MUSEUM_NAME,
    brand: world.brand,
    accounts,
    quarters,
    posts,
    likes: [...ledger.likes].sort((one, other) => one.time - other.time),
    interactions: interactionsIn(ledger),
    follows: takeFollowLists(seed, accounts, posts, quarters),
    introductions: ledger.introductions,
  }
  return { ...institution, truth: truthOf(institution, plan.knobs) }
}

/** What happens in one quarter, in the order in which one thing leads to the next. */
function playQuarter(stage: Stage): void {
  const { ledger, world } = stage
  const start = { posts: ledger.posts.length, likes: ledger.likes.length }
  const audience = gatherAudience(stage)
  const choose = promotionChoice(stage, audience)
  writeOwnOriginals(stage, choose)
  introduce(stage, audience)
  addPostscripts(stage)
  letReply(stage, audience)
  promote(stage, choose)
  payAttention(stage, audience)
  drain(stage, inboundSince(ledger, start))
  answer(stage, audience)
  likeBack(stage)
  letOthersTalk(stage, audience)
  world.lastActive = world.outsiders.filter((account) => stage.active.has(account))
  const arrived = stage.active
  world.waiting = world.waiting.filter((account) => !arrived.has(account))
}

function inboundSince(ledger: Ledger, start: { posts: number; likes: number }): number {
  const byPosts = ledger.posts.slice(start.posts).flatMap(interactionsOfPost)
  const inbound = byPosts.filter(({ actor, target }) => directionOf(actor.party, target.party) === 'inbound')
  return inbound.length + ledger.likes.length - start.likes
}

function interactionsIn({ posts, likes }: Ledger): SampleInteraction[] {
  const acts = posts.flatMap(interactionsOfPost)
  for (const { actor, post, time } of likes) acts.push({ actor, target: post.author, kind: 'like', time, post })
  return acts.sort((one, other) => one.time - other.time || (one.post.id < other.post.id ? -1 : 1))
}
