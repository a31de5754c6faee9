import type { ExportFile } from '@weft/contract/network-exports'
import type { QuarterName } from '@weft/model/quarter'
import type { OrganizationClient } from '@weft/store/database'
import { type PlacedTie, placedAccounts, placedTies } from '@weft/store/network-export'
import {
  ACCOUNT_COLUMNS,
  type AccountRow,
  type ExportColumn,
  TIE_COLUMNS,
  type TieRow,
} from '@weft/store/network-export-columns'
import { csvTable } from './csv-table.ts'
import type { GraphFile } from './network-graph.ts'
import { parquetTable } from './parquet-table.ts'

type TableFile = Exclude<ExportFile, GraphFile>

type Chunks = AsyncIterable<string | Uint8Array>

/** The network that was laid out, as a table that is written while it is read. Holds a batch of rows. */
export function networkTable(
  client: OrganizationClient,
  file: TableFile,
  { quarter, pseudonymised }: { quarter: QuarterName; pseudonymised: boolean },
): Chunks {
  const write = file.endsWith('.csv') ? csvTable : parquetTable
  if (file === 'accounts.csv' || file === 'accounts.parquet') {
    const columns = pseudonymised ? ACCOUNT_COLUMNS.filter(({ name }) => !NAMING.includes(name)) : ACCOUNT_COLUMNS
    const rows = eachBatch(placedAccounts(client), (account): AccountRow => ({ quarter, ...account }))
    return write(columns, rows)
  }
  const columns = pseudonymised ? TIE_COLUMNS : [...TIE_COLUMNS, ...END_COLUMNS]
  return write<ExportedTieRow>(
    columns,
    eachBatch(placedTies(client), (tie) => tieRowOf(quarter, tie)),
  )
}

/** Columns that name somebody beside the account itself. */
const NAMING = ['platform_id', 'display_name']

type ExportedTieRow = TieRow & Pick<PlacedTie, 'sourceNames' | 'targetNames'>

/** Two platforms may have the same handle; with these a tie's ends are found among the accounts all the same. */
const END_COLUMNS: readonly ExportColumn<ExportedTieRow>[] = [
  { name: 'source_platform', type: 'text', valueOf: (row) => row.sourceNames.platform },
  { name: 'source_platform_id', type: 'text', valueOf: (row) => row.sourceNames.platformId },
  { name: 'target_platform', type: 'text', valueOf: (row) => row.targetNames.platform },
  { name: 'target_platform_id', type: 'text', valueOf: (row) => row.targetNames.platformId },
]

function tieRowOf(quarter: QuarterName, tie: PlacedTie): ExportedTieRow {
  return { ...tie, quarter, source: tie.sourceNames.account, target: tie.targetNames.account }
}

async function* eachBatch<From, To>(batches: AsyncIterable<From[]>, of: (row: From) => To): AsyncGenerator<To[]> {
  for await (const rows of batches) yield rows.map(of)
}
