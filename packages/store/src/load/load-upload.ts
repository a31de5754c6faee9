import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadSummary, SourceRow } from '@weft/sources/format'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { takeRecords } from './load-turn.ts'
import type { Merge } from './merge.ts'
import { mergeUpload } from './merge-upload.ts'
import { type NamedFile, writeCoverage, writeReceipt } from './receipt.ts'
import { createStage, STAGE_COLUMNS, type StagedFile } from './stage.ts'
import { StageWriter } from './stage-writer.ts'

/** One export of an upload, ready to be read. `read` may be called once. */
export interface LoadingFile extends NamedFile {
  read(): AsyncGenerator<SourceRow[], ReadSummary>
}

/** Not one row of the upload could be used. Nothing was kept. */
export class NothingAccepted extends Error {
  override name = 'NothingAccepted'
  readonly file: string
  readonly firstRejects: readonly string[]
  constructor(file: string, rows: number, firstRejects: readonly string[]) {
    super(
      rows === 0
        ? `${file} has no rows: nothing to load`
        : `none of the ${rows} rows of ${file} could be used${firstRejects.length === 0 ? '' : `; first: ${firstRejects.join('; ')}`}`,
    )
    this.file = file
    this.firstRejects = firstRejects
  }
}

/** More than one row in twenty rejected looks like an upload that was read wrongly: a person should see it first. */
export const REJECTED_SHARE_MAX = 0.05

interface LoadUploadOptions {
  rejectedShareMax?: number | null
  /** It is loaded already, and its records were taken out for another to be undone: its state stays what it is. */
  isAgain?: boolean
}

/** `held`: too much was rejected, and no record was kept; only the receipt and the rejects, for a person to decide. */
export type LoadOutcome = 'loaded' | 'held'

/**
 * Loads an upload's files inside the caller's transaction: staged by COPY, then merged set by set, with a receipt row
 * per file that accounts for every source row.
 *
 * Where more than `rejectedShareMax` (0..1; `null`: any) of the upload's rows are rejected, or all that a file beside
 * others told, it is held: the receipt says what would become of the rows, and nothing else is kept, nor is the upload's
 * state changed. Loading again takes the place of what a held load left.
 *
 * Throws {@link NothingAccepted}, or whatever the reader throws; the caller's rollback then leaves nothing behind.
 * Memory does not grow with the file. Loads of one organization take turns at the merge.
 */
export async function loadUpload(
  client: ClientBase,
  organizationId: string,
  uploadId: string,
  files: readonly LoadingFile[],
  { rejectedShareMax = REJECTED_SHARE_MAX, isAgain = false }: LoadUploadOptions = {},
): Promise<LoadOutcome> {
  const { writer, summaries } = await stageFiles(client, files)
  const merge: Merge = { client, organizationId, uploadId, isAgain, files: writer.files, counts: writer.counts }
  await refuseEmpty(merge, files)
  await takeRecords(client, organizationId)
  if (isHeld(merge, rejectedShareMax)) {
    await client.query('savepoint before_merge')
    const outcomes = await mergeUpload(merge)
    await client.query('rollback to savepoint before_merge')
    await writeReceipt(merge, files, summaries, outcomes)
    return 'held'
  }
  await writeReceipt(merge, files, summaries, await mergeUpload(merge))
  await writeCoverage(merge, summaries)
  if (isAgain) return 'loaded'
  await client.query("update upload set state = 'loaded', finished_at = clock_timestamp() where id = $1", [uploadId])
  return 'loaded'
}

async function stageFiles(
  client: ClientBase,
  files: readonly LoadingFile[],
): Promise<{ writer: StageWriter; summaries: ReadSummary[] }> {
  await createStage(client)
  const writer = new StageWriter()
  const summaries: ReadSummary[] = []
  const copy = client.query(copyFrom(`copy stage (${STAGE_COLUMNS}) from stdin`))
  // One chunk waits at a time: what waits long is taken for lasting and fills the heap.
  const lines = Readable.from(stagedLines(files, writer, summaries), { objectMode: false, highWaterMark: 1 })
  await pipeline(lines, copy)
  await client.query('analyze stage')
  return { writer, summaries }
}

async function* stagedLines(
  files: readonly LoadingFile[],
  writer: StageWriter,
  summaries: ReadSummary[],
): AsyncGenerator<Buffer> {
  for (const file of files) {
    const rows = file.read()
    let next = await rows.next()
    for (; next.done !== true; next = await rows.next()) yield* writer.rowLines(next.value)
    summaries.push(next.value)
    yield* writer.summaryLines(next.value)
  }
}

function isHeld({ files }: Merge, rejectedShareMax: number | null): boolean {
  if (rejectedShareMax === null) return false
  let rows = 0
  let rejected = 0
  for (const file of files) {
    if (file.rejected > 0 && broughtNothing(file)) return true
    rows += file.rows
    rejected += file.rejected
  }
  return rejected > rows * rejectedShareMax
}

function broughtNothing({ rows, rejected, ignored }: StagedFile): boolean {
  return rows === rejected + ignored
}

/** An upload that brought nothing usable is a mistake that its owner must hear of, not a success with nothing in it. */
async function refuseEmpty({ client, files }: Merge, named: readonly NamedFile[]): Promise<void> {
  if (!files.every(broughtNothing)) return
  const number = Math.max(
    files.findIndex(({ rejected }) => rejected > 0),
    0,
  )
  const [file, name] = [files[number], named[number]?.name]
  if (file === undefined || name === undefined) return
  const { rows } = await client.query<{ words: string }>(
    `select rejected_path.text || ' ' || rejected_path.kind || ' ' || rejected.row || coalesce(', column ' || rejected.id, '')
       || ': ' || (rejected.detail->>'problem') as words
     from stage as rejected join stage as rejected_path on rejected_path.type = 'n' and rejected_path.path = rejected.path
     where rejected.type = 'x' and rejected.line > $1 and rejected.line <= $2 order by rejected.line limit 3`,
    [file.linesBefore, file.linesBefore + file.rows],
  )
  throw new NothingAccepted(
    name,
    file.rows,
    rows.map(({ words }) => words),
  )
}
