import type { Platform } from '@weft/model/platform'
import { readAccount, readPlatform } from '../cell.ts'
import { ObservedCoverage } from '../observed-coverage.ts'
import { formatOfTable, type TableReader } from '../table-format.ts'
import type { TimeColumn } from '../time-column.ts'

/** One follow per row, as of a snapshot, from any tool. */
export const followsCsv = formatOfTable({
  id: 'follows_csv',
  name: 'Follows table (CSV or Excel)',
  howToGet:
    'Write a table (CSV or Excel) with the columns follower,followed,snapshot_date and, where there are several, platform. One follow per row; snapshot_date is the day on which the list was taken. Accounts are handles, or id: and a platform id.',
  tells: 'Who followed whom on the day of the snapshot.',
  cannotTell: 'Since when; gained and lost follows need two snapshots.',
  required: ['follower', 'followed', 'snapshot_date'],
  optional: ['platform'],
  timeColumn: 'snapshot_date',
  reader(platform, times) {
    return followsReader(platform, times)
  },
})

function followsReader(absentPlatform: Platform, times: TimeColumn | null): TableReader {
  const observed = new ObservedCoverage()
  return {
    record(cells) {
      const platform = readPlatform('platform', cells('platform'), absentPlatform)
      const snapshotTime = times?.read(cells('snapshot_date')) ?? null
      const follower = readAccount('follower', cells('follower'), platform)
      const followed = readAccount('followed', cells('followed'), platform)
      observed.see(platform, ['follow'], snapshotTime, false)
      return { type: 'follow', follower, followed, snapshotTime }
    },
    coverage: () => observed.coverage(),
    notes: () => [],
  }
}
