import type { AccountRef } from './account.ts'

/** Follower -> followed, as of a snapshot. Most platforms export no follow date: `time` is then the snapshot's. */
export interface FollowRecord {
  type: 'follow'
  follower: AccountRef
  followed: AccountRef
  /** When the list was taken, UTC milliseconds; `null` where the export does not say. */
  snapshotTime: number | null
}
