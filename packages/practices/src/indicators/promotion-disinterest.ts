import { isClassified } from '@weft/model/party'
import { share } from '../estimators/share.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { promotionsOf } from '../promotions.ts'

/**
 * Of the classified outsiders whom we promoted, the share that are not partners. 0 to 1.
 *
 * Each outsider counts once, however often promoted; the minimum counts promotions.
 */
export const promotionDisinterest: Indicator = {
  id: 'promotion.disinterest',
  practice: 'promotion',
  asks: 'Because they are great, not because they are partners?',
  formula: 'promoted, classified outsiders that are not partners / promoted, classified outsiders',
  needs: ['own_text', 'own_reposts', 'roster'],
  signals: ['praise_of_other'],
  minimum: 10,
  counts: 'promotions of classified outsiders',
  unit: 'share',
  source: 'method.md §4; Hagel & Seely Brown: not because they pay a commission',
  items(view, labels, scope) {
    const promoted = new Map<number, { promotions: number; post: number | null }>()
    for (const { outsiders, post } of promotionsOf(view, labels, scope)) {
      for (const outsider of outsiders) {
        if (!isClassified(view.partyOf(outsider))) continue
        const voice = view.voiceOf(outsider)
        const before = promoted.get(voice)
        promoted.set(voice, { promotions: (before?.promotions ?? 0) + 1, post: before?.post ?? post })
      }
    }
    return [...promoted].map(([outsider, { promotions, post }]) =>
      item({
        cluster: view.accountCluster(outsider),
        value: view.partyOf(outsider) === 'partner' ? 0 : 1,
        group: promotions,
        post,
        accounts: [outsider],
      }),
    )
  },
  count: (items) => items.reduce((promotions, { group }) => promotions + group, 0),
  estimate: share,
}
