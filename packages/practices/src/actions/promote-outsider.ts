import type { Action } from '@weft/model/action'
import { accountId, actionSources } from '../action-sources.ts'
import { contributionsIn } from '../acts-toward-us.ts'
import { drainingOutsiders } from '../draining.ts'
import { CATALYST_ACTS_MIN } from '../indicators/tending-seeding.ts'
import type { Labels } from '../labels.ts'
import { outsidersNamed } from '../promotions.ts'
import type { QuarterView } from '../quarter-view.ts'

/** Outsiders who contributed this quarter, whom we never promoted in all the data, and who have no contract with us. */
export function outsidersToPromote(view: QuarterView): Action[] {
  const sources = actionSources(view, { needs: ['own_text', 'own_reposts', 'inbound', 'roster'] })
  if (sources === null) return []
  const { labels, scope } = sources
  const promoted = everPromoted(view, labels)
  const draining = drainingOutsiders(view, labels, scope)
  return [...contributionsIn(view, view.input.quarter, scope)]
    .filter(([voice, acts]) => acts >= CATALYST_ACTS_MIN && !promoted.has(voice) && !draining.has(voice))
    .filter(([voice]) => view.partyOf(voice) !== 'partner')
    .map(([voice, acts]) => ({
      kind: 'promote_outsider',
      practice: 'promotion',
      indicator: 'promotion.share',
      accounts: [accountId(view, voice)],
      posts: [],
      reason: `${acts} interactions with us this quarter, no contract with us, and never quoted, passed on or praised by us.`,
      weight: acts,
    }))
}

function everPromoted(view: QuarterView, labels: Labels): Set<number> {
  const promoted = new Set<number>()
  for (const { actor, target, kind } of view.history.interactions) {
    if ((kind === 'repost' || kind === 'quote') && view.isInside(actor)) promoted.add(view.voiceOf(target))
  }
  view.history.posts.forEach(({ author }, place) => {
    if (!view.isInside(author) || !labels.has(view.postAt(place), 'praise_of_other')) return
    for (const outsider of outsidersNamed(view, place)) promoted.add(view.voiceOf(outsider))
  })
  return promoted
}
