import { inBatches } from '../../batches.ts'
import { type Export, type ExportFile, onlyFile } from '../../export.ts'
import { fetchedPage } from '../../fetched-page.ts'
import type { Format, ReadOptions, ReadSummary, RowPlace, SourceRow } from '../../format.ts'
import { jsonArrayItems, jsonSample } from '../../json-file.ts'
import { brokenLine, type JsonValue, jsonValues } from '../../json-values.ts'
import type { LosslessJson } from '../../lossless-json.ts'
import { madeRow } from '../../made-row.ts'
import { EmptyExport, UnknownFormat } from '../../refusal.ts'
import { itemsOf, kindOfValue } from './api-answer.ts'
import { AnswerReader } from './api-answer-reader.ts'

const NAME = 'Mastodon API answers (JSON)'

/** What a Mastodon server's REST API gives: statuses, threads, notifications, accounts. */
export const mastodonApi: Format = {
  id: 'mastodon_api',
  name: NAME,
  extent: 'file',
  howToGet:
    'With `weft fetch mastodon user@host --out FOLDER`. With any other tool: answers of /api/v1/accounts/ID/statuses, /api/v1/statuses/ID/context, /api/v1/notifications or /api/v1/accounts/ID/followers as JSON, one a file or one a line.',
  tells:
    'Public posts with text, what they answer, quote and boost; from notifications, who followed, liked and boosted, and when; followers, where it is known whose.',
  cannotTell:
    'Notifications reach back only as far as the server keeps them. Who does not follow: only of a list that was fetched to its end, and never where the account hides its list. A page of accounts alone does not say who follows whom: say whose list it is when you upload it, and keep “followers” or “following” in its name.',
  async match(exported) {
    const missing = ['statuses, accounts or notifications of Mastodon']
    const file = onlyFile(exported)
    const sample = file === null ? null : await jsonSample(file)
    const kind = sample === null ? null : kindOfValue(sample.first)
    return kind === null ? { found: [], missing } : { found: [kind], missing: [] }
  },
  read: (exported, options) => inBatches(readAnswers(exported, options)),
}

async function* readAnswers(exported: Export, options: ReadOptions): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  if (file === null) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: ['one file'] }])
  const reader = new AnswerReader(file.path, options)
  let row = 0
  let isFetched = false
  for await (const answer of answersOf(file)) {
    if ('broken' in answer) {
      row++
      yield brokenLine({ ...answer.place, unit: 'item', row }, answer.broken)
      continue
    }
    const page = fetchedPage(answer.value)
    isFetched ||= page !== null
    const items = itemsOf(page === null ? answer.value : page.body)
    reader.begin(page, items)
    for (const item of items) {
      row++
      const place: RowPlace = { file: file.path, unit: 'item', row }
      yield madeRow(place, () => reader.record(item))
    }
  }
  // A fetched page without items is what the server answered, not a download that went wrong.
  if (row === 0 && !isFetched) throw new EmptyExport(exported.name, 'items')
  return { owner: null, coverage: reader.coverage(), notes: reader.notes() }
}

/** An array up to this is held as a whole. */
const WHOLE_BYTES_MAX = 16 * 1024 * 1024

/** An array that fits is read as one answer: what its first status answers may stand at its end. */
async function* answersOf(file: ExportFile): AsyncGenerator<JsonValue> {
  const isArray = (await jsonSample(file))?.layout === 'array'
  if (!isArray || file.bytes > WHOLE_BYTES_MAX) {
    yield* jsonValues(file)
    return
  }
  const items: LosslessJson[] = []
  for await (const { value } of jsonArrayItems(file)) items.push(value)
  yield { place: { file: file.path, unit: 'item', row: 1 }, value: items }
}
