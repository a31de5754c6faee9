import { excessShare } from '../estimators/excess-share.ts'
import type { Indicator } from '../indicator.ts'
import { introducedPairs } from '../introductions.ts'
import { item } from '../item.ts'
import { baseRatesOf } from '../meeting-base-rate.ts'

/**
 * Share of the pairs that we introduced who then interact within 60 days, minus the rate at which pairs at the same
 * distance do without us. -1 to 1; 0 = our introductions change nothing.
 *
 * Introduced: two outsiders without an earlier tie in the data whom one post of ours named together. Distance: two steps
 * where both had a common outside contact before the quarter, else further; our own accounts are no contact here, as
 * they connect everyone. Base rate: among outsiders seen in the quarter and not introduced, pairs at that distance
 * without a tie before the quarter, the share who interact within 60 days of its start. Introductions whose 60 days are
 * not wholly covered are left out.
 */
export const tendingIntroductions: Indicator = {
  id: 'tending.introductions',
  practice: 'tending',
  asks: 'Do our introductions take?',
  formula: 'introduced pairs who interact within 60 days / pairs introduced - base rate of pairs at the same distance',
  needs: ['own_acts', 'among_others'],
  signals: [],
  minimum: 10,
  counts: 'pairs introduced',
  unit: 'difference of shares',
  source: 'method.md §4; Hagel & Seely Brown: introduce people to each other',
  items(view, _labels, scope) {
    const pairs = introducedPairs(view, scope)
    const rates = baseRatesOf(view, scope, pairs)
    return pairs.flatMap((pair) => {
      const expected = rates.rateOf(pair.one, pair.other)
      if (expected === null) return []
      return [
        item({
          cluster: pair.cluster,
          value: pair.hasMet ? 1 : 0,
          expected,
          post: pair.post,
          accounts: [pair.one, pair.other],
        }),
      ]
    })
  },
  estimate: excessShare,
}
