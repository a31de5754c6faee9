import { contributionsIn } from '../acts-toward-us.ts'
import { share } from '../estimators/share.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'

/**
 * Share of the outsiders active toward us last quarter who are active again. 0 to 1. Those whom a person decided to
 * escort out count neither way: their going is the aim.
 */
export const tendingRetention: Indicator = {
  id: 'tending.retention',
  practice: 'tending',
  asks: 'Do they stay?',
  formula: 'last quarter’s active outsiders active again / last quarter’s active outsiders, without those weeded',
  needs: ['inbound', 'previous_quarter'],
  signals: [],
  minimum: 50,
  counts: 'outsiders active last quarter',
  unit: 'share',
  source: 'method.md §4',
  items(view, _labels, scope) {
    const now = contributionsIn(view, view.input.quarter, scope)
    const weeded = new Set([...view.input.weeded].map(view.voiceOf))
    return [...contributionsIn(view, view.input.previous, scope).keys()]
      .filter((voice) => !weeded.has(voice))
      .map((voice) => item({ cluster: view.accountCluster(voice), value: now.has(voice) ? 1 : 0, accounts: [voice] }))
  },
  estimate: share,
}
