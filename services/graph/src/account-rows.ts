import type { AccountMeasure } from '@weft/network/account-measures'
import type { AccountMeasures } from '@weft/store/results'
import type { MeasuredNetwork } from './quarter-network.ts'

/** The measures of a network's accounts as they are kept: a row per account, under its id. */
export function accountRows(accountIds: readonly string[], { accounts, columns }: MeasuredNetwork): AccountMeasures[] {
  return accounts.map((place, number) => {
    const value = (name: AccountMeasure): number | null => columns[name]?.[number] ?? null
    // Counts are never absent: an account of a network has some, if only none.
    const count = (name: AccountMeasure): number => value(name) ?? 0
    return {
      accountId: accountIds[place] ?? '',
      inDegree: count('in_degree'),
      outDegree: count('out_degree'),
      inStrength: count('in_strength'),
      outStrength: count('out_strength'),
      pagerank: value('pagerank'),
      betweenness: value('betweenness'),
      closeness: value('closeness'),
      harmonic: value('harmonic'),
      eigenvector: value('eigenvector'),
      hub: value('hub'),
      authority: value('authority'),
      core: value('core'),
      constraint: value('constraint'),
      clustering: value('clustering'),
      community: value('community'),
      eiIndex: value('ei_index'),
      reciprocity: value('reciprocity'),
    }
  })
}
