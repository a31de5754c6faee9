import { effectiveShare } from '../estimators/effective-share.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { promotionsOf } from '../promotions.ts'

/**
 * Effective number of outsiders promoted, exp of the Shannon entropy of promotions over outsiders, per promotion: near 0
 * where the same few are promoted, 1 where everyone promoted is promoted once. A post that praises two is two.
 */
export const promotionBreadth: Indicator = {
  id: 'promotion.breadth',
  practice: 'promotion',
  asks: 'Many, or the same few?',
  formula: 'exp(Shannon entropy of promotions by outsider) / promotions',
  needs: ['own_text', 'own_reposts'],
  signals: ['praise_of_other'],
  minimum: 10,
  counts: 'promotions',
  unit: 'effective share',
  source: 'method.md §4; effective number: Hill 1973, doi:10.2307/1934352',
  items: (view, labels, scope) =>
    promotionsOf(view, labels, scope).flatMap(({ outsiders, post }) =>
      outsiders.map((outsider) =>
        item({
          cluster: view.accountCluster(outsider),
          value: 1,
          group: view.voiceOf(outsider),
          post,
          accounts: [outsider],
        }),
      ),
    ),
  estimate: (items) => effectiveShare(items, items.length),
}
