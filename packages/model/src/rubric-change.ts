/** How an indicator's value becomes 0 to 100: `floor` is 0 and `target` 100, or a trapezoid around an ideal range. */
export type Anchors =
  | { scale: 'linear' | 'log'; floor: number; target: number }
  | { scale: 'ideal'; floor: number; idealFrom: number; idealTo: number; ceiling: number }

/** A weight, anchors, or why an indicator is exempt; `null` = not exempt. */
type RubricValue = number | Anchors | string | null

/** A way in which an organization's rubric differs from the default. */
export interface RubricChange {
  indicator: string
  what: 'weight' | 'anchors' | 'exempt'
  from: RubricValue
  to: RubricValue
  reason: string | null
}
