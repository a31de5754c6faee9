import { outboundActs } from '../acts-toward-us.ts'
import { share } from '../estimators/share.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'

/**
 * Share of our acts toward outsiders that staff accounts made, the rest being the official accounts'. 0 to 1.
 *
 * Not measurable while no act of any staff account is in the data: an archive of the brand alone cannot show staff.
 */
export const mixingHumanVoices: Indicator = {
  id: 'mixing.human_voices',
  practice: 'mixing',
  asks: 'Who speaks for us?',
  formula: 'inside-to-outside interactions by employee accounts / inside-to-outside interactions',
  needs: ['own_acts', 'roster', 'staff_acts'],
  signals: [],
  minimum: 50,
  counts: 'interactions',
  unit: 'share',
  source: 'method.md §4; Hagel & Seely Brown: a diverse set of employees in the conversation',
  items: (view, _labels, scope) =>
    outboundActs(view, scope).map((act) =>
      item({
        cluster: view.actCluster(act),
        value: view.partyOf(act.actor) === 'employee' ? 1 : 0,
        post: act.post,
        accounts: [act.actor, act.target],
      }),
    ),
  estimate: share,
}
