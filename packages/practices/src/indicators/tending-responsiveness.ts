import { share } from '../estimators/share.ts'
import { ANSWER_PROMPTLY_WINDOW, inboundToAnswer } from '../inbound-to-answer.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'

/**
 * Share of outsiders' posts that reply to us or mention us which one of us answered within 48 hours. 0 to 1.
 *
 * A post that names several of us is one. Where the data does not hold the post itself, any reply of ours to its writer
 * within 48 hours answers it. Posts whose 48 hours are not wholly covered are left out.
 */
export const tendingResponsiveness: Indicator = {
  id: 'tending.responsiveness',
  practice: 'tending',
  asks: 'Do we answer?',
  formula: 'inbound replies and mentions answered by an inside account within 48 hours / inbound replies and mentions',
  needs: ['own_acts', 'inbound'],
  kinds: ['reply', 'mention', 'comment'],
  signals: [],
  minimum: 30,
  counts: 'replies and mentions received',
  unit: 'share',
  source: 'method.md §4',
  items: (view, _labels, scope) =>
    inboundToAnswer(view, scope)
      .filter(({ outsider, time }) => scope.holds(view.platformOf(outsider), time, time + ANSWER_PROMPTLY_WINDOW))
      .map(({ outsider, post, cluster, isAnsweredWithin }) =>
        item({
          cluster,
          value: isAnsweredWithin(ANSWER_PROMPTLY_WINDOW) ? 1 : 0,
          post,
          accounts: [outsider],
        }),
      ),
  estimate: share,
}
