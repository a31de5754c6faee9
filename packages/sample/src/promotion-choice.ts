import type { Audience } from './audience.ts'
import { happens, oneOf, shuffled } from './chance.ts'
import type { SampleAccount } from './institution.ts'
import { chanceFor, type Stage } from './stage.ts'

/** Draws whom a promotion is about. */
export type PromotionChoice = (random: () => number) => SampleAccount | undefined

/** Share of promotions that go to partners, who pay or have a contract. */
const PARTNER = { most: 0.8, fall: 0.65 }

/** Share of those worth promoting that we ever look at: the same few, or many. */
const VIEW = { floor: 0.3, reach: 0.7 }

/** Where independents come from, of those promoted. */
const INDEPENDENT: [SampleAccount['party'], number][] = [
  ['third_party', 0.45],
  ['customer', 0.2],
  ['media', 0.1],
  ['unclassified', 0.25],
]

/** Strangers that could be promoted: more would drown the rest. */
const STRANGERS_MAX = 120

/** Who gets promoted this quarter; the neglected and the draining are not among them. */
export function promotionChoice(stage: Stage, audience: Audience): PromotionChoice {
  const random = chanceFor(stage, 'promotion/view')
  const { promotion } = stage.knobs
  const inView = new Map<SampleAccount['party'], SampleAccount[]>()
  for (const party of ['partner', ...INDEPENDENT.map(([name]) => name)] as const) {
    const all = shuffled(
      random,
      stage.world.outsiders.filter((account) => account.party === party && !stage.world.draining.has(account)),
    ).slice(0, STRANGERS_MAX)
    const seen = all.filter((account) => !audience.neglected.has(account))
    inView.set(party, seen.slice(0, Math.ceil(seen.length * (VIEW.floor + VIEW.reach * promotion))))
  }
  return (draw) => {
    const partner = happens(draw, PARTNER.most - PARTNER.fall * promotion)
    const place = draw()
    return oneOf(draw, inView.get(partner ? 'partner' : independentAt(place)) ?? []) ?? anyone(draw, inView)
  }
}

function independentAt(place: number): SampleAccount['party'] {
  let start = 0
  for (const [party, share] of INDEPENDENT) {
    start += share
    if (place < start) return party
  }
  return 'third_party'
}

/** In a world without partners, or without peers, whoever is there. */
function anyone(draw: () => number, inView: Map<unknown, SampleAccount[]>): SampleAccount | undefined {
  return oneOf(draw, [...inView.values()].flat())
}
