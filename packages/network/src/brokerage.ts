import type { About } from './about.ts'
import { ADDRESSED, ADDRESSES, connectedPairs, MUTUAL } from './connected-pairs.ts'
import type { Network } from './network.ts'
import { NO_PARTY, type Parties } from './parties.ts'
import { forEachTriangle } from './triangles.ts'

export const about: About = {
  what: 'How often an account passes between two others who have no direct tie, by the parties of the three.',
  why: 'Tells who holds a group together, who opens its door, and who links strangers.',
  notGoodFor: 'Judging people: with few labels most of the ways are not counted.',
}

/** Parties of the ends a -> b -> c as seen by b. */
export const BROKERAGE_ROLES = ['coordinator', 'itinerantBroker', 'gatekeeper', 'representative', 'liaison'] as const

export type BrokerageRole = (typeof BROKERAGE_ROLES)[number]

export type Brokerage = Record<BrokerageRole, Float64Array>

/**
 * Gould-Fernandez brokerage per account b: ways a -> b -> c without a tie a -> c, all three classified, by role:
 * coordinator (all of one party), itinerant broker (a and c of one party, b of another), gatekeeper (b and c of one
 * party, a outside: lets in), representative (a and b of one, c outside: speaks for), liaison (three parties).
 *
 * Counts, unweighted, not normalised, 0 upwards; 0 for unclassified accounts, whose ways are not counted.
 * O(ties^1.5). Source: Gould & Fernandez 1989, doi:10.2307/270949.
 */
export function brokerage(network: Network, parties: Parties): Brokerage {
  const counts = waysThrough(network, parties)
  takeOutDirectTies(network, parties, counts)
  return counts
}

/** All ways a -> b -> c with a other than c, from b's contacts by party. */
function waysThrough(network: Network, { names, code }: Parties): Brokerage {
  const { accounts, start, neighbour, direction } = connectedPairs(network)
  const counts = Object.fromEntries(BROKERAGE_ROLES.map((role) => [role, new Float64Array(accounts)])) as Brokerage
  const incoming = new Float64Array(names.length)
  const outgoing = new Float64Array(names.length)
  const seen: number[] = []
  for (let b = 0; b < accounts; b++) {
    const own = code[b]!
    if (own === NO_PARTY) continue
    let outgoingAll = 0
    for (let place = start[b]!; place < start[b + 1]!; place++) {
      const party = code[neighbour[place]!]!
      if (party === NO_PARTY) continue
      if (incoming[party] === 0 && outgoing[party] === 0) seen.push(party)
      if (direction[place]! & ADDRESSED) incoming[party]!++
      if (direction[place]! & ADDRESSES) {
        outgoing[party]!++
        outgoingAll++
      }
      // There and back to the same account is no way between two.
      if (direction[place] === MUTUAL) counts[party === own ? 'coordinator' : 'itinerantBroker'][b]!--
    }
    for (const party of seen) {
      const outgoingElsewhere = outgoingAll - outgoing[own]! - (party === own ? 0 : outgoing[party]!)
      if (party === own) {
        counts.coordinator[b]! += incoming[own]! * outgoing[own]!
        counts.representative[b]! += incoming[own]! * outgoingElsewhere
      } else {
        counts.itinerantBroker[b]! += incoming[party]! * outgoing[party]!
        counts.gatekeeper[b]! += incoming[party]! * outgoing[own]!
        counts.liaison[b]! += incoming[party]! * outgoingElsewhere
      }
    }
    for (const party of seen) incoming[party] = outgoing[party] = 0
    seen.length = 0
  }
  return counts
}

/** Where a addresses c directly, nobody brokers: those ways lie in triangles. */
function takeOutDirectTies(network: Network, { code }: Parties, counts: Brokerage): void {
  const pairs = connectedPairs(network)
  const { direction, back } = pairs
  const addresses = (place: number) => (direction[place]! & ADDRESSES) !== 0
  const takeOut = (a: number, b: number, c: number, ab: number, bc: number, ac: number) => {
    if (addresses(ab) && addresses(bc) && addresses(ac)) counts[roleOf(code[a]!, code[b]!, code[c]!)][b]!--
  }
  forEachTriangle(pairs, (a, b, c, ab, bc, ac) => {
    if (code[a] === NO_PARTY || code[b] === NO_PARTY || code[c] === NO_PARTY) return
    const ba = back[ab]!
    const cb = back[bc]!
    const ca = back[ac]!
    takeOut(a, b, c, ab, bc, ac)
    takeOut(c, b, a, cb, ba, ca)
    takeOut(b, a, c, ba, ac, bc)
    takeOut(c, a, b, ca, ab, cb)
    takeOut(a, c, b, ac, cb, ab)
    takeOut(b, c, a, bc, ca, ba)
  })
}

function roleOf(a: number, b: number, c: number): BrokerageRole {
  if (a === b) return b === c ? 'coordinator' : 'representative'
  if (a === c) return 'itinerantBroker'
  return b === c ? 'gatekeeper' : 'liaison'
}
