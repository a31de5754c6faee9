import type { About } from './about.ts'
import type { Network } from './network.ts'

export const about: About = {
  what: 'The share of interactions that are matched by interactions the other way.',
  why: 'Ninety messages answered by one are not a balanced exchange.',
  notGoodFor: 'Data that hold one direction only, and where a few pairs make up most of the volume.',
}

/**
 * Sum over ordered pairs of min(weight there, weight back) / sum of weights. 0 to 1; `null` without ties.
 *
 * One merge of each account's sorted ties out and in, O(accounts + ties).
 * Source: Squartini et al. 2013, doi:10.1038/srep02729.
 */
export function weightedReciprocity(network: Network): number | null {
  const { accounts, ties, outStart, outTarget, outWeight, inStart, inSource, inWeight } = network
  if (ties === 0) return null
  let matched = 0
  let all = 0
  for (let account = 0; account < accounts; account++) {
    let back = inStart[account]!
    const backEnd = inStart[account + 1]!
    for (let tie = outStart[account]!; tie < outStart[account + 1]!; tie++) {
      all += outWeight[tie]!
      while (back < backEnd && inSource[back]! < outTarget[tie]!) back++
      if (back < backEnd && inSource[back] === outTarget[tie]) matched += Math.min(outWeight[tie]!, inWeight[back]!)
    }
  }
  return matched / all
}
