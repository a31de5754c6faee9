import { share } from '../estimators/share.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { quarterTies } from '../quarter-ties.ts'

/**
 * Share of outsiders' ties to us that are sustained: active in at least three distinct ISO weeks of the quarter. 0 to 1.
 *
 * Ties from outsiders to us only, so that the figure rests on what method.md says it needs, and does not move with
 * whether our own or others' acts happen to be in the data.
 */
export const weaveSustained: Indicator = {
  id: 'weave.sustained',
  practice: 'weave',
  asks: 'Does it last?',
  formula: 'ties from outsiders to us active in at least 3 ISO weeks / ties from outsiders to us',
  needs: ['inbound'],
  signals: [],
  minimum: 50,
  counts: 'ties',
  unit: 'share',
  source: 'method.md §4',
  items: (view, _labels, scope) =>
    quarterTies(view, scope)
      .filter(({ from, to }) => !view.isInside(from) && view.isInside(to))
      .map((tie) =>
        item({
          cluster: view.accountCluster(tie.from),
          value: tie.isSustained ? 1 : 0,
          accounts: [tie.from, tie.to],
        }),
      ),
  estimate: share,
}
