import type { Random } from '@weft/model/seeded-random'
import type { Signal } from '@weft/model/signal'
import { happens, oneOf, wholeNumber } from './chance.ts'
import { FOREIGN_LANGUAGES, FOREIGN_SENTENCES } from './foreign-sentences.ts'
import { OUTSIDE_SENTENCES, type OutsideTheme } from './outside-sentences.ts'
import { OWN_SENTENCES, type OwnTheme } from './own-sentences.ts'
import { type Filling, fillSentence } from './sentence.ts'

/** A text, and what it truly says. */
export interface Wording {
  text: string
  language: string
  signals: Signal[]
}

const SIGNALS_OF_OWN: Record<OwnTheme, Signal[]> = {
  news: [],
  difficulty: ['difficulty'],
  apology: ['apology', 'difficulty'],
  ask: ['asks'],
  ask_in_trouble: ['asks', 'difficulty'],
  personal: ['personal'],
  stance: ['stance'],
  question: ['question'],
  praise: ['praise_of_other'],
  quote: ['praise_of_other'],
  self_promotion: ['self_promotion'],
  introduction: ['welcome'],
  naming: [],
  answer: [],
  thanks: ['thanks'],
  personal_answer: ['personal'],
  postscript: [],
}

const SIGNALS_OF_OUTSIDE: Record<OutsideTheme, Signal[]> = {
  remark: [],
  advice: [],
  thought: ['stance'],
  personal: ['personal'],
  toxic: ['toxic'],
  advertising: ['self_promotion'],
  enquiry: ['question'],
  visit: [],
  gratitude: ['thanks'],
  quote: [],
  own_work: [],
  exchange: [],
  first_word: [],
}

/** A text turns up this often at most: a listening tool's rows do not repeat themselves. */
const SAME_TEXT_MAX = 3

/** Share of plain remarks written in another language than English. */
const FOREIGN_SHARE = 0.06

/** Writes texts and remembers them, so that hardly any turns up twice. */
export interface Writer {
  own(random: Random, theme: OwnTheme, filling?: Filling): Wording
  outside(random: Random, theme: OutsideTheme): Wording
}

export function openWriter(): Writer {
  const written = new Map<string, number>()

  const write = (random: Random, sentences: readonly string[], filling: Filling): string => {
    let text = ''
    for (let attempt = 0; attempt < 8; attempt++) {
      text = fillSentence(random, oneOf(random, sentences) ?? '', filling)
      if ((written.get(text) ?? 0) < SAME_TEXT_MAX) break
    }
    if ((written.get(text) ?? 0) >= SAME_TEXT_MAX) text = `${text} (${wholeNumber(random, 2, 9999)})`
    written.set(text, (written.get(text) ?? 0) + 1)
    return text
  }

  const foreign = (random: Random): Wording => {
    const language = oneOf(random, FOREIGN_LANGUAGES) ?? 'nl'
    return { text: write(random, FOREIGN_SENTENCES[language], {}), language, signals: [] }
  }

  return {
    own: (random, theme, filling = {}) => {
      if (theme === 'news' && happens(random, FOREIGN_SHARE)) return foreign(random)
      return { text: write(random, OWN_SENTENCES[theme], filling), language: 'en', signals: SIGNALS_OF_OWN[theme] }
    },
    outside: (random, theme) => {
      if ((theme === 'remark' || theme === 'visit') && happens(random, FOREIGN_SHARE)) return foreign(random)
      return { text: write(random, OUTSIDE_SENTENCES[theme], {}), language: 'en', signals: SIGNALS_OF_OUTSIDE[theme] }
    },
  }
}
