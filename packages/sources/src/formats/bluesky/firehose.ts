import { inBatches } from '../../batches.ts'
import { type Export, onlyFile } from '../../export.ts'
import { type Format, type ReadSummary, type RowPlace, recordsOf, type SourceRow } from '../../format.ts'
import { asObject, type JsonObject, objectAt, objectsAt, textAt } from '../../json-fields.ts'
import { jsonSample } from '../../json-file.ts'
import { brokenLine, jsonValues } from '../../json-values.ts'
import type { LosslessJson } from '../../lossless-json.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { observeRecords } from '../../observed-records.ts'
import { EmptyExport, UnknownFormat } from '../../refusal.ts'
import { readTime } from '../../time.ts'
import { blueskyAccount, isDid } from './at-uri.ts'
import { deletionOf, madeOfRecord, wrong } from './record.ts'

const NAME = 'Bluesky firehose commits (JSON)'

/** Commits of the network's firehose, kept as JSON: each holds its changed records in a small CAR of its own. */
export const blueskyFirehose: Format = {
  id: 'bluesky_firehose',
  name: NAME,
  extent: 'file',
  howToGet:
    'Keep commits of com.atproto.sync.subscribeRepos as JSON, one a file or one a line. Jetstream is the simpler way.',
  tells: 'Posts with text, likes, reposts and follows as they happened; posts that were changed or deleted.',
  cannotTell:
    'What happened while nobody listened. Which like, repost or follow was taken back: only its key is named.',
  async match(exported) {
    const missing = ['commits with repo, ops and blocks']
    const file = onlyFile(exported)
    const first = asObject((file === null ? null : await jsonSample(file))?.first)
    const isCommit = Array.isArray(first['ops']) && '$bytes' in objectAt(first, 'blocks') && 'repo' in first
    return isCommit ? { found: missing, missing: [] } : { found: [], missing }
  },
  read: (exported) => inBatches(readCommits(exported)),
}

async function* readCommits(exported: Export): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  if (file === null) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: ['one file'] }])
  const observed = new ObservedCoverage()
  let row = 0
  for await (const answer of jsonValues(file)) {
    if ('broken' in answer) {
      row++
      yield brokenLine({ ...answer.place, unit: 'item', row }, answer.broken)
      continue
    }
    const commit = asObject(answer.value)
    const records = await blocksOfCommit(commit)
    for (const op of objectsAt(commit, 'ops')) {
      row++
      const place: RowPlace = { file: file.path, unit: 'item', row }
      const made = madeRow(place, () => changeOf(op, commit, records))
      if (made.outcome === 'record') observeRecords(observed, recordsOf(made))
      yield made
    }
  }
  if (row === 0) throw new EmptyExport(exported.name, 'items')
  return { owner: null, coverage: observed.coverage(), notes: [] }
}

/** The records in a commit's blocks, by their CID; none where the blocks cannot be read. */
async function blocksOfCommit(commit: JsonObject): Promise<Map<string, LosslessJson>> {
  const [{ CarBufferReader }, { decode }] = await Promise.all([
    import('@ipld/car/buffer-reader'),
    import('@ipld/dag-cbor'),
  ])
  const records = new Map<string, LosslessJson>()
  try {
    const bytes = Buffer.from(textAt(objectAt(commit, 'blocks'), '$bytes') ?? '', 'base64')
    for (const block of CarBufferReader.fromBytes(bytes).blocks())
      records.set(block.cid.toString(), decode(block.bytes))
  } catch {
    records.clear()
  }
  return records
}

function changeOf(op: JsonObject, commit: JsonObject, records: ReadonlyMap<string, LosslessJson>): Made {
  const did = textAt(commit, 'repo')
  const path = textAt(op, 'path')
  const seen = readTime(textAt(commit, 'time') ?? '')?.time ?? null
  if (did === null || !isDid(did) || path === null)
    throw wrong('path', path, 'the commit does not say what was changed')
  const uri = `at://${did}/${path}`
  const action = textAt(op, 'action')
  if (action === 'delete') return deletionOf(uri, seen)
  const record = records.get(textAt(objectAt(op, 'cid'), '$link') ?? '')
  if (record === undefined) return { ignored: 'a record that the commit names and does not hold' }
  return madeOfRecord(uri, blueskyAccount(did), record, { seen, edited: action === 'update' ? seen : null })
}
