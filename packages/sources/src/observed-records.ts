import { interactionsOfPost } from '@weft/model/interaction'
import type { SourceRecord } from './format.ts'
import type { ObservedCoverage } from './observed-coverage.ts'

/** Notes in what is covered what the records of a row are and when they were. */
export function observeRecords(observed: ObservedCoverage, records: readonly SourceRecord[]): void {
  for (const record of records) {
    if (record.type === 'post') {
      const acts = interactionsOfPost(record).map(({ kind }) => kind)
      observed.see(record.author.platform, ['post', ...acts], record.time, record.text !== null)
    } else if (record.type === 'interaction') {
      observed.see(record.actor.platform, [record.kind], record.time, false)
    } else if (record.type === 'follow') {
      observed.see(record.follower.platform, ['follow'], record.since ?? record.snapshotTime, false)
    }
  }
}
