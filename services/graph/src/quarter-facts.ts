import type { Coverage } from '@weft/model/coverage'
import { isInside, type Party } from '@weft/model/party'
import type { Quarter } from '@weft/model/quarter'
import type { History } from '@weft/practices/history'
import { resolvedCoverage } from '@weft/store/coverage'
import type { OrganizationTransaction } from '@weft/store/database'
import { partiesOfQuarter } from '@weft/store/parties'
import { followsOfQuarter, selfInteractionsOfQuarter } from '@weft/store/ties'
import type { Pair } from './quarter-network.ts'

/** What holds in one quarter beside the history itself. Accounts are numbers: their places in `accountIds`. */
export interface QuarterFacts {
  /** The history's accounts, then those that only follow. */
  accountIds: string[]
  /** Per account, `unclassified` where no label of the quarter says otherwise. */
  parties: Party[]
  /** True where a label other than "owned" says who somebody is. */
  rosterKnown: boolean
  coverage: Coverage[]
  follows: Pair[]
  selfInteractions: number[]
}

/** Reads what holds in a quarter. O(labels + follows + acts toward oneself). */
export async function readQuarterFacts(
  tx: OrganizationTransaction,
  quarter: Quarter,
  history: History,
): Promise<QuarterFacts> {
  const accountIds = history.accounts.map((account) => account.id)
  const numberOf = new Map(accountIds.map((id, number) => [id, number]))
  const number = (id: string): number => {
    const known = numberOf.get(id)
    if (known !== undefined) return known
    numberOf.set(id, accountIds.length)
    return accountIds.push(id) - 1
  }
  const follows = (await followsOfQuarter(tx, quarter)).map(
    ({ follower, followed }): Pair => [number(follower), number(followed)],
  )
  const selfInteractions = (await selfInteractionsOfQuarter(tx, quarter)).map(number)
  const labels = await partiesOfQuarter(tx, quarter)
  const parties = accountIds.map((): Party => 'unclassified')
  for (const { accountId, party } of labels) parties[number(accountId)] = party
  const inside = new Set(labels.filter(({ party }) => isInside(party)).map(({ accountId }) => accountId))
  return {
    accountIds,
    parties,
    rosterKnown: labels.some(({ party }) => party !== 'owned' && party !== 'unclassified'),
    coverage: await resolvedCoverage(tx, inside),
    follows,
    selfInteractions,
  }
}
