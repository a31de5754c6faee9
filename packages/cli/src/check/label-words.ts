import { SIGNAL_QUESTIONS, SIGNALS } from '@weft/model/signal'

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'y', '1', 'true', 'x'].map((word) => [word, true] as const),
  ...['no', 'n', '0', 'false'].map((word) => [word, false] as const),
])

/** Who checks a post and cannot tell says so. */
export const CANNOT_TELL = '?'

/** What {@link labelOfWord} takes, in words. */
export const LABEL_WORDS = 'yes or no (1, true or x; 0 or false)'

/** A label as people write it, in any case; `undefined` for a word that is neither yes nor no. */
export function labelOfWord(word: string): boolean | undefined {
  return WORDS.get(word.toLowerCase())
}

/** How a sheet of posts is filled in, for whoever is to do it. */
export const HOW_TO_FILL_IN = [
  `Fill in yes or no in every column of a post; a ${CANNOT_TELL} where you cannot tell leaves the whole post out.`,
  ...SIGNALS.map((signal) => `  ${signal}: ${SIGNAL_QUESTIONS[signal]}`),
].join('\n')
