import { type AccountActivity, accountActivity } from '../account-activity.ts'
import { DAY } from '../durations.ts'
import { excessShare } from '../estimators/excess-share.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { promotionsOf } from '../promotions.ts'
import type { QuarterView } from '../quarter-view.ts'

/** How long after a promotion an act toward us can be its echo, and how long before it silence makes it new. */
const WINDOW = 30 * DAY

/** How far back, before those 30 days, activity is counted for matching. */
const EARLIER = 180 * DAY

/** Lower bounds of the activity strata: acts toward us in the half year before the 30 days of silence. */
const ACTIVITY_STRATA = [0, 1, 3, 10]

/** With fewer matched outsiders than this, their rate is chance. */
const MATCHED_MIN = 5

/**
 * Rate at which promoted outsiders newly interact with us within 30 days of their first promotion in the quarter, minus
 * the rate of matched outsiders, not promoted in the quarter, over the same 30 days. -1 to 1; 0 = promotion draws nobody.
 *
 * Newly: nothing toward us in the 30 days before. Matched: same party, as active toward us in the half year before, also
 * silent toward us in those 30 days, and in contact with us at some time before (else only those who came would be
 * known). Promoted outsiders whose 60 days are not wholly covered, or with fewer than five matches, are left out.
 * O(promoted x outsiders x log acts).
 */
export const promotionDrawnIn: Indicator = {
  id: 'promotion.drawn_in',
  practice: 'promotion',
  asks: 'Does it make them want to connect?',
  formula:
    'share of promoted outsiders who newly interact with us within 30 days - that of matched outsiders not promoted',
  needs: ['own_text', 'inbound'],
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
    const activity = accountActivity(view)
    // From just after the one moment to the other, so that the promotion itself is in neither window.
    const actedIn = (voice: number, from: number, to: number) => activity.actsTowardUs(voice, from + 1, to + 1) > 0
    const others = othersByParty(view, activity, promoted)
    return [...promoted].flatMap(([voice, { time, post }]) => {
      if (!scope.holds(view.platformOf(voice), time - WINDOW, time + WINDOW)) return []
      if (actedIn(voice, time - WINDOW, time)) return []
      const matched = (others.get(view.partyOf(voice)) ?? []).filter(
        (other) =>
          (activity.firstContact(other) ?? time) < time &&
          stratumOf(activity, other, time) === stratumOf(activity, voice, time) &&
          !actedIn(other, time - WINDOW, time),
      )
      if (matched.length < MATCHED_MIN) return []
      const came = matched.filter((other) => actedIn(other, time, time + WINDOW)).length
      return [
        item({
          cluster: view.accountCluster(voice),
          value: actedIn(voice, time, time + WINDOW) ? 1 : 0,
          expected: came / matched.length,
          post,
          accounts: [voice],
        }),
      ]
    })
  },
  estimate: excessShare,
}

function othersByParty(
  view: QuarterView,
  activity: AccountActivity,
  promoted: ReadonlyMap<number, unknown>,
): Map<string, number[]> {
  const others = new Map<string, number[]>()
  view.history.accounts.forEach((_, account) => {
    if (view.voiceOf(account) !== account || view.isInside(account) || promoted.has(account)) return
    if (activity.firstContact(account) === null) return
    const party = view.partyOf(account)
    const known = others.get(party)
    if (known === undefined) others.set(party, [account])
    else known.push(account)
  })
  return others
}

function stratumOf(activity: AccountActivity, voice: number, time: number): number {
  const acts = activity.actsTowardUs(voice, time - WINDOW - EARLIER, time - WINDOW)
  return ACTIVITY_STRATA.filter((least) => acts >= least).length
}
