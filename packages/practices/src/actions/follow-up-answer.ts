import type { Action } from '@weft/model/action'
import { accountId, actionSources } from '../action-sources.ts'
import { isFollowedUp } from '../follow-up.ts'
import { ANSWER_WINDOW, directAnswers, distinctVoices } from '../outside-repliers.ts'
import { ownOriginals } from '../own-posts.ts'
import type { QuarterView } from '../quarter-view.ts'

/** Asks of ours whose answers nobody of us came back to; one action per ask, the more people answered the more urgent. */
export function answersToFollowUp(view: QuarterView): Action[] {
  const sources = actionSources(view, { needs: ['own_text', 'inbound'], kinds: ['reply', 'comment'] })
  if (sources === null) return []
  const { labels, scope } = sources
  return ownOriginals(view, scope)
    .filter((post) => labels.has(post, 'asks'))
    .flatMap((post): Action[] => {
      const answers = directAnswers(view, post)
      const open = answers
        .filter(({ author, time }) => scope.holds(view.platformOf(author), time, time + ANSWER_WINDOW))
        .filter((answer) => !isFollowedUp(view, answer, Number.POSITIVE_INFINITY))
      const voices = [...distinctVoices(view, open)]
      if (voices.length === 0) return []
      return [
        {
          kind: 'follow_up_answer',
          practice: 'vulnerability',
          indicator: 'vulnerability.followed_up',
          accounts: voices.map((voice) => accountId(view, voice)),
          posts: [post.id, ...open.map(({ id }) => id)],
          reason: `${open.length} of ${answers.length} outside answers to an ask of ours got no reply, like, quote or repost from us.`,
          weight: voices.length,
        },
      ]
    })
}
