import type { Audience } from './audience.ts'
import { happens, wholeNumber } from './chance.ts'
import type { SampleAccount, SamplePost } from './institution.ts'
import { chanceFor, type Stage } from './stage.ts'
import { momentIn } from './timing.ts'
import { pairKey } from './world.ts'

/** Share of the circles that are at it in a quarter, and how often they write. */
const LIVE_SHARE = 0.7
const EXCHANGES = { low: 3, high: 7 }

/** Chance remarks between two people of the audience, per active outsider. */
const CHANCE_REMARKS_EACH = 0.25

/** What outsiders say to each other, whatever we do. */
export function letOthersTalk(stage: Stage, audience: Audience): void {
  const random = chanceFor(stage, 'conversation')
  for (const [one, other] of stage.world.circles) {
    if (!happens(random, LIVE_SHARE)) continue
    const times = Array.from({ length: wholeNumber(random, EXCHANGES.low, EXCHANGES.high) }, () =>
      momentIn(random, stage.quarter),
    ).sort((a, b) => a - b)
    let last: SamplePost | null = null
    for (const time of times) {
      const [author, toward]: [SampleAccount, SampleAccount] = happens(random, 0.5) ? [one, other] : [other, one]
      const answers: boolean = last !== null && last.author === toward && time > last.time
      last =
        answers && last !== null
          ? stage.ledger.reply(author, last, time, stage.writer.outside(random, 'exchange'))
          : address(stage, author, toward, time, random)
    }
  }
  for (let i = 0; i < Math.round(CHANCE_REMARKS_EACH * stage.size.activeOutsiders); i++) {
    const one = audience.draw(random)
    const other = audience.draw(random)
    const time = momentIn(random, stage.quarter)
    if (one === undefined || other === undefined || one === other) continue
    stage.world.acquainted.add(pairKey(one, other))
    address(stage, one, other, time, random)
  }
}

function address(
  stage: Stage,
  author: SampleAccount,
  toward: SampleAccount,
  time: number,
  random: () => number,
): SamplePost {
  const wording = stage.writer.outside(random, 'exchange')
  return stage.ledger.original(author, time, { ...wording, text: `@${toward.handle} ${wording.text}` }, [toward])
}
