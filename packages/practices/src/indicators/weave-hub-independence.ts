import { networkFromTies } from '@weft/network/network'
import { weakComponents } from '@weft/network/weak-components'
import { withoutAccounts } from '@weft/network/without-accounts'
import { share } from '../estimators/share.ts'
import type { Indicator } from '../indicator.ts'
import { type Item, item } from '../item.ts'
import { quarterTies } from '../quarter-ties.ts'

/**
 * 1 - hub dependence: accounts in the largest weak component without our official accounts / with them. 0 to 1; 1 = the
 * network would stay as large.
 *
 * An item per account of either component: its size says that it is in the largest with us, its value that it is in the
 * largest without us. So replicates resample accounts, and need no new components. Needs our own and inbound acts, or
 * the hub would be missing from the data rather than from the network. Without an owned account in the network there is
 * nothing to take out, and no items.
 */
export const weaveHubIndependence: Indicator = {
  id: 'weave.hub_independence',
  practice: 'weave',
  asks: 'Would it live without us?',
  formula: 'accounts in the largest weak component without owned accounts / in the largest with them',
  needs: ['own_acts', 'inbound', 'among_others'],
  signals: [],
  minimum: 100,
  counts: 'accounts',
  unit: 'share',
  source: 'method.md §2, §4 (hub dependence)',
  items(view, _labels, scope) {
    const ties = quarterTies(view, scope)
    const numberOf = new Int32Array(view.history.accounts.length).fill(-1)
    for (const { from, to } of ties) numberOf[from] = numberOf[to] = 0
    const accounts = [...numberOf.keys()].filter((account) => numberOf[account] === 0)
    accounts.forEach((account, number) => (numberOf[account] = number))
    const ends = (end: 'from' | 'to') => Int32Array.from(ties, (tie) => numberOf[tie[end]]!)
    const network = networkFromTies(accounts.length, ends('from'), ends('to'))
    const isOwned = (number: number) => view.partyOf(accounts[number]!) === 'owned'
    const { network: rest, kept } = withoutAccounts(network, isOwned)
    if (rest.accounts === network.accounts) return []
    const withUs = inLargest(weakComponents(network))
    const withoutUs = new Uint8Array(accounts.length)
    inLargest(weakComponents(rest)).forEach((is, number) => (withoutUs[kept[number]!] = is))
    const items: Item[] = []
    accounts.forEach((account, number) => {
      const [value, size] = [withoutUs[number]!, withUs[number]!]
      if (value + size > 0)
        items.push(item({ cluster: view.accountCluster(account), value, size, accounts: [account] }))
    })
    return items
  },
  count: (items) => items.filter(({ size }) => size === 1).length,
  estimate: share,
}

/** 1 for members of the largest component, else 0; of the first by number where several are largest. */
function inLargest({ of, sizes }: { of: Int32Array; sizes: Int32Array }): Uint8Array {
  const largest = sizes.reduce((best, size, component) => (size > (sizes[best] ?? 0) ? component : best), 0)
  return Uint8Array.from(of, (component) => (component === largest ? 1 : 0))
}
