import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { ZipFile } from 'yazl'
import type { Export, ExportFile } from './export.ts'
import type { Format, ReadOptions, ReadSummary, SourceRecord, SourceRow } from './format.ts'
import { readAll } from './read-all.ts'

/** A file in memory that arrives in chunks of `chunkBytes`, to cut characters and rows anywhere. */
export function fileOf(path: string, content: string | Buffer, chunkBytes = 7): ExportFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return {
    path,
    bytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
    },
  }
}

export function exportOf(files: Record<string, string | Buffer>, name = 'hand-made'): Export {
  return { name, files: Object.entries(files).map(([path, content]) => fileOf(path, content)) }
}

/** What `X` writes: one array behind a name. */
export function ytd(name: string, items: unknown[]): string {
  return `window.YTD.${name}.part0 = ${JSON.stringify(items, null, 2)}`
}

export async function zipBytes(files: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path)
  zip.end()
  const chunks: Uint8Array[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

/** Writes files into a new folder that lasts as long as the test; gives their paths. */
export async function onDisk(files: Record<string, string | Buffer>): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'weft-sources-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const paths: Record<string, string> = {}
  for (const [name, content] of Object.entries(files)) {
    paths[name] = join(folder, name)
    await writeFile(join(folder, name), content)
  }
  return paths
}

export interface ReadExport {
  rows: SourceRow[]
  records: SourceRecord[]
  summary: ReadSummary
}

export async function readExport(
  format: Format,
  exported: Export,
  options: ReadOptions = { platform: null },
): Promise<ReadExport> {
  const rows: SourceRow[] = []
  const summary = await readAll(format, exported, options, (batch) => {
    rows.push(...batch)
  })
  return { rows, summary, records: rows.flatMap((row) => (row.outcome === 'record' ? [row.record] : [])) }
}

/** The rejected rows, without their outcome. */
export function rejectedOf(rows: SourceRow[]) {
  return rows.flatMap((row) => (row.outcome === 'rejected' ? [row] : []))
}
