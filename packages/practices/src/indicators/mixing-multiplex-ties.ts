import { inboundActs, outboundActs } from '../acts-toward-us.ts'
import { share } from '../estimators/share.ts'
import type { HistoryInteraction } from '../history.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { oncePerKnowledge, oncePerScope } from '../once-per-scope.ts'

/**
 * Share of mutual ties between one of us and an outsider whose posts include both personal and professional ones, a
 * professional post being one that was read, or judged by people, and is not personal. 0 to 1.
 *
 * The posts of a tie are those that carry its replies, mentions, quotes and comments, from either end. A tie with fewer
 * than two read posts cannot show both, so it is left out rather than counted as one-sided.
 */
export const mixingMultiplexTies: Indicator = {
  id: 'mixing.multiplex_ties',
  practice: 'mixing',
  asks: 'Do ties carry both sides?',
  formula: 'mutual inside-outside ties with personal and professional posts / mutual inside-outside ties',
  needs: ['own_text', 'inbound'],
  kinds: ['reply', 'mention', 'quote', 'comment'],
  signals: ['personal'],
  minimum: 20,
  counts: 'ties',
  unit: 'share',
  source: 'method.md §4; multiplexity: Wasserman & Faust 1994, ch. 2',
  items(view, labels, scope) {
    return knownPairs(view, scope, labels.knows).map(({ ours, outsider, read }) => {
      const personal = read.filter((post) => labels.has(view.postAt(post), 'personal'))
      const isMultiplex = personal.length > 0 && personal.length < read.length
      return item({
        cluster: view.accountCluster(outsider),
        value: isMultiplex ? 1 : 0,
        post: personal[0] ?? read[0] ?? null,
        accounts: [ours, outsider],
      })
    })
  },
  estimate: share,
}

interface Pair {
  ours: number
  outsider: number
  inbound: HistoryInteraction[]
  outbound: HistoryInteraction[]
}

/** Pairs of one of us and an outsider who both acted toward the other. */
const mutualPairs = oncePerScope((view, scope): readonly Pair[] => {
  const pairs = new Map<number, Pair>()
  const keyOf = (ours: number, outsider: number) => ours * view.history.accounts.length + outsider
  for (const act of outboundActs(view, scope)) {
    const key = keyOf(act.actor, act.target)
    const pair = pairs.get(key)
    if (pair === undefined) pairs.set(key, { ours: act.actor, outsider: act.target, inbound: [], outbound: [act] })
    else pair.outbound.push(act)
  }
  for (const act of inboundActs(view, scope)) pairs.get(keyOf(act.target, act.actor))?.inbound.push(act)
  return [...pairs.values()].filter(({ inbound }) => inbound.length > 0)
})

/** Mutual pairs with at least two posts between them of which it is known whether they are personal. */
const knownPairs = oncePerKnowledge((view, scope, knows) =>
  mutualPairs(view, scope).flatMap(({ ours, outsider, inbound, outbound }) => {
    const read = new Set<number>()
    for (const { kind, post } of [...inbound, ...outbound]) {
      if (post === null || kind === 'like' || kind === 'repost') continue
      if (knows(view.postAt(post), ['personal'])) read.add(post)
    }
    return read.size < 2 ? [] : [{ ours, outsider, read: [...read] }]
  }),
)
