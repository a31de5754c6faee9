import type { Action } from '@weft/model/action'
import { networkFromTies } from '@weft/network/network'
import { accountId, actionSources } from '../action-sources.ts'
import { cutOffBy } from '../cut-off.ts'
import { quarterTies } from '../quarter-ties.ts'
import type { QuarterView } from '../quarter-view.ts'

/** Whoever holds fewer than this together has friends; who holds more is a bridge. */
const CUT_OFF_MIN = 3

/**
 * Outsiders whose loss would cut the network: without them, and without our official accounts, at least three others
 * would hang together with the rest no more.
 */
export function brokersToKeep(view: QuarterView): Action[] {
  const sources = actionSources(view, { needs: ['inbound', 'among_others'] })
  if (sources === null) return []
  const ties = quarterTies(view, sources.scope).filter(
    ({ from, to }) => view.partyOf(from) !== 'owned' && view.partyOf(to) !== 'owned',
  )
  const accounts = [...new Set(ties.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const numberOf = new Map(accounts.map((account, number) => [account, number]))
  const ends = (end: 'from' | 'to') => Int32Array.from(ties, (tie) => numberOf.get(tie[end])!)
  const cutOff = cutOffBy(networkFromTies(accounts.length, ends('from'), ends('to')))
  return accounts.flatMap((account, number): Action[] => {
    const others = cutOff[number]!
    if (others < CUT_OFF_MIN || view.isInside(account)) return []
    return [
      {
        kind: 'keep_broker',
        practice: 'weave',
        indicator: 'weave.hub_independence',
        accounts: [accountId(view, account)],
        posts: [],
        reason: `Without this outsider ${others} of ${accounts.length} accounts would no longer hang together with the rest, our official accounts aside.`,
        weight: others,
      },
    ]
  })
}
