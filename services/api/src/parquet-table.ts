import type { ExportColumn, ExportedCell } from '@weft/store/network-export-columns'
import { ByteWriter, type ColumnSource, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'

/** Enough for columns to be packed well; a million ties are written within a heap of 192 MB. */
const GROUP_ROWS = 50_000

const TYPES = { text: 'STRING', integer: 'INT32', number: 'DOUBLE', boolean: 'BOOLEAN', time: 'TIMESTAMP' } as const

/**
 * A table as Parquet, row group by row group, compressed with Snappy: texts, 32-bit integers, doubles, booleans and
 * moments in UTC to the millisecond; an absent value is null. The same rows give the same bytes. Holds one group.
 */
export async function* parquetTable<Row>(
  columns: readonly ExportColumn<Row>[],
  batches: AsyncIterable<readonly Row[]>,
): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter()
  const schema = schemaFromColumnData({ columnData: columnsOf(columns, []) })
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'weft' })
  let group: Row[] = []
  const writeGroup = (): Uint8Array => {
    void writer.write({ columnData: columnsOf(columns, group), rowGroupSize: GROUP_ROWS })
    group = []
    return takenFrom(bytes)
  }
  for await (const rows of batches) {
    for (const row of rows) {
      group.push(row)
      if (group.length === GROUP_ROWS) yield writeGroup()
    }
  }
  if (group.length > 0) yield writeGroup()
  void writer.finish()
  const footer = takenFrom(bytes)
  yield writer.num_rows === 0n ? withoutGroups(footer) : footer
}

/** In the footer of a file without rows: their number, 0, and the list of groups, whose kind the writer leaves out. */
const NO_GROUPS = Buffer.from([0x16, 0x00, 0x19, 0x00])

/** Strict readers want an empty list of groups to be one of groups (Thrift's compact protocol: 12 is a struct). */
function withoutGroups(footer: Uint8Array): Uint8Array {
  const mended = Buffer.from(footer)
  const at = mended.lastIndexOf(NO_GROUPS)
  if (at >= 0) mended[at + NO_GROUPS.length - 1] = 0x0c
  return mended
}

function columnsOf<Row>(columns: readonly ExportColumn<Row>[], rows: readonly Row[]): ColumnSource[] {
  return columns.map(({ name, type, valueOf }) => ({
    name,
    type: TYPES[type],
    nullable: true,
    data: rows.map((row): ExportedCell => valueOf(row)),
  }))
}

/** What was written since the last time; the writer goes on from the same place in the file. */
function takenFrom(bytes: ByteWriter): Uint8Array {
  const taken = bytes.getBytes().slice()
  bytes.index = 0
  return taken
}
