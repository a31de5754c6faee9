import { inBatches } from '../../batches.ts'
import type { Export, ExportFile } from '../../export.ts'
import { fetchedPage } from '../../fetched-page.ts'
import type { Format, ReadOptions, ReadSummary, RowPlace, SourceRow } from '../../format.ts'
import { jsonSample } from '../../json-file.ts'
import { brokenLine, jsonValues } from '../../json-values.ts'
import { madeRow } from '../../made-row.ts'
import { EmptyExport, UnknownFormat } from '../../refusal.ts'
import { answersIn, kindOfValue } from './api-answer.ts'
import { AnswerReader } from './api-answer-reader.ts'

const NAME = 'Bluesky API answers (JSON)'

/** What Bluesky's API gives: feeds, threads, followers, likes, notifications, records. */
export const blueskyApi: Format = {
  id: 'bluesky_api',
  name: NAME,
  extent: 'file',
  howToGet:
    'With `weft fetch bluesky HANDLE --out FOLDER`. With any other tool: answers of app.bsky.feed.getAuthorFeed, getPostThread, getLikes, app.bsky.graph.getFollowers, app.bsky.notification.listNotifications or com.atproto.repo.listRecords as JSON, one a file or one a line.',
  tells:
    'Posts with text, what they answer, quote and repost; who follows whom; who liked, with dates; from notifications, what others did toward the account; from records, since when it follows others.',
  cannotTell:
    'Since when somebody follows the account, other than from notifications. Who liked or reposted a post, and when, other than from notifications or by asking for it. Whether more exists than was asked for.',
  async match(exported) {
    const missing = ['an answer of Bluesky’s API']
    const file = onlyFile(exported)
    const sample = file === null ? null : await jsonSample(file)
    const kind = sample === null ? null : kindOfValue(sample.first)
    return kind === null ? { found: [], missing } : { found: [kind], missing: [] }
  },
  read: (exported, options) => inBatches(readAnswers(exported, options)),
}

function onlyFile(exported: Export): ExportFile | null {
  return exported.files.length === 1 ? (exported.files[0] ?? null) : null
}

async function* readAnswers(exported: Export, options: ReadOptions): AsyncGenerator<SourceRow, ReadSummary> {
  const file = onlyFile(exported)
  if (file === null) throw new UnknownFormat(exported.name, [{ format: NAME, found: [], missing: ['one file'] }])
  const reader = new AnswerReader(options)
  let row = 0
  for await (const value of jsonValues(file)) {
    if ('broken' in value) {
      row++
      yield brokenLine({ ...value.place, unit: 'item', row }, value.broken)
      continue
    }
    const page = fetchedPage(value.value)
    for (const { answer, items } of answersIn(page === null ? value.value : page.body)) {
      reader.begin(page, answer, items)
      for (const item of items) {
        row++
        const place: RowPlace = { file: file.path, unit: 'item', row }
        yield madeRow(place, () => reader.record(item))
      }
    }
  }
  if (row === 0) throw new EmptyExport(exported.name, 'items')
  return { owner: null, coverage: reader.coverage(), notes: reader.notes() }
}
