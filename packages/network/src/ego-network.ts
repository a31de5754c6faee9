import { filteredNetwork, type RemainingNetwork } from './filtered-network.ts'
import type { Network } from './network.ts'

export interface EgoNetworkOptions {
  /** The steps within which an account belongs; 0 is the account alone, `Infinity` all that can be reached. */
  radius?: number
  /** Ties to follow: those that accounts send (`out`), those that they receive (`in`), or both. */
  direction?: 'both' | 'in' | 'out'
}

/** The account is no number of the network. */
export class AccountOutsideNetwork extends Error {
  override name = 'AccountOutsideNetwork'
  constructor(account: number, accounts: number) {
    super(`account ${account} is not a whole number from 0 to ${accounts - 1}`)
  }
}

/**
 * An account's surroundings: all accounts within `radius` steps of it, itself included, and all ties among them,
 * whatever their direction. Throws {@link AccountOutsideNetwork}. O(accounts + ties).
 */
export function egoNetwork(
  network: Network,
  account: number,
  { radius = 1, direction = 'both' }: EgoNetworkOptions = {},
): RemainingNetwork {
  if (!(Number.isInteger(account) && account >= 0 && account < network.accounts)) {
    throw new AccountOutsideNetwork(account, network.accounts)
  }
  const isNear = new Uint8Array(network.accounts)
  isNear[account] = 1
  let outermost = [account]
  for (let step = 1; step <= radius && outermost.length > 0; step++) {
    outermost = outermost.flatMap((near) => newNeighbours(network, near, direction, isNear))
  }
  return filteredNetwork(network, { account: (other) => isNear[other] === 1 })
}

/** Those tied to an account who were not near before; marks them. */
function newNeighbours(
  { outStart, outTarget, inStart, inSource }: Network,
  account: number,
  direction: 'both' | 'in' | 'out',
  isNear: Uint8Array,
): number[] {
  const found: number[] = []
  const mark = (start: Int32Array, ends: Int32Array): void => {
    for (let tie = start[account]!; tie < start[account + 1]!; tie++) {
      const other = ends[tie]!
      if (isNear[other] === 1) continue
      isNear[other] = 1
      found.push(other)
    }
  }
  if (direction !== 'in') mark(outStart, outTarget)
  if (direction !== 'out') mark(inStart, inSource)
  return found
}
