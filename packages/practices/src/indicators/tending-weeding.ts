import { inboundActs, outboundActs } from '../acts-toward-us.ts'
import { DRAINING_SIGNALS, drainingOutsiders } from '../draining.ts'
import { share } from '../estimators/share.ts'
import type { HistoryInteraction } from '../history.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'

/**
 * 1 - the share of interactions that draining accounts direct at us; each repost or quote of ours that amplifies one
 * counts as one more of theirs. 0 to 1; 1 = negative energy has no room.
 *
 * An act in words counts only where its post was read or judged by people: what nobody has read is not known to be harmless.
 * Draining: at least two toxic posts to us in the quarter, or self-promotion in most of at least three. Needs our own acts
 * too, or amplifying would go unseen and not knowing would look clean.
 */
export const tendingWeeding: Indicator = {
  id: 'tending.weeding',
  practice: 'tending',
  asks: 'Does negative energy lose room?',
  formula:
    '1 - (inbound interactions from draining accounts + our amplifying them) / (inbound interactions + the same)',
  needs: ['own_acts', 'inbound_text'],
  signals: DRAINING_SIGNALS,
  minimum: 100,
  counts: 'inbound interactions',
  unit: 'share',
  source: 'method.md §4; Hagel & Seely Brown: weed',
  items(view, labels, scope) {
    const draining = drainingOutsiders(view, labels, scope)
    const isDraining = (account: number) => draining.has(view.voiceOf(account))
    const isJudged = ({ kind, post }: HistoryInteraction) =>
      kind === 'like' || kind === 'repost' || (post !== null && labels.knows(view.postAt(post), DRAINING_SIGNALS))
    const inbound = inboundActs(view, scope)
      .filter(isJudged)
      .map((act) =>
        item({
          cluster: view.actCluster(act),
          value: isDraining(act.actor) ? 0 : 1,
          post: act.post,
          accounts: [act.actor, act.target],
        }),
      )
    const amplified = outboundActs(view, scope)
      .filter(({ kind, target }) => (kind === 'repost' || kind === 'quote') && isDraining(target))
      .map((act) =>
        item({
          cluster: view.actCluster(act),
          value: 0,
          group: 1,
          post: act.post,
          accounts: [act.actor, act.target],
        }),
      )
    return [...inbound, ...amplified]
  },
  count: (items) => items.filter(({ group }) => group === 0).length,
  estimate: share,
}
