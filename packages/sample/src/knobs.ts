import type { Practice } from '@weft/model/practice'

/** How much of each practice an institution shows in a quarter, 0 (none) to 1 (as good as the generator makes it). */
export type Knobs = Record<Practice, number>

/** All five knobs at one setting. */
export function evenKnobs(setting: number): Knobs {
  return {
    vulnerability: setting,
    mixing: setting,
    provocation: setting,
    promotion: setting,
    tending: setting,
  }
}

/** A knob lies outside 0..1 or is missing. */
export class NotAKnob extends Error {
  override name = 'NotAKnob'
  readonly knob: string
  readonly setting: number
  constructor(knob: string, setting: number) {
    super(`the knob ${knob} is at ${setting}: it must lie between 0 and 1`)
    this.knob = knob
    this.setting = setting
  }
}

/** Throws {@link NotAKnob} for a setting outside 0..1. */
export function checkKnobs(knobs: Knobs): void {
  for (const [knob, setting] of Object.entries(knobs)) {
    if (!(setting >= 0 && setting <= 1)) throw new NotAKnob(knob, setting)
  }
}
