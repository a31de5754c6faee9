import type { Platform } from './platform.ts'

/** The platform says that a post is gone. What was read of it before goes with it. */
export interface DeletionRecord {
  type: 'deletion'
  platform: Platform
  postId: string
  /** When it was deleted, UTC milliseconds; `null` where the export does not say. */
  time: number | null
}
