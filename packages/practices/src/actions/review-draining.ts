import type { Action } from '@weft/model/action'
import { accountId, actionSources, counted } from '../action-sources.ts'
import { drainingOutsiders } from '../draining.ts'
import type { QuarterView } from '../quarter-view.ts'

/** Accounts that may be draining the network, for a person to read and decide about. Nothing happens by itself. */
export function drainingToReview(view: QuarterView): Action[] {
  const sources = actionSources(view, { needs: ['inbound_text'] })
  if (sources === null) return []
  return [...drainingOutsiders(view, sources.labels, sources.scope)]
    .filter(([voice]) => !view.input.weeded.has(voice))
    .map(([voice, { posts, toxic, selfPromoting }]) => ({
      kind: 'review_draining',
      practice: 'tending',
      indicator: 'tending.weeding',
      accounts: [accountId(view, voice)],
      posts: posts.map((post) => view.postAt(post).id),
      // What was read in them stays unsaid: toxicity is never told of a person.
      reason: `${counted(posts.length, 'post', 'posts')} to us that may cost the conversation more than they give, by reading that may be wrong: read them before deciding anything.`,
      weight: toxic + selfPromoting,
    }))
}
