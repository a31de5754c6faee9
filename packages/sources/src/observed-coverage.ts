import type { Coverage, CoveredAct } from '@weft/model/coverage'
import type { Platform } from '@weft/model/platform'

interface Observed {
  acts: Set<CoveredAct>
  text: boolean
  from: number | null
  to: number | null
}

/** Gathers what a plain table covers: it does not say whose acts it holds, only which occur and when. */
export class ObservedCoverage {
  readonly #observed = new Map<Platform, Observed>()

  see(platform: Platform, acts: readonly CoveredAct[], time: number | null, hasText: boolean): void {
    let observed = this.#observed.get(platform)
    if (observed === undefined) {
      observed = { acts: new Set(), text: false, from: null, to: null }
      this.#observed.set(platform, observed)
    }
    for (const act of acts) observed.acts.add(act)
    if (hasText) observed.text = true
    if (time === null) return
    if (observed.from === null || time < observed.from) observed.from = time
    if (observed.to === null || time > observed.to) observed.to = time
  }

  /** One coverage per platform, in the order in which they were met. */
  coverage(): Coverage[] {
    return [...this.#observed].map(([platform, { acts, text, from, to }]) => ({
      platform,
      account: null,
      direction: 'as_observed',
      acts: [...acts].sort(),
      text,
      from,
      to,
    }))
  }
}
