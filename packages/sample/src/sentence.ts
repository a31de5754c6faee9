import type { Random } from '@weft/model/seeded-random'
import { oneOf } from './chance.ts'
import { FOREIGN_WORDS } from './foreign-sentences.ts'
import { MUSEUM_WORDS } from './museum-words.ts'

const WORDS: Record<string, readonly string[]> = { ...MUSEUM_WORDS, ...FOREIGN_WORDS }

/** A sentence has a gap that nothing fills: a mistake in the word lists. */
export class UnknownGap extends Error {
  override name = 'UnknownGap'
  readonly gap: string
  constructor(gap: string) {
    super(`no words fill the gap {${gap}}`)
    this.gap = gap
  }
}

/** Accounts and other words a sentence is about: they fill gaps before the word lists do. */
export type Filling = Record<string, string>

/** Fills a sentence's gaps, gaps inside fillings too, and begins every sentence with a capital letter. */
export function fillSentence(random: Random, sentence: string, filling: Filling = {}): string {
  return capitalised(filled(random, sentence, filling))
}

function filled(random: Random, sentence: string, filling: Filling): string {
  return sentence.replace(/\{(\w+)\}/g, (_, gap: string) => {
    const given = filling[gap]
    if (given !== undefined) return given
    const word = oneOf(random, WORDS[gap] ?? [])
    if (word === undefined) throw new UnknownGap(gap)
    return filled(random, word, filling)
  })
}

function capitalised(text: string): string {
  return text.replace(
    /(^|[.!?] )(?!https?:)(\p{Ll})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  )
}
