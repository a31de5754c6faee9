/**
 * Something to look for in a post, and how much it speaks for or against a signal.
 *
 * A phrase is words and marks as `tokensOfPost` writes them, with `(a|b|)` for a choice, an empty one included, and `*`
 * for any one word. The weight is in log-odds and counts once for each time a phrase is found, up to `times` (1 if unsaid).
 * A weight of 0 makes a phrase unheard: what lies wholly inside a longer phrase of the same signal is not counted.
 */
export interface Cue {
  /** What finding it says about the post, in plain words. */
  means: string
  weight: number
  times?: number
  phrases: readonly string[]
}

/** How one signal is read: the log-odds of a post without any cue, and the cues that move them. */
export interface SignalRule {
  bias: number
  cues: readonly Cue[]
}

/** More variants than this in one phrase are a slip of the pen, not a choice of words. */
const VARIANTS_MAX = 20_000

/**
 * Every word sequence a phrase stands for. `(im|i (really|) am) sorry` gives three; brackets may lie in brackets.
 *
 * @throws {Error} when brackets do not pair or the choices multiply beyond {@link VARIANTS_MAX}.
 */
export function variantsOfPhrase(phrase: string): string[][] {
  const parts = phrase.match(/[()|]|[^\s()|]+/g) ?? []
  const { variants, next } = choicesFrom(parts, 0, phrase)
  if (next !== parts.length) throw new Error(`brackets do not pair in the cue phrase "${phrase}"`)
  return variants
}

/** Reads choices up to the bracket that closes them, or to the end. */
function choicesFrom(parts: readonly string[], from: number, phrase: string): { variants: string[][]; next: number } {
  const finished: string[][] = []
  let current: string[][] = [[]]
  let at = from
  for (; at < parts.length && parts[at] !== ')'; at++) {
    const part = parts[at] ?? ''
    if (part === '|') {
      finished.push(...current)
      current = [[]]
    } else if (part === '(') {
      const inner = choicesFrom(parts, at + 1, phrase)
      if (parts[inner.next] !== ')') throw new Error(`brackets do not pair in the cue phrase "${phrase}"`)
      at = inner.next
      current = current.flatMap((before) => inner.variants.map((words) => [...before, ...words]))
    } else current = current.map((before) => [...before, part])
    if (current.length > VARIANTS_MAX) throw new Error(`too many variants in the cue phrase "${phrase}"`)
  }
  return { variants: [...finished, ...current], next: at }
}
