import type { QuarterName } from '@weft/model/quarter'
import type { Knobs } from './knobs.ts'

/** Fixed dates: the demo does not depend on the day it is run. */
export const STORY_QUARTERS: QuarterName[] = ['2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2']

/**
 * The demo's year. A broadcaster: it sells, thanks its sponsors and seldom answers. In the second quarter a new head
 * of digital names the leaking roof, asks for advice, answers and introduces people to each other. In the third the
 * reopening slips and the team falls back on announcements and sharp words. In the fourth the habit holds.
 */
export const STORY_KNOBS: Knobs[] = [
  { vulnerability: 0.08, mixing: 0.15, provocation: 0.2, promotion: 0.12, tending: 0.12 },
  { vulnerability: 0.5, mixing: 0.4, provocation: 0.4, promotion: 0.45, tending: 0.55 },
  { vulnerability: 0.2, mixing: 0.45, provocation: 0.2, promotion: 0.45, tending: 0.3 },
  { vulnerability: 0.75, mixing: 0.65, provocation: 0.6, promotion: 0.8, tending: 0.8 },
]

/** Chosen so that chance does not hide the story: asks and answers are few enough that it could. */
export const STORY_SEED = 20250703
