import type { Coverage } from '@weft/model/coverage'
import type { Format } from '../format.ts'
import { ObservedCoverage } from '../observed-coverage.ts'
import { formatOfTable } from '../table-format.ts'
import { timeColumn } from '../time-column.ts'
import type { ColumnMapping } from './column-mapping.ts'
import { columnName } from './column-name.ts'
import { MappedRow } from './mapped-row.ts'
import { READER_OF_TABLE } from './mapped-rows.ts'
import { rolesOf } from './roles.ts'

/** Never changes: receipts name it. */
export const MAPPED_FORMAT_ID = 'mapped_table'

/**
 * The format of tables that are read by a mapping: as strict with each row as any, in one pass beside the one that may
 * have to tell day from month. It is any table that has the columns that the mapping uses, in any order.
 */
export function mappedFormat(mapping: ColumnMapping): Format {
  const used = [...new Set([...Object.values(mapping.columns), ...Object.values(mapping.counts)].map(columnName))]
  const timeRole = rolesOf(mapping.table).includes('snapshot_date') ? 'snapshot_date' : 'time'
  const timeHeading = mapping.columns[timeRole]
  // Where a person has said how dates are written, or when it all was, no column is asked.
  const isDecided = mapping.dayMonthOrder !== null || timeHeading === undefined
  return formatOfTable({
    id: MAPPED_FORMAT_ID,
    name: 'Table with a column mapping',
    howToGet:
      'From any tool: a CSV or a workbook with a row that names its columns. Which column means what is suggested, shown on sample rows, corrected by hand and remembered for the next file with the same columns.',
    tells: 'What its columns say.',
    cannotTell: 'Whether rows are missing: only what is in the table is known.',
    required: used,
    optional: [],
    timeColumn: isDecided ? null : columnName(timeHeading),
    reader(_, asked, options) {
      const observed = new ObservedCoverage()
      const decided = isDecided ? timeColumn(timeHeading ?? timeRole) : null
      decided?.decide(mapping.dayMonthOrder ?? 'none')
      const times = decided ?? asked
      const takenAt = options.takenAt ?? null
      const customerConsent = options.customerConsent ?? 'required'
      const read = READER_OF_TABLE[mapping.table]({ mapping, observed, takenAt, customerConsent })
      let weighted = 0
      return {
        record(cells, place) {
          const row = new MappedRow(mapping, { cells, place, options, times })
          if (isWeighted(row.cell('weight'))) weighted++
          return read(row, cells, place)
        },
        coverage: (): Coverage[] => observed.coverage(),
        notes() {
          const notes: string[] = []
          if (decided !== null && decided.unzoned > 0) {
            notes.push(`${decided.unzoned} times name no zone: read as UTC`)
          }
          if (weighted > 0) {
            notes.push(`${weighted} rows have a weight: each is read as one act, for a weight does not say when`)
          }
          return notes
        },
      }
    },
  })
}

function isWeighted(cell: string): boolean {
  return cell.trim() !== '' && Number(cell) !== 1
}
