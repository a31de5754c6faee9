/** The narrowest text column holds about 30 letters: a longer word without a break would run out of it. */
const LETTERS_UNBROKEN_MAX = 24

const ZERO_WIDTH_SPACE = '\u200b'
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The text with invisible places to break inside words too long for a column; letters and their marks stay whole. */
export function breakLongWords(text: string): string {
  return text
    .split(/(\s+)/)
    .map((word) => (word.length > LETTERS_UNBROKEN_MAX ? breakWord(word) : word))
    .join('')
}

function breakWord(word: string): string {
  const parts = [...letters.segment(word)].map(({ segment }) => segment)
  return parts
    .map((part, i) => (i > 0 && i % (LETTERS_UNBROKEN_MAX / 2) === 0 ? ZERO_WIDTH_SPACE + part : part))
    .join('')
}
