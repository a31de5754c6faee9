import { happens, oneOf } from './chance.ts'
import type { OutsideTheme } from './outside-sentences.ts'
import { chanceFor, type Stage } from './stage.ts'
import { momentIn } from './timing.ts'

/** Share of all that is done toward us which comes from accounts that insult or advertise. */
const DRAIN = { most: 0.11, fall: 0.1 }

/** Share of the draining accounts that insult; the others advertise. */
const INSULTING = 0.6

/** Share of their posts in which they do. */
const RELENTLESS = 0.85

/** The acts of draining accounts: `others` is what everyone else has done toward us. They are never answered. */
export function drain(stage: Stage, others: number): void {
  const random = chanceFor(stage, 'draining')
  const share = DRAIN.most - DRAIN.fall * stage.knobs.tending
  const accounts = [...stage.world.draining].map((account, place, all): [typeof account, OutsideTheme] => [
    account,
    place < all.length * INSULTING ? 'toxic' : 'advertising',
  ])
  for (let i = 0; i < Math.round((others * share) / (1 - share)); i++) {
    const [actor, habit] = oneOf(random, accounts) ?? []
    if (actor === undefined || habit === undefined) return
    const wording = stage.writer.outside(random, happens(random, RELENTLESS) ? habit : 'remark')
    const { brand } = stage.world
    const text = `@${brand.handle} ${wording.text}`
    stage.ledger.original(actor, momentIn(random, stage.quarter), { ...wording, text }, [brand])
  }
}
