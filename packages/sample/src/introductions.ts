import type { Audience } from './audience.ts'
import { differentOnes, happens, wholeNumber } from './chance.ts'
import type { SampleAccount } from './institution.ts'
import { chanceFor, type Stage, writeOriginal } from './stage.ts'
import { hoursAfter, momentIn } from './timing.ts'
import { pairKey } from './world.ts'

/** Posts that name strangers together, per 300 originals. A house that introduces nobody still names its panels. */
const POSTS = { floor: 8, reach: 6 }

/** Share of named pairs who then talk to each other. */
const TAKES = { floor: 0.04, reach: 0.56 }

/** Share of the naming posts that are meant as introductions. */
const MEANT = { floor: 0.1, reach: 0.85 }

/** Introductions fall into the quarter's first part: within the quarter there must be time to take. */
const UNTIL = 0.7

/** Names outsiders together who have had nothing to do with each other, and lets some of them talk. */
export function introduce(stage: Stage, audience: Audience): void {
  const { tending } = stage.knobs
  const random = chanceFor(stage, 'introductions')
  const scale = stage.size.originalsPerQuarter / 300
  const posts = Math.round(scale * (POSTS.floor + POSTS.reach * tending))
  for (let i = 0; i < posts; i++) {
    const time = momentIn(random, stage.quarter, UNTIL)
    const named = strangersToEachOther(stage, audience, wholeNumber(random, 2, 3), random)
    const author = stage.insider(random) ?? stage.world.brand
    const meant = happens(random, MEANT.floor + MEANT.reach * tending)
    const [target, second, third] = named
    if (target === undefined || second === undefined) continue
    const others = third === undefined ? '' : `, @${third.handle}`
    const theme = meant ? 'introduction' : 'naming'
    const filling = { target: target.handle, second: second.handle, others }
    const wording = stage.writer.own(random, theme, filling)
    // Not every such sentence has room for a third: only those whom the text names are introduced.
    const written = named.filter((account) => wording.text.includes(`@${account.handle}`))
    const post = writeOriginal(stage, author, time, wording, written)
    stage.originals.push({ post, theme })
    stage.ledger.introductions.push({ post, named: written })
    letTalk(stage, written, time, random)
  }
}

function strangersToEachOther(stage: Stage, audience: Audience, count: number, random: () => number): SampleAccount[] {
  const chosen: SampleAccount[] = []
  for (const account of differentOnes(random, audience.draw, count * 3, (one) => !audience.neglected.has(one))) {
    if (chosen.length === count) break
    if (chosen.some((other) => stage.world.acquainted.has(pairKey(account, other)))) continue
    chosen.push(account)
  }
  for (const one of chosen) {
    for (const other of chosen) if (one !== other) stage.world.acquainted.add(pairKey(one, other))
  }
  return chosen
}

function letTalk(stage: Stage, named: SampleAccount[], time: number, random: () => number): void {
  for (const [place, one] of named.entries()) {
    for (const other of named.slice(place + 1)) {
      if (!happens(random, TAKES.floor + TAKES.reach * stage.knobs.tending)) continue
      const wording = stage.writer.outside(random, 'first_word')
      const at = hoursAfter(random, stage.quarter, time, 2, 24 * 30)
      const first = stage.ledger.original(one, at, { ...wording, text: `@${other.handle} ${wording.text}` }, [other])
      const back = hoursAfter(random, stage.quarter, at, 1, 72)
      if (happens(random, 0.7)) stage.ledger.reply(other, first, back, stage.writer.outside(random, 'exchange'))
    }
  }
}
