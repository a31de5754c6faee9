import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A source of numbers in [0, 1). Passed as an argument wherever chance is used. */
export type Random = () => number

/**
 * A reproducible {@link Random}: the same seed gives the same numbers on every machine.
 *
 * The seed may be a number or a text (a practice's name, an input hash); texts are folded to 32 bits by FNV-1a, so
 * that streams for different purposes differ without a table of seeds. Generator: xoroshiro128+ (pure-rand).
 */
export function seededRandom(seed: number | string): Random {
  const generator = xoroshiro128plus(typeof seed === 'number' ? seed | 0 : fold(seed))
  return () => uniformFloat64(generator)
}

function fold(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash | 0
}
