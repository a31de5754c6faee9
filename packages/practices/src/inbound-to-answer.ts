import { inboundActs } from './acts-toward-us.ts'
import { HOUR } from './durations.ts'
import type { HistoryInteraction } from './history.ts'
import type { QuarterView } from './quarter-view.ts'
import type { Scope } from './scope.ts'

export const ANSWER_PROMPTLY_WINDOW = 48 * HOUR

/** Something an outsider wrote to us. */
export interface InboundPost {
  outsider: number
  time: number
  post: number | null
  cluster: number
  isAnsweredWithin: (milliseconds: number) => boolean
}

/** The quarter's posts by outsiders that reply to one of us or mention one of us, each once. */
export function inboundToAnswer(view: QuarterView, scope: Scope): InboundPost[] {
  const repliesOfOurs = repliesToOutsiders(view)
  const seen = new Set<number>()
  return inboundActs(view, scope).flatMap((act) => {
    const { actor, kind, time, post } = act
    if (kind !== 'reply' && kind !== 'mention' && kind !== 'comment') return []
    if (post !== null) {
      if (seen.has(post)) return []
      seen.add(post)
    }
    const answers =
      post === null
        ? (repliesOfOurs.get(actor) ?? []).filter((answered) => answered >= time)
        : view
            .childrenOf(post)
            .filter(({ kind: childKind, author }) => childKind === 'reply' && view.isInside(author))
            .map((child) => child.time)
    const isAnsweredWithin = (milliseconds: number) => answers.some((answered) => answered <= time + milliseconds)
    return [{ outsider: actor, time, post, cluster: view.accountCluster(actor), isAnsweredWithin }]
  })
}

function repliesToOutsiders(view: QuarterView): Map<number, number[]> {
  const replies = new Map<number, number[]>()
  const isReply = ({ actor, kind }: HistoryInteraction) =>
    (kind === 'reply' || kind === 'comment') && view.isInside(actor)
  for (const act of view.history.interactions) {
    if (!isReply(act)) continue
    const times = replies.get(act.target)
    if (times === undefined) replies.set(act.target, [act.time])
    else times.push(act.time)
  }
  return replies
}
