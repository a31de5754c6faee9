import { isClassified } from '@weft/model/party'
import { carryingByCheck } from '../carrying-by-check.ts'
import { share } from '../estimators/share.ts'
import type { HistoryPost } from '../history.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { answerableOriginals, distinctVoices, threadAnswers } from '../outside-repliers.ts'
import { withText } from '../own-posts.ts'
import { isProvocative } from '../provocative.ts'
import type { Placed, QuarterView } from '../quarter-view.ts'

const OUTSIDERS_MIN = 3
const PARTIES_MIN = 2

/**
 * Share of provocative originals answered in their thread, within 14 days, by at least three distinct outsiders of at
 * least two parties. An unclassified outsider counts as a voice and as no party. 0 to 1.
 */
export const provocationBreadth: Indicator = {
  id: 'provocation.breadth',
  practice: 'provocation',
  asks: 'Do different groups join?',
  formula: 'provocative originals answered by at least 3 outsiders of at least 2 parties / provocative originals',
  needs: ['own_text', 'inbound', 'roster'],
  kinds: ['reply', 'comment'],
  signals: ['stance', 'question'],
  minimum: 10,
  counts: 'provocative posts',
  unit: 'share',
  source: 'method.md §4',
  items: (view, labels, scope) =>
    answerableOriginals(view, scope)
      .filter((post) => isProvocative(post, labels))
      .map((post) =>
        item({ cluster: view.conversationCluster(post), value: didGroupsJoin(view, post) ? 1 : 0, post: post.place }),
      ),
  byCheck: (view, scope) =>
    carryingByCheck(
      withText(answerableOriginals(view, scope)),
      ['stance', 'question'],
      (post) => didGroupsJoin(view, post),
      view,
    ),
  estimate: share,
}

function didGroupsJoin(view: QuarterView, post: Placed<HistoryPost>): boolean {
  const voices = [...distinctVoices(view, threadAnswers(view, post))]
  const parties = new Set(voices.map((voice) => view.partyOf(voice)).filter(isClassified))
  return voices.length >= OUTSIDERS_MIN && parties.size >= PARTIES_MIN
}
