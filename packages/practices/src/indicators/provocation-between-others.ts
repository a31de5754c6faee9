import { addresseeOf } from '../addressee.ts'
import { share } from '../estimators/share.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { ownOriginals } from '../own-posts.ts'

/**
 * Of the quarter's replies by outsiders in threads that our originals of the quarter start, the share addressed to other
 * outsiders. 0 to 1. Whom a reply addresses must be known; going on talking to oneself is neither.
 */
export const provocationBetweenOthers: Indicator = {
  id: 'provocation.between_others',
  practice: 'provocation',
  asks: 'Do they talk to each other, not just to us?',
  formula: 'outsiders’ replies to other outsiders in threads we start / outsiders’ replies in those threads',
  needs: ['own_acts', 'inbound', 'among_others'],
  kinds: ['reply', 'comment'],
  signals: [],
  minimum: 50,
  counts: 'replies',
  unit: 'share',
  source: 'method.md §4',
  items(view, _labels, scope) {
    const ours = new Set(ownOriginals(view, scope).map(({ conversation }) => conversation))
    return view.posts.flatMap((post) => {
      if (post.kind !== 'reply' || !ours.has(post.conversation) || view.isInside(post.author)) return []
      const addressee = addresseeOf(view, post)
      if (addressee === null || view.voiceOf(addressee) === view.voiceOf(post.author)) return []
      if (!scope.holds(view.platformOf(post.author), post.time)) return []
      return [
        item({
          cluster: view.conversationCluster(post),
          value: view.isInside(addressee) ? 0 : 1,
          post: post.place,
          accounts: [post.author, addressee],
        }),
      ]
    })
  },
  estimate: share,
}
