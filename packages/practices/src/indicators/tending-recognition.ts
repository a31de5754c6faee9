import { share } from '../estimators/share.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { recognisedAmong, topContributors } from '../recognition.ts'

/**
 * Share of the top contributors whom we answered, thanked or promoted in the quarter. 0 to 1.
 *
 * Contributions are acts toward us. The top tenth is everyone with as many as the account at its edge; one act alone
 * is no contribution that stands out, so the edge lies at two or more.
 */
export const tendingRecognition: Indicator = {
  id: 'tending.recognition',
  practice: 'tending',
  asks: 'Do we feed those who give most?',
  formula:
    'top tenth of outside contributors whom we answered, thanked or promoted / top tenth of outside contributors',
  needs: ['own_text', 'own_reposts', 'inbound'],
  signals: ['thanks', 'praise_of_other'],
  minimum: 10,
  counts: 'contributors',
  unit: 'share',
  source: 'method.md §4; Hagel & Seely Brown: feed',
  items(view, labels, scope) {
    const top = topContributors(view, scope)
    const recognised = recognisedAmong(new Set(top.map(({ voice }) => voice)), view, labels, scope)
    return top.map(({ voice }) =>
      item({ cluster: view.accountCluster(voice), value: recognised.has(voice) ? 1 : 0, accounts: [voice] }),
    )
  },
  estimate: share,
}
