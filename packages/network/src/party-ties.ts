import type { Network } from './network.ts'
import { NO_PARTY, type Parties } from './parties.ts'

/** Ties between classified accounts, counted by the parties of their ends. */
export interface PartyTies {
  /** Ties from party `from` to party `to`, at `from * parties + to`. */
  count: Float64Array
  sent: Float64Array
  received: Float64Array
  all: number
}

/** How many accounts stand on either end of the ties from party `from` to party `to`, at `from * parties + to`. */
export interface PartyEnds {
  senders: Float64Array
  receivers: Float64Array
}

/** Counts the accounts behind {@link tiesBetweenParties}: how many groups of ties rest on few. O(accounts + ties). */
export function endsBetweenParties(network: Network, { names, code }: Parties): PartyEnds {
  const { accounts, outStart, outTarget, inStart, inSource } = network
  const parties = names.length
  const [senders, receivers] = [new Float64Array(parties ** 2), new Float64Array(parties ** 2)]
  const lastSeen = new Int32Array(2 * parties).fill(-1)
  for (let account = 0; account < accounts; account++) {
    const own = code[account]!
    if (own === NO_PARTY) continue
    for (let tie = outStart[account]!; tie < outStart[account + 1]!; tie++) {
      const to = code[outTarget[tie]!]!
      if (to === NO_PARTY || lastSeen[to] === account) continue
      lastSeen[to] = account
      senders[own * parties + to]!++
    }
    for (let tie = inStart[account]!; tie < inStart[account + 1]!; tie++) {
      const from = code[inSource[tie]!]!
      if (from === NO_PARTY || lastSeen[parties + from] === account) continue
      lastSeen[parties + from] = account
      receivers[from * parties + own]!++
    }
  }
  return { senders, receivers }
}

/** Counts distinct ties (not interactions) party by party; a tie with an unclassified end is not counted. O(ties). */
export function tiesBetweenParties(network: Network, { names, code }: Parties): PartyTies {
  const parties = names.length
  const count = new Float64Array(parties * parties)
  for (let account = 0; account < network.accounts; account++) {
    const from = code[account]!
    if (from === NO_PARTY) continue
    for (let tie = network.outStart[account]!; tie < network.outStart[account + 1]!; tie++) {
      const to = code[network.outTarget[tie]!]!
      if (to !== NO_PARTY) count[from * parties + to]!++
    }
  }
  const sent = new Float64Array(parties)
  const received = new Float64Array(parties)
  let all = 0
  count.forEach((ties, cell) => {
    sent[Math.floor(cell / parties)]! += ties
    received[cell % parties]! += ties
    all += ties
  })
  return { count, sent, received, all }
}
