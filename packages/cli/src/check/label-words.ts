const WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'y', '1', 'true', 'x'].map((word) => [word, true] as const),
  ...['no', 'n', '0', 'false'].map((word) => [word, false] as const),
])

/** What {@link labelOfWord} takes, in words. */
export const LABEL_WORDS = 'yes or no (1, true or x; 0 or false)'

/** A label as people write it, in any case; `undefined` for a word that is neither yes nor no. */
export function labelOfWord(word: string): boolean | undefined {
  return WORDS.get(word.toLowerCase())
}
