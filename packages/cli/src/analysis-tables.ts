import { INTERACTION_KINDS } from '@weft/model/interaction'
import { ACCOUNT_MEASURES } from '@weft/network/account-measures'
import type { Reject } from '@weft/store/uploads'
import type { AnalyzedQuarter } from './analyzed-quarter.ts'
import { type Cell, csv } from './csv.ts'

/** `accounts.csv`: one row per quarter and account, measures named as `weft metrics` names them. */
export function accountsTable(quarters: readonly AnalyzedQuarter[]): string {
  const header = ['quarter', 'account', 'platform', 'platform_id', 'display_name', 'party', ...ACCOUNT_MEASURES]
  const rows = quarters.flatMap(({ quarter, accounts }) =>
    accounts.map((of): Cell[] => [
      quarter,
      of.account,
      of.platform,
      of.platformId,
      of.displayName,
      of.party,
      of.inDegree,
      of.outDegree,
      of.inStrength,
      of.outStrength,
      of.pagerank,
      of.betweenness,
      of.closeness,
      of.harmonic,
      of.eigenvector,
      of.hub,
      of.authority,
      of.core,
      of.constraint,
      of.clustering,
      of.community,
      of.eiIndex,
      of.reciprocity,
    ]),
  )
  return csv(header, rows)
}

/** `ties.csv`: one row per quarter and ordered pair of accounts, most active first. */
export function tiesTable(quarters: readonly AnalyzedQuarter[]): string {
  const header = [
    'quarter',
    'source',
    'target',
    'weight',
    ...INTERACTION_KINDS,
    'weeks_active',
    'mutual',
    'first',
    'last',
  ]
  const rows = quarters.flatMap(({ quarter, accounts, ties }) => {
    const nameOf = new Map(accounts.map((account) => [account.accountId, account.account]))
    return ties
      .map((tie): Cell[] => [
        quarter,
        nameOf.get(tie.sourceId) ?? null,
        nameOf.get(tie.targetId) ?? null,
        tie.weight,
        ...INTERACTION_KINDS.map((kind) => tie.counts[kind] ?? 0),
        tie.weeksActive,
        tie.mutual,
        tie.first.toISOString(),
        tie.last.toISOString(),
      ])
      .sort((one, other) => Number(other[3]) - Number(one[3]) || byText(one[1], other[1]) || byText(one[2], other[2]))
  })
  return csv(header, rows)
}

/** `mixing.csv`: the stakeholder-group matrix of each quarter, against chance. */
export function mixingTable(quarters: readonly AnalyzedQuarter[]): string {
  const header = ['quarter', 'from', 'to', 'ties', 'expected', 'expected_low', 'expected_high', 'dyad_reciprocity']
  const rows = quarters.flatMap(({ quarter, scores }) =>
    scores.network.mixing.map((cell): Cell[] => [
      quarter,
      cell.from,
      cell.to,
      cell.ties,
      cell.expected,
      cell.expectedInterval[0],
      cell.expectedInterval[1],
      cell.dyadReciprocity,
    ]),
  )
  return csv(header, rows)
}

/** `actions.csv`: what to do, and why. */
export function actionsTable(quarters: readonly AnalyzedQuarter[]): string {
  const header = ['quarter', 'kind', 'practice', 'indicator', 'accounts', 'posts', 'reason']
  const rows = quarters.flatMap(({ quarter, accounts, actions }) => {
    const nameOf = new Map(accounts.map((account) => [account.accountId, account.account]))
    return actions.map((action): Cell[] => [
      quarter,
      action.kind,
      action.practice,
      action.indicator,
      action.accounts.map((id) => nameOf.get(id) ?? id).join(' '),
      action.posts.length,
      action.reason,
    ])
  })
  return csv(header, rows)
}

/** `rejects.csv`: every row that could not be used, and what would make it usable. */
export function rejectsTable(rejects: readonly Reject[]): string {
  return csv(
    ['file', 'row', 'column', 'value', 'problem', 'how_to_fix'],
    rejects.map((reject): Cell[] => [reject.file, reject.row, reject.column, reject.value, reject.problem, reject.fix]),
  )
}

function byText(one: Cell | undefined, other: Cell | undefined): number {
  return String(one) < String(other) ? -1 : String(one) > String(other) ? 1 : 0
}
