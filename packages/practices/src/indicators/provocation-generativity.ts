import { logRateRatio } from '../estimators/log-rate-ratio.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { ANSWER_WINDOW, distinctVoices, threadAnswers } from '../outside-repliers.ts'
import { readOriginals } from '../own-posts.ts'
import { isProvocative } from '../provocative.ts'

/**
 * Natural log of (distinct outsiders replying per provocative original / per other original). 0 = as many, 0.69 = twice
 * as many. Replies count anywhere in the thread, within 14 days; originals whose 14 days are not covered are left out.
 */
export const provocationGenerativity: Indicator = {
  id: 'provocation.generativity',
  practice: 'provocation',
  asks: 'Does it make others think aloud?',
  formula: 'ln(distinct outsiders replying per provocative original / per other original)',
  needs: ['own_text', 'inbound'],
  kinds: ['reply', 'comment'],
  signals: ['stance', 'question'],
  minimum: 10,
  counts: 'provocative posts',
  unit: 'log ratio of rates',
  source: 'method.md §4',
  items: (view, labels, scope) =>
    readOriginals(view, scope)
      .filter((post) => scope.holds(view.platformOf(post.author), post.time, post.time + ANSWER_WINDOW))
      .map((post) => {
        const voices = distinctVoices(view, threadAnswers(view, post))
        return item({
          cluster: view.conversationCluster(post),
          value: voices.size,
          group: isProvocative(post, labels) ? 1 : 0,
          post: post.place,
        })
      }),
  count: (items) => items.filter(({ group }) => group === 1).length,
  estimate: logRateRatio,
}
