/** The encoder learnt from sentences; what comes after this many characters changes little and costs as much. */
const CHARACTERS_MAX = 1_000

const LINK = /https?:\/\/\S+|www\.\S+/giu
const MENTION = /(?<![\p{L}\p{N}_])@[\p{L}\p{N}_][\p{L}\p{N}_.@-]*/giu
const MENTIONS_IN_A_ROW = /(?:\bsomeone\s+)+(?=someone\b)/gu
const HALF_A_CHARACTER = /[\uD800-\uDBFF]$/

/**
 * A post as the encoder is given it: plain sentences of at most 1,000 characters.
 *
 * Links are left out, hashtags are words, and whoever is mentioned is "someone", once where several are in a row: no
 * name of an account changes a reading. Empty where nothing is left. Never throws. O(characters).
 */
export function sentenceText(text: string): string {
  return text
    .replace(LINK, ' ')
    .replace(MENTION, 'someone')
    .replace(/#(?=[\p{L}\p{N}_])/gu, '')
    .replace(MENTIONS_IN_A_ROW, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, CHARACTERS_MAX)
    .replace(HALF_A_CHARACTER, '')
    .trim()
}
