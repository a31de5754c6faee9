import { eld } from 'eld/small'

/** A post's language as we use it: ISO 639-1, the best guess where it is not reliable; `und` without any. */
export interface PostLanguage {
  language: string
  languageReliable: boolean
}

/** Below this eld is right too seldom (82 of 100 under 30 characters), and a guess would decide whether a post is read. */
const LETTERS_MIN = 20

/** Links, handles and tags are the same in all languages and pull a short post towards English. */
const NOT_LANGUAGE = /https?:\/\/\S+|www\.\S+|(?<![\p{L}\p{N}_])[@#][\p{L}\p{N}_.@-]+/giu

/** Hebrew as platforms still write it, withdrawn from ISO 639-1 in 1989. */
const HEBREW_BEFORE_1989 = 'iw'

const KNOWN_LANGUAGES = new Set(Object.values(eld.info().Languages))

/**
 * The language a post is written in, by its letters alone.
 *
 * Where the text is under 20 letters or eld does not call its answer reliable, the language is undetermined: the platform's own
 * guess stands in if it is a language eld knows ("en-GB" is `en`), else eld's, never as reliable; `und` where there are no
 * letters. Hindi in Latin letters is not recognised. O(characters); eld looks at the first 1,000.
 */
export function languageOfPost(text: string, platformLanguage: string | null): PostLanguage {
  const prose = proseOfPost(text)
  const detected = eld.detect(prose)
  if (hasLetters(prose, LETTERS_MIN) && detected.isReliable()) {
    return { language: detected.language, languageReliable: true }
  }
  return { language: languageFromPlatform(platformLanguage) ?? (detected.language || 'und'), languageReliable: false }
}

/** What of a post is in a language: it without links, handles and tags. O(characters). */
export function proseOfPost(text: string): string {
  return text.replace(NOT_LANGUAGE, ' ')
}

function hasLetters(text: string, enough: number): boolean {
  let letters = 0
  for (const _ of text.matchAll(/\p{L}/gu)) if (++letters >= enough) return true
  return false
}

function languageFromPlatform(tag: string | null): string | null {
  const primary = tag?.trim().toLowerCase().split(/[-_]/)[0] ?? ''
  const code = primary === HEBREW_BEFORE_1989 ? 'he' : primary
  return KNOWN_LANGUAGES.has(code) ? code : null
}
