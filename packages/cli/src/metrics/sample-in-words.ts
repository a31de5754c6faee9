import type { ShortestWaySample } from '@weft/model/scores'

/** What was estimated rather than counted, from how many accounts, and how far off it may be, for the person at the terminal. */
export function sampleInWords(sample: ShortestWaySample, accounts: number): string {
  const { sources, seed, betweennessErrorBound, closenessErrorBound, harmonicErrorBound } = sample
  return [
    `betweenness, closeness and harmonic are estimates: too large to walk from every account, the network was walked ` +
      `from ${sources} of its ${accounts} accounts, drawn with seed ${seed}.`,
    `With 95 % chance no account's betweenness is further off than ${rounded(betweennessErrorBound)}, ` +
      `with 95 % no closeness than ${rounded(closenessErrorBound)}, ` +
      `with 95 % no harmonic than ${rounded(harmonicErrorBound)}; all other measures are exact.`,
  ].join(' ')
}

/** Upwards, for a bound must hold. */
function rounded(bound: number): string {
  const step = 10 ** (Math.floor(Math.log10(bound)) - 2)
  return String(Number((Math.ceil(bound / step) * step).toPrecision(3)))
}
