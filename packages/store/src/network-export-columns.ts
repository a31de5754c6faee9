import { INTERACTION_KINDS } from '@weft/model/interaction'
import { MEASURE_COLUMNS, type MeasureName } from './account-measures.ts'
import type { ExportedAccount } from './exported-accounts.ts'
import type { Tie } from './networks.ts'

export type ExportedCell = string | number | boolean | Date | null

/** A column of a table that leaves: its name, what it holds, and where a row's value is. */
export interface ExportColumn<Row> {
  name: string
  /** `integer` fits 32 bits. */
  type: 'text' | 'integer' | 'number' | 'boolean' | 'time'
  valueOf: (row: Row) => ExportedCell
}

/** A row of `accounts.csv`. */
export type AccountRow = Omit<ExportedAccount, 'accountId'> & { quarter: string }

/** A row of `ties.csv`: its ends by the names of their accounts. */
export interface TieRow extends Omit<Tie, 'sourceId' | 'targetId'> {
  quarter: string
  source: string | null
  target: string | null
}

/** Counts of distinct others: they cannot exceed the accounts of a network. All other measures may be fractions, or large. */
const WHOLE_MEASURES: readonly MeasureName[] = ['inDegree', 'outDegree', 'core', 'community']

const measures = Object.entries(MEASURE_COLUMNS) as [MeasureName, string][]

/** The columns of `accounts.csv`, of an analysis and of the API alike. */
export const ACCOUNT_COLUMNS: readonly ExportColumn<AccountRow>[] = [
  { name: 'quarter', type: 'text', valueOf: (row) => row.quarter },
  { name: 'account', type: 'text', valueOf: (row) => row.account },
  { name: 'platform', type: 'text', valueOf: (row) => row.platform },
  { name: 'platform_id', type: 'text', valueOf: (row) => row.platformId },
  { name: 'display_name', type: 'text', valueOf: (row) => row.displayName },
  { name: 'party', type: 'text', valueOf: (row) => row.party },
  ...measures.map(
    ([measure, name]): ExportColumn<AccountRow> => ({
      name,
      type: WHOLE_MEASURES.includes(measure) ? 'integer' : 'number',
      valueOf: (row) => row[measure],
    }),
  ),
]

/** The columns of `ties.csv`, of an analysis and of the API alike. */
export const TIE_COLUMNS: readonly ExportColumn<TieRow>[] = [
  { name: 'quarter', type: 'text', valueOf: (row) => row.quarter },
  { name: 'source', type: 'text', valueOf: (row) => row.source },
  { name: 'target', type: 'text', valueOf: (row) => row.target },
  { name: 'weight', type: 'integer', valueOf: (row) => row.weight },
  ...INTERACTION_KINDS.map(
    (kind): ExportColumn<TieRow> => ({ name: kind, type: 'integer', valueOf: (row) => row.counts[kind] }),
  ),
  { name: 'weeks_active', type: 'integer', valueOf: (row) => row.weeksActive },
  { name: 'mutual', type: 'boolean', valueOf: (row) => row.mutual },
  { name: 'first', type: 'time', valueOf: (row) => row.first },
  { name: 'last', type: 'time', valueOf: (row) => row.last },
]
