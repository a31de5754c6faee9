import { isWithin } from '@weft/model/quarter'
import { contributionsIn } from '../acts-toward-us.ts'
import { share } from '../estimators/share.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import type { QuarterView } from '../quarter-view.ts'

/** From three acts on, somebody is not passing by. */
export const CATALYST_ACTS_MIN = 3

/**
 * Outsiders first seen acting in this quarter who reach three acts toward us / outsiders active toward us. 0 to 1.
 *
 * First seen means the first act toward anyone in the whole history, so the quarter before must be covered: in the
 * first one everybody would be new.
 */
export const tendingSeeding: Indicator = {
  id: 'tending.seeding',
  practice: 'tending',
  asks: 'Do catalysts join?',
  formula: 'outsiders first seen this quarter with at least 3 interactions with us / active outsiders',
  needs: ['inbound', 'previous_quarter'],
  signals: [],
  minimum: 50,
  counts: 'active outsiders',
  unit: 'share',
  source: 'method.md §4; Hagel & Seely Brown: seed',
  items(view, _labels, scope) {
    const firstSeen = firstSeenByVoice(view)
    return [...contributionsIn(view, view.input.quarter, scope)].map(([voice, acts]) =>
      item({
        cluster: view.accountCluster(voice),
        value: acts >= CATALYST_ACTS_MIN && isWithin(firstSeen.get(voice) ?? 0, view.input.quarter) ? 1 : 0,
        accounts: [voice],
      }),
    )
  },
  estimate: share,
}

function firstSeenByVoice(view: QuarterView): Map<number, number> {
  const first = new Map<number, number>()
  view.history.accounts.forEach(({ firstSeen }, account) => {
    const voice = view.voiceOf(account)
    if (firstSeen !== null) first.set(voice, Math.min(firstSeen, first.get(voice) ?? firstSeen))
  })
  return first
}
