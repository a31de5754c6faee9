import { type DayMonthOrder, slashedNumbers } from './time.ts'

/** What a whole column says about its slashed dates. */
export type OrderOfColumn = DayMonthOrder | 'undecided' | 'contradictory' | 'none'

/**
 * Watches a column's slashed dates and decides whether day or month comes first.
 *
 * `13/04/2015` can only be day first, `04/13/2015` only month first. `undecided` where every date would read either
 * way, `contradictory` where some read only one way and some only the other, `none` without slashed dates.
 */
export class DayMonthWatch {
  #dayFirst = false
  #monthFirst = false
  #any = false

  see(text: string): void {
    const numbers = slashedNumbers(text)
    if (numbers === null) return
    this.#any = true
    if (numbers[0] > 12) this.#dayFirst = true
    if (numbers[1] > 12) this.#monthFirst = true
  }

  get order(): OrderOfColumn {
    if (!this.#any) return 'none'
    if (this.#dayFirst && this.#monthFirst) return 'contradictory'
    if (this.#dayFirst) return 'day_first'
    return this.#monthFirst ? 'month_first' : 'undecided'
  }
}
