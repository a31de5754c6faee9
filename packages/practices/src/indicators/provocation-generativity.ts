import { checkedItems } from '../checked-items.ts'
import { logRateRatio } from '../estimators/log-rate-ratio.ts'
import type { HistoryPost } from '../history.ts'
import type { Indicator } from '../indicator.ts'
import { type Item, item } from '../item.ts'
import { answerableOriginals, distinctVoices, threadAnswers } from '../outside-repliers.ts'
import { isRead } from '../own-posts.ts'
import { isProvocative } from '../provocative.ts'
import type { Placed, QuarterView } from '../quarter-view.ts'

const MINIMUM = 10

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
  minimum: MINIMUM,
  counts: 'provocative posts',
  unit: 'log ratio of rates',
  source: 'method.md §4',
  items: (view, labels, scope) =>
    answerableOriginals(view, scope)
      .filter((post) => isRead(view, post))
      .map((post) => drawing(post, isProvocative(post, labels), view)),
  byCheck: (view, scope) =>
    checkedItems(answerableOriginals(view, scope), ['stance', 'question'], {
      itemsOf: (post, told) => [drawing(post, told.stance === true || told.question === true, view)],
      count: provocativeAmong,
      minimum: MINIMUM,
      view,
      estimate: logRateRatio,
    }),
  count: provocativeAmong,
  estimate: logRateRatio,
}

/** How many outsiders a post draws. */
function drawing(post: Placed<HistoryPost>, isProvocative: boolean, view: QuarterView): Item {
  return item({
    cluster: view.conversationCluster(post),
    value: distinctVoices(view, threadAnswers(view, post)).size,
    group: isProvocative ? 1 : 0,
    post: post.place,
  })
}

function provocativeAmong(items: readonly Item[]): number {
  return items.filter(({ group }) => group === 1).length
}
