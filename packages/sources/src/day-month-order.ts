import { type DayMonthOrder, slashedNumbers } from './time.ts'

/** What a whole column says about its slashed dates. */
export type OrderOfColumn = DayMonthOrder | 'undecided' | 'contradictory' | 'none'

const DOTTED = /^\s*\d+\./

/**
 * Watches a column's slashed dates and decides whether day or month comes first.
 *
 * `13/04/2015` can only be day first, `04/13/2015` only month first. Where every date would read either way, dots
 * (`03.04.2015`) mean day first, for no country that writes them puts the month first; any other is `undecided`.
 * `contradictory` where some read only one way and some only the other, `none` without slashed dates.
 */
export class DayMonthWatch {
  #dayFirst = false
  #monthFirst = false
  #any = false
  #undotted = false

  see(text: string): void {
    const numbers = slashedNumbers(text)
    if (numbers === null) return
    this.#any = true
    if (!DOTTED.test(text)) this.#undotted = true
    if (numbers[0] > 12) this.#dayFirst = true
    if (numbers[1] > 12) this.#monthFirst = true
  }

  get order(): OrderOfColumn {
    if (!this.#any) return 'none'
    if (this.#dayFirst && this.#monthFirst) return 'contradictory'
    if (this.#dayFirst) return 'day_first'
    if (this.#monthFirst) return 'month_first'
    return this.#undotted ? 'undecided' : 'day_first'
  }
}
