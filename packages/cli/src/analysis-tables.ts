import { ACCOUNT_COLUMNS, type ExportColumn, TIE_COLUMNS, type TieRow } from '@weft/store/network-export-columns'
import type { Reject } from '@weft/store/uploads'
import type { AnalyzedQuarter } from './analyzed-quarter.ts'
import { type Cell, csv } from './csv.ts'

/** `accounts.csv`: one row per quarter and account, measures named as `weft metrics` names them. */
export function accountsTable(quarters: readonly AnalyzedQuarter[]): string {
  const rows = quarters.flatMap(({ quarter, accounts }) =>
    accounts.map((account) => cellsOf(ACCOUNT_COLUMNS, { quarter, ...account })),
  )
  return csv(namesOf(ACCOUNT_COLUMNS), rows)
}

/** `ties.csv`: one row per quarter and ordered pair of accounts, most active first. */
export function tiesTable(quarters: readonly AnalyzedQuarter[]): string {
  const rows = quarters.flatMap(({ quarter, accounts, ties }) => {
    const nameOf = new Map(accounts.map((account) => [account.accountId, account.account]))
    const named = ties.map(({ sourceId, targetId, ...tie }): TieRow => {
      return { quarter, source: nameOf.get(sourceId) ?? null, target: nameOf.get(targetId) ?? null, ...tie }
    })
    return named
      .sort(
        (one, other) =>
          other.weight - one.weight || byText(one.source, other.source) || byText(one.target, other.target),
      )
      .map((tie) => cellsOf(TIE_COLUMNS, tie))
  })
  return csv(namesOf(TIE_COLUMNS), rows)
}

/** `mixing.csv`: the stakeholder-group matrix of each quarter, against chance. */
export function mixingTable(quarters: readonly AnalyzedQuarter[]): string {
  const header = [
    'quarter',
    'from',
    'to',
    'ties',
    'senders',
    'receivers',
    'expected',
    'expected_low',
    'expected_high',
    'dyad_reciprocity',
  ]
  const rows = quarters.flatMap(({ quarter, scores }) =>
    scores.network.mixing.map((cell): Cell[] => [
      quarter,
      cell.from,
      cell.to,
      cell.ties,
      cell.senders,
      cell.receivers,
      cell.expected,
      cell.expectedInterval[0],
      cell.expectedInterval[1],
      cell.dyadReciprocity,
    ]),
  )
  return csv(header, rows)
}

/** `actions.csv`: what to do, why, and what people made of it. */
export function actionsTable(quarters: readonly AnalyzedQuarter[]): string {
  const header = [
    'quarter',
    'id',
    'kind',
    'practice',
    'indicator',
    'accounts',
    'posts',
    'reason',
    'state',
    'owner',
    'note',
  ]
  const rows = quarters.flatMap(({ quarter, accounts, actions }) => {
    const nameOf = new Map(accounts.map((account) => [account.accountId, account.account]))
    return actions.map((action): Cell[] => [
      quarter,
      action.id,
      action.kind,
      action.practice,
      action.indicator,
      action.accounts.map((id) => nameOf.get(id) ?? id).join(' '),
      action.posts.length,
      action.reason,
      action.state,
      action.decision?.owner ?? null,
      action.decision?.note ?? null,
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

function namesOf<Row>(columns: readonly ExportColumn<Row>[]): string[] {
  return columns.map(({ name }) => name)
}

function cellsOf<Row>(columns: readonly ExportColumn<Row>[], row: Row): Cell[] {
  return columns.map(({ valueOf }) => {
    const value = valueOf(row)
    return value instanceof Date ? value.toISOString() : value
  })
}

function byText(one: string | null, other: string | null): number {
  return String(one) < String(other) ? -1 : String(one) > String(other) ? 1 : 0
}
