import { share } from '../estimators/share.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { isCrossParty, outerEnd, quarterTies } from '../quarter-ties.ts'

/**
 * Share of sustained cross-party ties that have no inside end. 0 to 1.
 *
 * Needs our own and inbound acts as well: without them the ties that run through us would be missing, and the share
 * would rise by not knowing.
 */
export const weaveBeyondUs: Indicator = {
  id: 'weave.beyond_us',
  practice: 'weave',
  asks: 'Do they connect without us?',
  formula: 'sustained cross-party ties without an inside end / sustained cross-party ties',
  needs: ['own_acts', 'inbound', 'among_others', 'roster'],
  signals: [],
  minimum: 30,
  counts: 'sustained cross-party ties',
  unit: 'share',
  source: 'method.md §4',
  items: (view, _labels, scope) =>
    quarterTies(view, scope)
      .filter((tie) => tie.isSustained && isCrossParty(view, tie))
      .map((tie) =>
        item({
          cluster: view.accountCluster(outerEnd(view, tie)),
          value: view.isInside(tie.from) || view.isInside(tie.to) ? 0 : 1,
          accounts: [tie.from, tie.to],
        }),
      ),
  estimate: share,
}
