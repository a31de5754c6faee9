import { inBatches } from '../../batches.ts'
import { type Export, onlyFile } from '../../export.ts'
import { type Format, type ReadSummary, recordsOf, type SourceRow } from '../../format.ts'
import { asObject, isObject, type JsonObject, objectAt, textAt, wholeNumberAt } from '../../json-fields.ts'
import { jsonSample } from '../../json-file.ts'
import { brokenLine, jsonValues } from '../../json-values.ts'
import { type Made, madeRow } from '../../made-row.ts'
import { ObservedCoverage } from '../../observed-coverage.ts'
import { observeRecords } from '../../observed-records.ts'
import { EmptyExport, UnknownFormat } from '../../refusal.ts'
import { blueskyAccount, isDid } from './at-uri.ts'
import { deletionOf, madeOfRecord, profileOf, wrong } from './record.ts'

const NAME = 'Bluesky Jetstream (NDJSON)'

/** Events of the whole network as Jetstream streams them, one a line. */
export const blueskyJetstream: Format = {
  id: 'bluesky_jetstream',
  name: NAME,
  extent: 'file',
  howToGet:
    'Subscribe to a Jetstream server for the collections app.bsky.feed.post, app.bsky.feed.like, app.bsky.feed.repost and app.bsky.graph.follow, and keep each event as a line.',
  tells: 'Posts with text, likes, reposts and follows as they happened; posts that were changed or deleted.',
  cannotTell:
    'What happened while nobody listened. Which like, repost or follow was taken back: only its key is named.',
  async match(exported) {
    const missing = ['events with did, time_us and kind']
    const file = onlyFile(exported)
    const sample = file === null ? null : await jsonSample(file)
    return sample !== null && isEvent(asObject(sample.first)) ? { found: missing, missing: [] } : { found: [], missing }
  },
  read: (exported) => inBatches(readEvents(exported)),
}

function isEvent(value: JsonObject): boolean {
  return 'time_us' in value && 'kind' in value && (textAt(value, 'did') ?? '').startsWith('did:')
}

async function* readEvents(exported: Export): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  if (file === null) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: ['one file'] }])
  const observed = new ObservedCoverage()
  let rows = 0
  for await (const event of jsonValues(file)) {
    rows++
    if ('broken' in event) yield brokenLine(event.place, event.broken)
    else {
      const row = madeRow(event.place, () => eventOf(asObject(event.value)))
      if (row.outcome === 'record') observeRecords(observed, recordsOf(row))
      yield row
    }
  }
  if (rows === 0) throw new EmptyExport(exported.name, 'items')
  return { owner: null, coverage: observed.coverage(), notes: [] }
}

function eventOf(event: JsonObject): Made {
  const did = textAt(event, 'did')
  const micros = wholeNumberAt(event, 'time_us')
  if (did === null || !isDid(did)) throw wrong('did', did, 'the event names nobody')
  const at = micros === null ? null : Math.floor(micros / 1000)
  if (isObject(event['identity']) || isObject(event['account'])) {
    const handle = textAt(objectAt(event, 'identity'), 'handle')
    if (handle === null) return { ignored: 'says that an account is there or gone, not what it does' }
    return profileOf({}, blueskyAccount(did, handle))
  }
  const commit = objectAt(event, 'commit')
  const collection = textAt(commit, 'collection')
  const key = textAt(commit, 'rkey')
  if (collection === null || key === null) throw wrong('commit', null, 'the event does not say what was changed')
  const uri = `at://${did}/${collection}/${key}`
  const operation = textAt(commit, 'operation')
  if (operation === 'delete') {
    return deletionOf(uri, at)
  }
  return madeOfRecord(uri, blueskyAccount(did), commit['record'] ?? null, {
    seen: at,
    edited: operation === 'update' ? at : null,
  })
}
