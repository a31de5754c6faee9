import { type ReaderQuality, type Reading, SIGNALS, type Signal } from '@weft/model/signal'
import { type CueMatcher, matcherOfRule } from './cue-matcher.ts'
import { isSaid, tokensOfPost } from './post-tokens.ts'
import { versionOfRules } from './reader-version.ts'
import { SIGNAL_RULES } from './signal-rules.ts'

/** Reads posts for signals. The same text gives the same reading, offline, on every machine. */
export interface Reader {
  /** Changes whenever any reading can change. */
  readonly version: string
  /** What was measured of this version's errors, on posts it was not made from. */
  readonly quality: ReaderQuality
  /**
   * Reads one post. Signals are probabilities in 0..1; `null` where the language is not one of `quality.languages`,
   * or the post says nothing (no word, no emoji).
   *
   * `platformLanguage` (a BCP 47 tag) is used only where the text is too short or too mixed to tell by itself.
   * Never throws, whatever the text. O(characters).
   */
  read(text: string, platformLanguage?: string | null): Reading
}

/**
 * Opens the reader that ships with this version.
 *
 * Loads eld's language tables the first time (about 200 MB resident), which is why it is asynchronous and why a program
 * that reads no post does not pay for it.
 */
export async function openReader(): Promise<Reader> {
  const [{ languageOfPost }, { readerQuality }] = await Promise.all([
    import('./post-language.ts'),
    import('./reader-quality.ts'),
  ])
  const matchers = SIGNALS.map((signal): [Signal, CueMatcher] => [signal, matcherOfRule(SIGNAL_RULES[signal])])
  const languages = new Set(readerQuality.languages)

  return {
    version: versionOfRules(SIGNAL_RULES),
    quality: readerQuality,
    read(text, platformLanguage = null) {
      const language = languageOfPost(text, platformLanguage)
      const tokens = tokensOfPost(text)
      if (!languages.has(language.language) || !tokens.some(isSaid)) return { ...language, signals: null }
      const signals = Object.fromEntries(matchers.map(([signal, matcher]) => [signal, matcher.probability(tokens)]))
      return { ...language, signals: signals as Record<Signal, number> }
    },
  }
}
