import { share } from '../estimators/share.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { quarterTies } from '../quarter-ties.ts'

/**
 * Dyad reciprocity between inside and outside: of the connected pairs of one of us and an outsider, the share with ties
 * both ways in the quarter. 0 to 1. Needs both directions: with one alone nothing could be mutual.
 */
export const weaveReciprocity: Indicator = {
  id: 'weave.reciprocity',
  practice: 'weave',
  asks: 'Is it mutual?',
  formula: 'inside-outside pairs with ties both ways / inside-outside pairs with a tie (dyad reciprocity)',
  needs: ['own_acts', 'inbound'],
  signals: [],
  minimum: 50,
  counts: 'pairs',
  unit: 'share',
  source: 'method.md §4; Wasserman & Faust 1994, p. 507',
  items(view, _labels, scope) {
    const pairs = new Map<number, { ours: number; outsider: number; directions: number }>()
    for (const { from, to } of quarterTies(view, scope)) {
      if (view.isInside(from) === view.isInside(to)) continue
      const [ours, outsider] = view.isInside(from) ? [from, to] : [to, from]
      const key = ours * view.history.accounts.length + outsider
      const pair = pairs.get(key)
      if (pair === undefined) pairs.set(key, { ours, outsider, directions: 1 })
      else pair.directions++
    }
    return Array.from(pairs.values(), ({ ours, outsider, directions }) =>
      item({
        cluster: view.accountCluster(outsider),
        value: directions === 2 ? 1 : 0,
        accounts: [ours, outsider],
      }),
    )
  },
  estimate: share,
}
