import type { LanguageMeasurement } from '@weft/model/language-measurement'
import { languageOfPost, proseOfPost } from '../post-language.ts'
import { isHeldOut } from './held-out-half.ts'
import { toFourDecimals } from './signal-measurement.ts'

/** A post is short below this many characters, links, handles and tags left out. */
const SHORT_CHARACTERS = 60

/** Posts of one language. */
export interface PostsOfLanguage {
  set: string
  /** ISO 639-1. */
  language: string
  texts: readonly string[]
}

/**
 * How well languages are told, without any help of a platform's own tag: of the held-out half of each set and language, in
 * the order given. Posts without a letter, but in links, handles and tags, are left out, as are languages of which nothing is left. O(characters).
 */
export function measureLanguages(sets: readonly PostsOfLanguage[]): LanguageMeasurement[] {
  return sets.flatMap(({ set, language, texts }) => {
    const told = texts
      .filter((text) => /\p{L}/u.test(proseOfPost(text)) && isHeldOut(text))
      .map((text) => {
        const found = languageOfPost(text, null)
        return {
          isRight: found.language === language,
          isDetermined: found.languageReliable,
          isShort: proseOfPost(text).trim().length < SHORT_CHARACTERS,
        }
      })
    const determined = told.filter(({ isDetermined }) => isDetermined)
    const right = shareRight(told)
    if (right === null) return []
    return {
      set,
      language,
      posts: told.length,
      right,
      rightOfShort: shareRight(told.filter(({ isShort }) => isShort)),
      undetermined: toFourDecimals(1 - determined.length / told.length),
      rightOfDetermined: shareRight(determined),
    }
  })
}

function shareRight(posts: readonly { isRight: boolean }[]): number | null {
  if (posts.length === 0) return null
  return toFourDecimals(posts.filter(({ isRight }) => isRight).length / posts.length)
}
