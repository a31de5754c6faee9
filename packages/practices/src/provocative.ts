import type { HistoryPost } from './history.ts'
import type { Labels } from './labels.ts'
import type { Placed } from './quarter-view.ts'

/** True for a post that takes a stance or leaves a question open. */
export function isProvocative(post: Placed<HistoryPost>, labels: Labels): boolean {
  return labels.has(post, 'stance') || labels.has(post, 'question')
}
