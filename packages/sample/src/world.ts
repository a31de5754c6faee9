import type { Party } from '@weft/model/party'
import { seededRandom } from '@weft/model/seeded-random'
import { shuffled } from './chance.ts'
import type { SampleAccount } from './institution.ts'

/** Who there is, and what carries over from one quarter to the next. */
export interface World {
  brand: SampleAccount
  staff: SampleAccount[]
  outsiders: SampleAccount[]
  /** Strangers who insult or advertise in most of what they send. */
  draining: Set<SampleAccount>
  /** Outsiders nobody has seen yet, in the order in which they will turn up. */
  waiting: SampleAccount[]
  /** Outsiders who did something toward the institution in the quarter before. */
  lastActive: SampleAccount[]
  /** Pairs of outsiders who talk to each other whatever the institution does. */
  circles: [SampleAccount, SampleAccount][]
  /** Pairs of outsiders who have had to do with each other: {@link pairKey}. */
  acquainted: Set<string>
}

/** Share of strangers who drain. */
const DRAINING_SHARE = 0.03

/** Circles per independent outsider: peers and experts are who talk among themselves. */
const CIRCLES_PER_INDEPENDENT = 1.5

/** The earlier a party turns up, the smaller: those with ties to the house come first. */
const ARRIVAL: Record<Party, number> = {
  owned: 0,
  employee: 0,
  partner: 0.5,
  third_party: 0.7,
  media: 0.6,
  customer: 0.7,
  unclassified: 1,
}

export function openWorld(seed: number, accounts: readonly SampleAccount[]): World {
  const random = seededRandom(`${seed}/world`)
  const brand = accounts.find((account) => account.party === 'owned')
  if (brand === undefined) throw new Error('an institution has a brand account')
  const outsiders = accounts.filter((account) => account.party !== 'owned' && account.party !== 'employee')
  const strangers = shuffled(
    random,
    outsiders.filter((account) => account.party === 'unclassified'),
  )
  const draining = new Set(strangers.slice(0, Math.round(strangers.length * DRAINING_SHARE)))
  const waiting = outsiders
    .filter((account) => !draining.has(account))
    .map((account) => ({ account, arrival: random() * ARRIVAL[account.party] }))
    .sort((one, other) => one.arrival - other.arrival)
    .map(({ account }) => account)
  const circles = meetInCircles(shuffled(random, outsiders), random)
  return {
    brand,
    staff: accounts.filter((account) => account.party === 'employee'),
    outsiders,
    draining,
    waiting,
    lastActive: [],
    circles,
    acquainted: new Set(circles.map(([one, other]) => pairKey(one, other))),
  }
}

/** The text that a pair shares whichever way it is read. */
export function pairKey(one: SampleAccount, other: SampleAccount): string {
  return one.id < other.id ? `${one.id} ${other.id}` : `${other.id} ${one.id}`
}

function meetInCircles(outsiders: SampleAccount[], random: () => number): [SampleAccount, SampleAccount][] {
  const independents = outsiders.filter(({ party }) => party === 'third_party')
  const others = outsiders.filter(({ party }) => party === 'customer' || party === 'media' || party === 'partner')
  const circles: [SampleAccount, SampleAccount][] = []
  const met = new Set<string>()
  if (others.length === 0) return circles
  for (let i = 0; i < independents.length * CIRCLES_PER_INDEPENDENT; i++) {
    const one = independents[i % independents.length]
    const other = others[Math.floor(random() * others.length)]
    if (one === undefined || other === undefined || met.has(pairKey(one, other))) continue
    met.add(pairKey(one, other))
    circles.push([one, other])
  }
  return circles
}
