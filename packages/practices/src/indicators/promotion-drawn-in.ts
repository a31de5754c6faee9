import { excessShare } from '../estimators/excess-share.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { matchedOutsiders, WINDOW } from '../matched-outsiders.ts'
import { promotionsOf } from '../promotions.ts'

/** With fewer matched outsiders than this, their rate is chance. */
const MATCHED_MIN = 5

/**
 * Rate at which promoted outsiders newly interact with us within 30 days of their first promotion in the quarter, minus
 * the rate of matched outsiders, not promoted in the quarter, over the same 30 days. -1 to 1; 0 = promotion draws nobody.
 *
 * Newly: nothing toward us in the 30 days before. Matched: same party, as active toward us in the half year before, also
 * silent toward us in those 30 days, and in contact with us at some time before (else only those who came would be
 * known). Promoted outsiders whose 60 days are not wholly covered, or with fewer than five matches, are left out.
 * O(acts + promoted log promoted).
 */
export const promotionDrawnIn: Indicator = {
  id: 'promotion.drawn_in',
  practice: 'promotion',
  asks: 'Does it make them want to connect?',
  formula:
    'share of promoted outsiders who newly interact with us within 30 days - that of matched outsiders not promoted',
  needs: ['own_text', 'own_reposts', 'inbound'],
  signals: ['praise_of_other'],
  minimum: 20,
  counts: 'promoted outsiders',
  unit: 'difference of shares',
  source: 'method.md §4; exact matching on party and activity (Stuart 2010, doi:10.1214/09-STS313)',
  items(view, labels, scope) {
    const promoted = new Map<number, { time: number; post: number | null }>()
    for (const { outsiders, time, post } of promotionsOf(view, labels, scope)) {
      for (const outsider of outsiders) {
        const voice = view.voiceOf(outsider)
        if (time < (promoted.get(voice)?.time ?? Number.POSITIVE_INFINITY)) promoted.set(voice, { time, post })
      }
    }
    const asked = [...promoted].map(([voice, { time, post }]) => ({ voice, time, post }))
    const answers = matchedOutsiders(view, asked)
    return asked.flatMap(({ voice, time, post }, place) => {
      const { wasSilent, came, others, othersCame } = answers[place]!
      if (!wasSilent || others < MATCHED_MIN) return []
      if (!scope.holds(view.platformOf(voice), time - WINDOW, time + WINDOW)) return []
      const [value, expected] = [came ? 1 : 0, othersCame / others]
      return [item({ cluster: view.accountCluster(voice), value, expected, post, accounts: [voice] })]
    })
  },
  estimate: excessShare,
}
