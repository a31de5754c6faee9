import { CHECK_FRAMES } from '@weft/model/check-frame'
import { checkFrames, type FramePosts } from './check-frames.ts'
import type { Indicator } from './indicator.ts'
import { type Labels, labelsOf } from './labels.ts'
import type { QuarterView } from './quarter-view.ts'
import type { Scope } from './scope.ts'

/** What reading leaves open of an indicator until people judge it. */
export interface LeftOpen {
  /** Posts that nobody judged, and whose label, open as reading leaves it, decides something: at most so many. */
  toJudge: number
  /** What the posts are of that are open: once the quarter's check holds enough of these, it speaks for what nobody judged. */
  frames: readonly FramePosts[]
  /** Posts whose label people gave, and that it rests on. */
  judged: number
  /** True where the quarter's check is still to say that the reader passes over little. */
  needsCheck: boolean
}

/**
 * Which posts are left to judge before an indicator is a number.
 *
 * Open is what the reader labels at least laxly. What it passes over even laxly is open too where nothing says how much
 * that is: a weak signal, a post that is not ours, and any post until the quarter's check is done. Posts that the reader
 * does not cover are left out, as everywhere. O(posts + interactions).
 */
export function leftOpen(indicator: Indicator, view: QuarterView, scope: Scope): LeftOpen {
  const { quality, labels: told } = view.input
  const toJudge = new Set<string>()
  const judged = new Set<string>()
  let passesOver = false
  const isOpenIn = { own: false, sent_to_us: false }
  const labels: Labels = {
    ...labelsOf(view.input, {}),
    has({ id, author, signals }, signal) {
      const label = told.get(id)?.[signal]
      if (label !== undefined) judged.add(id)
      if (label !== undefined || signals === null) return label ?? false
      const { tier, thresholds } = quality.signals[signal]
      const isOpen = tier === 'weak' || !view.isInside(author) || signals[signal] >= thresholds.lax
      if (isOpen) toJudge.add(id)
      else passesOver = true
      isOpenIn[view.isInside(author) ? 'own' : 'sent_to_us'] = true
      return isOpen
    },
  }
  indicator.items(view, labels, scope)
  const frames = checkFrames(view)
  return {
    toJudge: toJudge.size,
    judged: judged.size,
    needsCheck: passesOver && !frames.own.isEnough,
    frames: CHECK_FRAMES.filter((frame) => isOpenIn[frame]).map((frame) => frames[frame]),
  }
}
