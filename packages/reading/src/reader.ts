import { type ReaderQuality, type Reading, SIGNALS, type Signal } from '@weft/model/signal'
import { type CueMatcher, matcherOfRule } from './cue-matcher.ts'
import type { Head, ReviewHead } from './head.ts'
import type { Manifest } from './manifest.ts'
import { isSaid, plainText, tokensOfPost } from './post-tokens.ts'
import { probabilityOf, scorerOf } from './scorer.ts'
import { SIGNAL_RULES } from './signal-rules.ts'
import type { Weights } from './weights.ts'

/** A reading, and what only ranks posts for people to look at: see `REVIEW_HEADS`. */
export interface ReadPost extends Reading {
  review: Partial<Record<ReviewHead, number>>
}

/** Reads posts for signals. The same text gives the same reading, offline, on every machine. */
export interface Reader {
  /** Changes whenever any reading can change. */
  readonly version: string
  /** What was measured of this version's errors, on posts it was not made from. */
  readonly quality: ReaderQuality
  /**
   * Reads one post. Signals are probabilities in 0..1; `null` where the language, guessed where it is undetermined, is not
   * one of `quality.languages`, or the post says nothing (no word, no emoji).
   *
   * `platformLanguage` (a BCP 47 tag) is used only where the text is too short or too mixed to tell by itself.
   * Never throws, whatever the text. O(characters).
   */
  read(text: string, platformLanguage?: string | null): ReadPost
}

/**
 * Opens the reader that ships with this version.
 *
 * Loads its weights (1 MB) and eld's language tables (about 200 MB resident), which is why it is asynchronous and why a
 * program that reads no post does not pay for it.
 */
export async function openReader(): Promise<Reader> {
  const [{ shippedWeights }, { shippedManifest }] = await Promise.all([
    import('./shipped-weights.ts'),
    import('./manifest.ts'),
  ])
  return readerWith(await shippedWeights(), shippedManifest)
}

/** Opens a reader of other weights: trained just now, or an organization's own. As costly as {@link openReader}. */
export async function readerWith(weights: Weights, manifest: Pick<Manifest, 'version' | 'heads'>): Promise<Reader> {
  const [{ languageOfPost }, { qualityOfReader }] = await Promise.all([
    import('./post-language.ts'),
    import('./reader-quality.ts'),
  ])
  const quality = qualityOfReader(manifest)
  const languages = new Set(quality.languages)
  const logOddsOf = scorerOf(weights)
  const place = new Map(weights.heads.map((head, index) => [head as Head, index]))
  const byRule = new Map<Signal, CueMatcher>()
  for (const signal of SIGNALS) {
    if (!place.has(signal as Head)) byRule.set(signal, matcherOfRule(SIGNAL_RULES[signal]))
  }

  return {
    version: manifest.version,
    quality,
    read(text, platformLanguage = null) {
      const plain = plainText(text)
      const language = languageOfPost(plain, platformLanguage)
      const unread = { ...language, signals: null, review: {} }
      const isRead = languages.has(language.language)
      if (!isRead && language.language !== 'de') return unread
      const tokens = tokensOfPost(plain)
      if (!tokens.some(isSaid)) return unread
      const logOdds = logOddsOf(plain, tokens)
      const probability = (head: Head) => probabilityOf(logOdds[place.get(head)!]!)
      const among = (heads: readonly ReviewHead[]) =>
        Object.fromEntries(heads.filter((head) => place.has(head)).map((head) => [head, probability(head)]))
      if (!isRead) return { ...unread, review: among(['toxic_de']) }
      const signals = {} as Record<Signal, number>
      for (const signal of SIGNALS) {
        signals[signal] = byRule.get(signal)?.probability(tokens) ?? probability(signal as Head)
      }
      return { ...language, signals, review: among(['emotional_disclosure', 'emotional_support', 'advice']) }
    },
  }
}
