import type { AccountRef } from './account.ts'

/** Follower -> followed, as of a snapshot. Most platforms export no follow date. */
export interface FollowRecord {
  type: 'follow'
  follower: AccountRef
  followed: AccountRef
  /** When the list was taken, UTC milliseconds; `null` where the export does not say. */
  snapshotTime: number | null
  /** When the follow began, UTC milliseconds, from the few exports that say so. */
  since?: number
  /** When it ended, from the still fewer that say so. */
  until?: number
}
