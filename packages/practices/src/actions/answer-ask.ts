import type { Action } from '@weft/model/action'
import type { Signal } from '@weft/model/signal'
import { accountId, actionSources } from '../action-sources.ts'
import type { HistoryPost } from '../history.ts'
import { ANSWER_PROMPTLY_WINDOW, inboundToAnswer } from '../inbound-to-answer.ts'
import { ANSWER_WINDOW, directAnswers } from '../outside-repliers.ts'
import { ownOriginals } from '../own-posts.ts'
import type { QuarterView } from '../quarter-view.ts'

/** Asks left open: ours that nobody outside answered, and outsiders' that none of us did. */
export function asksToAnswer(view: QuarterView): Action[] {
  return [...unansweredByAnyone(view), ...unansweredByUs(view)]
}

function unansweredByAnyone(view: QuarterView): Action[] {
  const sources = actionSources(view, { needs: ['own_text', 'inbound'], kinds: ['reply', 'comment'] })
  if (sources === null) return []
  const { labels, scope } = sources
  return ownOriginals(view, scope)
    .filter((post) => labels.has(post, 'asks') && directAnswers(view, post).length === 0)
    .filter((post) => scope.holds(view.platformOf(post.author), post.time, post.time + ANSWER_WINDOW))
    .map((post) => {
      const { words, weight } = readAs(['asks'], post, view)
      return {
        kind: 'answer_ask',
        practice: 'vulnerability',
        indicator: 'vulnerability.answered',
        accounts: [accountId(view, post.author)],
        posts: [post.id],
        reason: `We asked (${words}), and nobody outside answered within 14 days: ask again, or name who could know.`,
        weight,
      }
    })
}

function unansweredByUs(view: QuarterView): Action[] {
  const sources = actionSources(view, { needs: ['own_acts', 'inbound_text'], kinds: ['reply', 'mention', 'comment'] })
  if (sources === null) return []
  const { labels, scope } = sources
  return inboundToAnswer(view, scope).flatMap(({ outsider, post: place, time, isAnsweredWithin }): Action[] => {
    if (place === null || isAnsweredWithin(Number.POSITIVE_INFINITY)) return []
    if (!scope.holds(view.platformOf(outsider), time, time + ANSWER_PROMPTLY_WINDOW)) return []
    const post = view.postAt(place)
    if (!labels.has(post, 'asks') && !labels.has(post, 'question')) return []
    const { words, weight } = readAs(['asks', 'question'], post, view)
    return [
      {
        kind: 'answer_ask',
        practice: 'tending',
        indicator: 'tending.responsiveness',
        accounts: [accountId(view, outsider)],
        posts: [post.id],
        reason: `An outsider asked us something (${words}), and none of us has answered since.`,
        weight,
      },
    ]
  })
}

/** How one knows that a post carries one of these signals, and how surely. */
function readAs(signals: readonly Signal[], { id, signals: read }: HistoryPost, { input }: QuarterView) {
  if (signals.some((signal) => input.labels.get(id)?.[signal])) return { words: 'people judged it so', weight: 1 }
  const weight = Math.max(...signals.map((signal) => read?.[signal] ?? 0))
  // A reader is never certain, whatever rounding says.
  return { words: `read so with ${Math.min(99, Math.round(100 * weight))} %`, weight }
}
