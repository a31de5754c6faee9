import { isSaid } from '../post-tokens.ts'

/** What a post looks like, whatever it says. Each is 0 to 1. */
export const SURFACE = [
  'length',
  'asks',
  'asks_twice',
  'exclaims',
  'exclaims_twice',
  'link',
  'mention',
  'hashtag',
  'number',
  'first_person',
  'first_person_often',
  'first_person_share',
  'shouts',
] as const

const FIRST_PERSON = new Set(['i', 'im', 'ive', 'id', 'ill', 'me', 'my', 'mine'])

/** Log of the number of words at which `length` is 1. */
const LENGTH_LOG_MAX = 5
/** First persons in a post at which `first_person_often` is 1. */
const FIRST_PERSON_OFTEN = 5
/** Three capitals in a row: an abbreviation, or a raised voice. */
const SHOUTS = /\p{Lu}{3}/u

/** The values of {@link SURFACE}, in its order, written from `place` on. O(characters). */
export function writeSurface(text: string, tokens: readonly string[], into: Float32Array, place: number): void {
  const marks = new Map<string, number>()
  let words = 0
  let firstPersons = 0
  for (const token of tokens) {
    if (!isSaid(token)) marks.set(token, (marks.get(token) ?? 0) + 1)
    else {
      words++
      if (FIRST_PERSON.has(token)) firstPersons++
    }
  }
  const atLeast = (mark: string, times: number) => ((marks.get(mark) ?? 0) >= times ? 1 : 0)
  const values: Record<(typeof SURFACE)[number], number> = {
    length: Math.min(1, Math.log1p(words) / LENGTH_LOG_MAX),
    asks: atLeast('<?>', 1),
    asks_twice: atLeast('<?>', 2),
    exclaims: atLeast('<!>', 1),
    exclaims_twice: atLeast('<!>', 2),
    link: atLeast('<link>', 1),
    mention: atLeast('<mention>', 1),
    hashtag: atLeast('<hashtag>', 1),
    number: atLeast('<number>', 1),
    first_person: firstPersons > 0 ? 1 : 0,
    first_person_often: Math.min(1, firstPersons / FIRST_PERSON_OFTEN),
    first_person_share: words === 0 ? 0 : firstPersons / words,
    shouts: SHOUTS.test(text) ? 1 : 0,
  }
  for (const [at, name] of SURFACE.entries()) into[place + at] = values[name]
}
