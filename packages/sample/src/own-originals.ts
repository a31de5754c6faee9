import { happens } from './chance.ts'
import type { OwnTheme } from './own-sentences.ts'
import type { PromotionChoice } from './promotion-choice.ts'
import { chanceFor, type Stage, writeOriginal } from './stage.ts'
import { hoursAfter, momentIn } from './timing.ts'

/**
 * What an original is about: each theme has a zone of 0..1 of its own and fills as much of it as its knob says; what
 * is left over is news. A theme that grows takes from the news, never from another theme.
 */
interface Zone {
  theme: OwnTheme
  width: number
  share: (stage: Stage) => number
}

const ZONES: Zone[] = [
  { theme: 'difficulty', width: 0.14, share: ({ knobs }) => 0.02 + 0.12 * knobs.vulnerability },
  { theme: 'ask', width: 0.12, share: ({ knobs }) => 0.04 + 0.08 * knobs.vulnerability },
  { theme: 'personal', width: 0.22, share: ({ knobs }) => 0.02 + 0.2 * knobs.mixing },
  { theme: 'stance', width: 0.11, share: ({ knobs }) => 0.04 + 0.07 * knobs.provocation },
  { theme: 'question', width: 0.09, share: ({ knobs }) => 0.03 + 0.06 * knobs.provocation },
  { theme: 'praise', width: 0.11, share: ({ knobs }) => 0.01 + 0.1 * knobs.promotion },
  { theme: 'self_promotion', width: 0.21, share: ({ knobs }) => 0.21 - 0.17 * knobs.promotion },
]

/** Share of posts about difficulties that also say sorry. */
const APOLOGY_SHARE = 0.25

/** Share of asks that begin with the trouble behind them. */
const TROUBLE_SHARE = 0.5

/** Share of personal posts that the people behind them make in their own name. */
const PERSONAL_BY_STAFF = 0.85

/** Writes the quarter's originals of brand and staff. */
export function writeOwnOriginals(stage: Stage, choose: PromotionChoice): void {
  const random = chanceFor(stage, 'originals')
  // Words and targets have streams of their own: a longer sentence must not change what the next post is about.
  const words = chanceFor(stage, 'originals/words')
  const targets = chanceFor(stage, 'originals/targets')
  for (let i = 0; i < stage.size.originalsPerQuarter; i++) {
    const time = momentIn(random, stage.quarter)
    let theme = themeAt(stage, random())
    const insider = stage.insider(random) ?? stage.world.brand
    const person = happens(random, PERSONAL_BY_STAFF) ? stage.employee(random) : undefined
    const apologises = happens(random, APOLOGY_SHARE)
    const tellsTrouble = happens(random, TROUBLE_SHARE)
    const promoted = theme === 'praise' ? choose(targets) : undefined
    if (theme === 'difficulty' && apologises) theme = 'apology'
    if (theme === 'ask' && tellsTrouble) theme = 'ask_in_trouble'
    if (theme === 'praise' && promoted === undefined) theme = 'news'
    const author = theme === 'personal' ? (person ?? insider) : insider
    const wording = stage.writer.own(words, theme, promoted === undefined ? {} : { target: promoted.handle })
    const post = writeOriginal(stage, author, time, wording, promoted === undefined ? [] : [promoted])
    stage.originals.push({ post, theme })
  }
}

function themeAt(stage: Stage, position: number): OwnTheme {
  let start = 0
  for (const { theme, width, share } of ZONES) {
    if (position < start + width) return position < start + share(stage) ? theme : 'news'
    start += width
  }
  return 'news'
}

/** True for what asks for advice. */
export function isAsk(theme: OwnTheme): boolean {
  return theme === 'ask' || theme === 'ask_in_trouble'
}

/** True for what one could disagree with or answer in more than one way. */
export function isProvocative(theme: OwnTheme): boolean {
  return theme === 'stance' || theme === 'question'
}

/** Share of the brand's originals that it adds a line to: acts toward oneself, which no network counts. */
const POSTSCRIPT_SHARE = 0.02

/** Lets the brand answer itself now and then, as every brand does. */
export function addPostscripts(stage: Stage): void {
  const random = chanceFor(stage, 'postscripts')
  for (const { post } of stage.originals) {
    if (post.author !== stage.world.brand || !happens(random, POSTSCRIPT_SHARE)) continue
    const at = hoursAfter(random, stage.quarter, post.time, 0.05, 2)
    stage.ledger.reply(post.author, post, at, stage.writer.own(random, 'postscript'))
  }
}
