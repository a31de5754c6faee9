import { outboundActs } from '../acts-toward-us.ts'
import { effectiveShare } from '../estimators/effective-share.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import type { QuarterView } from '../quarter-view.ts'

/**
 * Effective number of employees who address outsiders, per employee on the roster: 0 where none does, 1 where all do
 * equally. The effective number is exp of the Shannon entropy of their acts.
 */
export const mixingStaffBreadth: Indicator = {
  id: 'mixing.staff_breadth',
  practice: 'mixing',
  asks: 'How many of us are in the conversation?',
  formula: 'exp(Shannon entropy of outbound interactions by employee) / employees on the roster',
  needs: ['own_acts', 'roster', 'staff_acts'],
  signals: [],
  minimum: 5,
  counts: 'employees',
  unit: 'effective share',
  source: 'method.md §4; effective number: Hill 1973, doi:10.2307/1934352',
  items: (view, _labels, scope) =>
    outboundActs(view, scope)
      .filter(({ actor }) => view.partyOf(actor) === 'employee')
      .map((act) =>
        item({
          cluster: view.actCluster(act),
          value: 1,
          group: view.voiceOf(act.actor),
          post: act.post,
          accounts: [act.actor, act.target],
        }),
      ),
  count: (_items, view) => employeesOnRoster(view),
  estimate: (items, view) => effectiveShare(items, employeesOnRoster(view)),
}

function employeesOnRoster(view: QuarterView): number {
  const voices = new Set<number>()
  view.input.parties.forEach((party, account) => {
    if (party === 'employee') voices.add(view.voiceOf(account))
  })
  return voices.size
}
