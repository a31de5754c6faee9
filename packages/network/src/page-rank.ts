import type { About } from './about.ts'
import type { Network } from './network.ts'
import { rowSums } from './strength.ts'

export const about: About = {
  what: 'Where attention ends up when it is passed along ties: being addressed by those who are addressed counts more.',
  why: 'Finds accounts that the network leans on, beyond the merely loud.',
  notGoodFor: 'Comparing networks of different size: all values of a network sum to 1.',
}

const DAMPING = 0.85

/**
 * Change of any account in a round, as a share of its value, at which all is known. The change shrinks by 0.85 or more a
 * round, so what is missing is less than 6 times as much: within the 6 digits that are promised for each account. Where
 * rounds cost next to nothing they go on to the last digits.
 */
const CHANGE_MAX = 1e-7
const CHANGE_MAX_OF_FEW = 1e-12
const FEW_TIES = 100_000

/** Accounts that change by less than this share of {@link CHANGE_MAX} stand still until a round over all moves them. */
const STILL_SHARE = 0.1

/** While more of the accounts move, all are taken: finding the few costs more than it saves. */
const MOVING_SHARE_MAX = 0.1

/** Sources are taken in blocks whose values, 8 bytes each, stay in a fast cache: elsewhere every tie waits for memory. */
const BLOCK_ACCOUNTS = 500_000

/**
 * PageRank per account: damping 0.85, along ties by weight, teleport and dangling accounts to all alike.
 *
 * 0 to 1, summing to 1; empty for a network without accounts, 1 / accounts each without ties. Each value is used as soon
 * as it is known (Gauss-Seidel); most settle in about 20 rounds, and those that mostly hand to each other are then
 * taken alone until they do. O(rounds x ties). As networkx `pagerank`.
 * Source: Brin & Page 1998, doi:10.1016/S0169-7552(98)00110-X; Gleich 2015, doi:10.1137/140976649.
 */
export function pageRank(network: Network, blockAccounts = BLOCK_ACCOUNTS): Float64Array {
  const { accounts, ties } = network
  const changeMax = ties <= FEW_TIES ? CHANGE_MAX_OF_FEW : CHANGE_MAX
  const values = startingValues(network, changeMax)
  const rowEnds = blockEnds(network, blockAccounts)
  let moving = accounts
  for (let isSettled = accounts === 0; !isSettled; ) {
    const isWhole = moving === 0 || moving > MOVING_SHARE_MAX * accounts
    if (isWhole) values.handedToEach = handedToEach(values)
    const round = pull(network, { rowEnds, blockAccounts }, values, isWhole)
    moving = round.moving
    isSettled = isWhole && !round.isUnsettled
  }
  const all = values.rank.reduce((sum, rank) => sum + rank, 0)
  return values.rank.map((rank) => rank / all)
}

interface Values {
  /** In no unit: only their ratios matter on the way. */
  rank: Float64Array
  /** The part of an account's value that goes to a weight of 1: infinite where nothing is sent, and nobody asks. */
  weightShare: Float64Array
  /** The value that goes to a weight of 1. */
  perWeight: Float64Array
  /** What came in from the blocks of sources that have been taken. */
  received: Float64Array
  isStill: Uint8Array
  changeMax: number
  /** By teleport, and by dangling accounts. */
  handedToEach: number
}

function startingValues({ accounts, outStart, outWeight }: Network, changeMax: number): Values {
  const weightShare = rowSums(outStart, outWeight)
  for (let account = 0; account < accounts; account++) weightShare[account] = 1 / weightShare[account]!
  return {
    rank: new Float64Array(accounts).fill(1),
    weightShare,
    perWeight: weightShare.slice(),
    received: new Float64Array(accounts),
    isStill: new Uint8Array(accounts),
    changeMax,
    handedToEach: 0,
  }
}

interface Blocks {
  /** Where rows start, and per block of sources where it ends in them: a block lies between two neighbours. */
  rowEnds: Int32Array[]
  blockAccounts: number
}

/** All that is not handed along ties. */
function handedToEach({ rank, weightShare }: Values): number {
  let elsewhere = 0
  for (let account = 0; account < rank.length; account++) {
    elsewhere += (weightShare[account] === Number.POSITIVE_INFINITY ? 1 : 1 - DAMPING) * rank[account]!
  }
  return elsewhere / rank.length
}

/** One round over all accounts, or over those that moved when they were last taken. */
function pull({ accounts, inSource, inWeight }: Network, blocks: Blocks, values: Values, isWhole: boolean) {
  const { rowEnds, blockAccounts } = blocks
  const { rank, weightShare, perWeight, received, isStill, changeMax, handedToEach } = values
  const lastBlock = rowEnds.length - 2
  let moving = 0
  let isUnsettled = false
  for (let targets = 0; targets < accounts; targets += blockAccounts) {
    const targetsEnd = Math.min(accounts, targets + blockAccounts)
    for (let block = 0; block <= lastBlock; block++) {
      const from = rowEnds[block]!
      const to = rowEnds[block + 1]!
      for (let account = targets; account < targetsEnd; account++) {
        if (!isWhole && isStill[account] === 1) continue
        let sum = block === 0 ? 0 : received[account]!
        const end = to[account]!
        for (let tie = from[account]!; tie < end; tie++) sum += perWeight[inSource[tie]!]! * inWeight[tie]!
        received[account] = sum
        if (block < lastBlock) continue
        const value = handedToEach + DAMPING * sum
        const change = Math.abs(value - rank[account]!)
        if (change > changeMax * value) isUnsettled = true
        const still = change > STILL_SHARE * changeMax * value ? 0 : 1
        isStill[account] = still
        moving += 1 - still
        rank[account] = value
        perWeight[account] = value * weightShare[account]!
      }
    }
  }
  return { moving, isUnsettled }
}

function blockEnds({ accounts, inStart, inSource }: Network, blockAccounts: number): Int32Array[] {
  const rowEnd = inStart.subarray(1)
  const ends = [inStart]
  for (let block = blockAccounts; block < accounts; block += blockAccounts) {
    const before = ends.at(-1)!
    const end = new Int32Array(accounts)
    for (let account = 0; account < accounts; account++) {
      let tie = before[account]!
      while (tie < rowEnd[account]! && inSource[tie]! < block) tie++
      end[account] = tie
    }
    ends.push(end)
  }
  return [...ends, rowEnd]
}
