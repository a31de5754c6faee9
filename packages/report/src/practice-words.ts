import type { Scored } from '@weft/model/practice'

/** How a practice is spoken of on page, PDF and mail. */
export interface PracticeWords {
  name: string
  /** As the subject of a sentence: "Promoting others rose 6 points". */
  doing: string
  /** What it asks of an institution, in one plain line. */
  meaning: string
}

/** The essay's five practices and the fabric they are to produce, in an executive's words. */
export const PRACTICE_WORDS: Record<Scored, PracticeWords> = {
  vulnerability: {
    name: 'Express vulnerability',
    doing: 'expressing vulnerability',
    meaning: 'We speak of hard problems, ask for advice, and come back to those who give it.',
  },
  mixing: {
    name: 'Mix professional and personal',
    doing: 'mixing professional and personal',
    meaning: 'People see the many people who work here, not only the brand.',
  },
  provocation: {
    name: 'Provoke',
    doing: 'provoking',
    meaning: 'We take positions and ask questions that make others think and answer.',
  },
  promotion: {
    name: 'Promote others',
    doing: 'promoting others',
    meaning: 'We pass on other people’s work because it is great, not because they are partners.',
  },
  tending: {
    name: 'Seed, feed and weed',
    doing: 'seeding, feeding and weeding',
    meaning: 'We bring people in and together, thank those who give, and show the draining the exit.',
  },
  weave: {
    name: 'The weave',
    doing: 'the weave',
    meaning: 'What the five produce: groups mix, ties are mutual and last, even without us.',
  },
}

/** A phrase with its first letter in upper case, to start a sentence with. */
export function sentenceStart(phrase: string): string {
  return phrase.charAt(0).toUpperCase() + phrase.slice(1)
}

/** "a", "a and b", "a, b and c". */
export function listInWords(items: readonly string[]): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}
