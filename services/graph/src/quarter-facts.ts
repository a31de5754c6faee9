import type { Coverage } from '@weft/model/coverage'
import { isInside, type Party } from '@weft/model/party'
import type { Quarter } from '@weft/model/quarter'
import type { History } from '@weft/practices/history'
import { resolvedCoverage } from '@weft/store/coverage'
import type { OrganizationTransaction } from '@weft/store/database'
import { type PartyOfAccount, partiesOfQuarter } from '@weft/store/parties'

/** What holds in one quarter beside the history itself. Accounts are numbers: their places in the history. */
export interface QuarterFacts {
  /** Per account, `unclassified` where no label of the quarter says otherwise. */
  parties: Party[]
  /** True where a label other than "owned" says who somebody is. */
  rosterKnown: boolean
  coverage: Coverage[]
}

/** Reads what holds in a quarter. O(labels + coverage). */
export async function readQuarterFacts(
  tx: OrganizationTransaction,
  quarter: Quarter,
  history: History,
): Promise<QuarterFacts> {
  const numberOf = new Map(history.accounts.map(({ id }, number) => [id, number]))
  const labels = await partiesOfQuarter(tx, quarter)
  const parties = history.accounts.map((): Party => 'unclassified')
  for (const { accountId, party } of labels) {
    const number = numberOf.get(accountId)
    if (number !== undefined) parties[number] = party
  }
  return {
    parties,
    rosterKnown: labels.some(({ party }) => party !== 'owned' && party !== 'unclassified'),
    coverage: await coverageUnder(tx, labels),
  }
}

/** What the uploads can know in a quarter, seen from those who are inside in it. */
export async function coverageOfQuarter(tx: OrganizationTransaction, quarter: Quarter): Promise<Coverage[]> {
  return await coverageUnder(tx, await partiesOfQuarter(tx, quarter))
}

async function coverageUnder(tx: OrganizationTransaction, labels: readonly PartyOfAccount[]): Promise<Coverage[]> {
  const inside = labels.filter(({ party }) => isInside(party)).map(({ accountId }) => accountId)
  return await resolvedCoverage(tx, new Set(inside))
}
