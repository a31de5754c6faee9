import { isClassified } from '@weft/model/party'
import { observedOverExpected, partyPair } from '../estimators/observed-over-expected.ts'
import type { Indicator } from '../indicator.ts'
import { item } from '../item.ts'
import { isCrossParty, outerEnd, quarterTies } from '../quarter-ties.ts'

/**
 * Ties between accounts of different parties / the number expected with the same activity and no regard to party.
 * 0 upwards, 1 = as by chance. Both ends classified.
 *
 * Needs what others did among themselves too: without it every tie has one end inside, so nearly all cross parties by
 * construction, and data held back would raise the figure. The minimum counts ties between classified accounts.
 */
export const weaveCrossParty: Indicator = {
  id: 'weave.cross_party',
  practice: 'weave',
  asks: 'Do groups mix?',
  formula: 'observed / expected ties between different parties',
  needs: ['own_acts', 'inbound', 'among_others', 'roster'],
  signals: [],
  minimum: 50,
  counts: 'ties between classified accounts',
  unit: 'ratio to chance',
  source: 'method.md §4; Newman 2003, doi:10.1103/PhysRevE.67.026126',
  items: (view, _labels, scope) =>
    quarterTies(view, scope)
      .filter(({ from, to }) => isClassified(view.partyOf(from)) && isClassified(view.partyOf(to)))
      .map((tie) =>
        item({
          cluster: view.accountCluster(outerEnd(view, tie)),
          value: isCrossParty(view, tie) ? 1 : 0,
          group: partyPair(view.partyOf(tie.from), view.partyOf(tie.to)),
          accounts: [tie.from, tie.to],
        }),
      ),
  estimate: observedOverExpected,
}
