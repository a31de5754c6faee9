import type { Random } from '@weft/model/seeded-random'
import { happens } from './chance.ts'
import type { SampleAccount, SamplePost } from './institution.ts'
import type { PromotionChoice } from './promotion-choice.ts'
import { chanceFor, type Stage } from './stage.ts'
import { hoursAfter, momentIn } from './timing.ts'

/** Posts of others that we pass on or quote, per 300 originals. */
const REPOSTS = { floor: 24, reach: 30 }
const QUOTES = { floor: 10, reach: 16 }

/** Share of promoted outsiders who then do something toward us. */
const DRAWN_IN = { floor: 0.06, reach: 0.54 }

/** Passes on and quotes what others made, and lets those promoted come closer. */
export function promote(stage: Stage, choose: PromotionChoice): void {
  const random = chanceFor(stage, 'promotions')
  const drawn = chanceFor(stage, 'promotions/drawn-in')
  const scale = stage.size.originalsPerQuarter / 300
  const { promotion } = stage.knobs
  for (const { post, theme } of stage.originals) {
    const [praised] = post.mentions
    if (theme === 'praise' && praised !== undefined) drawIn(stage, praised, post, drawn)
  }
  for (let i = 0; i < Math.round(scale * (REPOSTS.floor + REPOSTS.reach * promotion)); i++) {
    const made = workOfOthers(stage, choose, random)
    if (made === undefined) return
    stage.ledger.repost(made.insider, made.work, made.time)
    drawIn(stage, made.work.author, null, drawn, made.time)
  }
  for (let i = 0; i < Math.round(scale * (QUOTES.floor + QUOTES.reach * promotion)); i++) {
    const made = workOfOthers(stage, choose, random)
    if (made === undefined) return
    const { author } = made.work
    const wording = stage.writer.own(random, 'quote', { target: author.handle })
    const named = wording.text.includes(`@${author.handle}`) ? [author] : []
    const quote = stage.ledger.quote(made.insider, made.work, made.time, wording, named)
    drawIn(stage, author, quote, drawn)
  }
}

/** A post that an outsider made about their own work, and who of us comes across it when. */
function workOfOthers(stage: Stage, choose: PromotionChoice, random: Random) {
  const maker = choose(random)
  if (maker === undefined) return undefined
  const made = momentIn(random, stage.quarter, 0.95)
  const insider = stage.insider(random) ?? stage.world.brand
  const work = stage.ledger.original(maker, made, stage.writer.outside(random, 'own_work'))
  return { work, insider, time: hoursAfter(random, stage.quarter, made, 0.5, 48) }
}

function drawIn(
  stage: Stage,
  promoted: SampleAccount,
  post: SamplePost | null,
  random: Random,
  time = post?.time ?? stage.quarter.from,
): void {
  if (!happens(random, DRAWN_IN.floor + DRAWN_IN.reach * stage.knobs.promotion)) return
  stage.active.add(promoted)
  const at = hoursAfter(random, stage.quarter, time, 0.5, 24 * 20)
  if (post !== null && happens(random, 0.5)) {
    stage.inbox.push(stage.ledger.reply(promoted, post, at, stage.writer.outside(random, 'gratitude')))
    return
  }
  const wording = stage.writer.outside(random, 'visit')
  const { brand } = stage.world
  const text = `@${brand.handle} ${wording.text}`
  stage.inbox.push(stage.ledger.original(promoted, at, { ...wording, text }, [brand]))
}
