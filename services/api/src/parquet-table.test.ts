import type { ExportColumn } from '@weft/store/network-export-columns'
import { tableFromIPC } from 'apache-arrow'
import { readParquet } from 'parquet-wasm/node'
import { expect, test } from 'vitest'
import { parquetTable } from './parquet-table.ts'

interface Row {
  name: string | null
  count: number | null
  share: number | null
  mutual: boolean | null
  time: Date | null
}

const COLUMNS: ExportColumn<Row>[] = [
  { name: 'name', type: 'text', valueOf: (row) => row.name },
  { name: 'count', type: 'integer', valueOf: (row) => row.count },
  { name: 'share', type: 'number', valueOf: (row) => row.share },
  { name: 'mutual', type: 'boolean', valueOf: (row) => row.mutual },
  { name: 'time', type: 'time', valueOf: (row) => row.time },
]

async function written(batches: Row[][]): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  const read = async function* () {
    yield* batches
  }
  for await (const chunk of parquetTable(COLUMNS, read())) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const tableOf = (bytes: Buffer) => tableFromIPC(readParquet(bytes).intoIPCStream())

const FULL: Row = {
  name: 'Ana “=1+1” ✿',
  count: 2 ** 31 - 1,
  share: 0.1 + 0.2,
  mutual: true,
  time: new Date(1_717_200_000_123),
}
const EMPTY: Row = { name: null, count: null, share: null, mutual: null, time: null }
const ZERO: Row = { name: '', count: 0, share: 0, mutual: false, time: new Date(0) }

test('another program reads the types, the values and what is absent', async () => {
  const table = tableOf(await written([[FULL, EMPTY], [ZERO]]))
  expect(table.schema.fields.map(({ name, type }) => `${name} ${type}`)).toEqual([
    'name Utf8',
    'count Int32',
    'share Float64',
    'mutual Bool',
    'time Timestamp<MILLISECOND, UTC>',
  ])
  const rows = table.toArray().map((row) => ({ ...row.toJSON() }))
  expect(rows).toEqual([{ ...FULL, time: FULL.time?.getTime() }, EMPTY, { ...ZERO, time: 0 }])
})

test('a table without rows still has its columns', async () => {
  const table = tableOf(await written([]))
  expect([table.numRows, table.schema.names]).toEqual([0, COLUMNS.map(({ name }) => name)])
})

test('rows of many groups all come, in order, and the same rows are the same bytes', async () => {
  const rows = Array.from(
    { length: 110_001 },
    (_, count): Row => ({ ...ZERO, count, name: count % 3 === 0 ? null : `n${count}` }),
  )
  const bytes = await written([rows.slice(0, 70_000), rows.slice(70_000)])
  expect(await written([rows])).toEqual(bytes)
  const table = tableOf(bytes)
  expect(table.getChild('count')?.toJSON()).toEqual(rows.map(({ count }) => count))
  expect(table.getChild('name')?.nullCount).toBe(36_667)
})
