import type { Action } from '@weft/model/action'
import { accountId, actionSources } from '../action-sources.ts'
import { contributionsIn } from '../acts-toward-us.ts'
import type { QuarterView } from '../quarter-view.ts'
import { recognisedAmong, topContributors } from '../recognition.ts'

/** Top contributors of the quarter whom we neither answered nor thanked nor promoted. */
export function contributorsToRecognise(view: QuarterView): Action[] {
  const sources = actionSources(view, { needs: ['own_text', 'own_reposts', 'inbound'] })
  if (sources === null) return []
  const top = topContributors(view, sources.scope)
  const recognised = recognisedAmong(new Set(top.map(({ voice }) => voice)), view, sources.labels, sources.scope)
  const outsiders = contributionsIn(view, view.input.quarter, sources.scope).size
  return top
    .filter(({ voice }) => !recognised.has(voice))
    .map(({ voice, acts }) => ({
      kind: 'recognise_contributor',
      practice: 'tending',
      indicator: 'tending.recognition',
      accounts: [accountId(view, voice)],
      posts: [],
      reason: `${acts} interactions with us this quarter, among the ${top.length} most active of ${outsiders} outsiders, and no answer, thanks or promotion from us.`,
      weight: acts,
    }))
}
