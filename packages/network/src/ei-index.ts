import type { About } from './about.ts'
import { connectedPairs } from './connected-pairs.ts'
import type { Network } from './network.ts'
import { NO_PARTY, type Parties } from './parties.ts'

export const about: About = {
  what: 'Whether connections lead out of the own party (+1) or stay within it (-1).',
  why: 'Shows who reaches across groups, account by account and for the whole.',
  notGoodFor: 'Comparing quarters by the raw value: it depends on group sizes, so set it beside the expected one.',
}

export interface EiIndex {
  raw: number
  /** The value if connected pairs fell on all possible pairs alike, from the sizes of the parties. */
  expected: number
  /** The raw value between the lowest (-1) and highest (1) that these sizes and this many pairs allow. */
  rescaled: number | null
}

/**
 * E-I index of the network: (E - I) / (E + I) over connected pairs of classified accounts, E between parties, I within;
 * each pair once, unweighted. -1 to 1.
 *
 * `null` without such pairs; `rescaled` is `null` where sizes and number of pairs allow one value only. O(ties).
 * Source: Krackhardt & Stern 1988, doi:10.2307/2786835; rescaling as in UCINET.
 */
export function eiIndex(network: Network, parties: Parties): EiIndex | null {
  const { external, internal } = contactsByParty(network, parties)
  const e = external.reduce((sum, pairs) => sum + pairs, 0) / 2
  const i = internal.reduce((sum, pairs) => sum + pairs, 0) / 2
  if (e + i === 0) return null
  const sizes = new Float64Array(parties.names.length)
  for (const code of parties.code) if (code !== NO_PARTY) sizes[code]!++
  const all = (parties.classified * (parties.classified - 1)) / 2
  const withinAll = sizes.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
  const raw = (e - i) / (e + i)
  const externalMin = Math.max(0, e + i - withinAll)
  const externalMax = Math.min(e + i, all - withinAll)
  return {
    raw,
    expected: (all - 2 * withinAll) / all,
    rescaled: externalMax === externalMin ? null : (2 * (e - externalMin)) / (externalMax - externalMin) - 1,
  }
}

/**
 * E-I index per account: over its classified contacts, (outside its party - within) / all of them. -1 to 1; `null` for
 * unclassified accounts and those without a classified contact. Each contact once, unweighted. O(accounts + ties).
 * Source: Krackhardt & Stern 1988, doi:10.2307/2786835.
 */
export function accountEiIndex(network: Network, parties: Parties): (number | null)[] {
  const { external, internal } = contactsByParty(network, parties)
  return Array.from(external, (e, account) => {
    const i = internal[account]!
    return e + i === 0 ? null : (e - i) / (e + i)
  })
}

function contactsByParty(network: Network, { code }: Parties): { external: Float64Array; internal: Float64Array } {
  const { accounts, start, neighbour } = connectedPairs(network)
  const external = new Float64Array(accounts)
  const internal = new Float64Array(accounts)
  for (let account = 0; account < accounts; account++) {
    const own = code[account]!
    if (own === NO_PARTY) continue
    for (let place = start[account]!; place < start[account + 1]!; place++) {
      const other = code[neighbour[place]!]!
      if (other === NO_PARTY) continue
      if (other === own) internal[account]!++
      else external[account]!++
    }
  }
  return { external, internal }
}
