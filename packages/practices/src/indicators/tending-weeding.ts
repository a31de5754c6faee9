import { inboundActs, outboundActs } from '../acts-toward-us.ts'
import { DRAINING_SIGNALS, drainingOutsiders } from '../draining.ts'
import { share } from '../estimators/share.ts'
import type { Indicator } from '../indicator.ts'
import { type Item, item } from '../item.ts'
import { oncePerKnowledge } from '../once-per-scope.ts'

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
  needs: ['own_acts', 'own_reposts', 'inbound_text'],
  signals: DRAINING_SIGNALS,
  minimum: 100,
  counts: 'inbound interactions',
  unit: 'share',
  source: 'method.md §4; Hagel & Seely Brown: weed',
  items(view, labels, scope) {
    const draining = drainingOutsiders(view, labels, scope)
    const isDraining = (account: number) => draining.has(view.voiceOf(account))
    const inbound = knownInbound(view, scope, labels.knows).map((one) =>
      isDraining(one.accounts[0]!) ? { ...one, value: 0 } : one,
    )
    const amplified = outboundActs(view, scope)
      .filter(({ kind, target }) => (kind === 'repost' || kind === 'quote') && isDraining(target))
      .map((act) =>
        item({
          cluster: view.accountCluster(act.target),
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

/** Others' acts toward us whose words are known, or that have none, as if nobody drained. */
const knownInbound = oncePerKnowledge((view, scope, knows): readonly Item[] =>
  inboundActs(view, scope)
    .filter(
      ({ kind, post }) =>
        kind === 'like' || kind === 'repost' || (post !== null && knows(view.postAt(post), DRAINING_SIGNALS)),
    )
    .map(({ actor, target, post }) =>
      item({ cluster: view.accountCluster(actor), value: 1, post, accounts: [actor, target] }),
    ),
)
