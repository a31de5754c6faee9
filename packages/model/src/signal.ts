/** What a post can be read for. Each is a probability in 0..1 per post. */
export const SIGNALS = [
  'difficulty',
  'apology',
  'asks',
  'question',
  'personal',
  'stance',
  'praise_of_other',
  'thanks',
  'welcome',
  'self_promotion',
  'toxic',
] as const

export type Signal = (typeof SIGNALS)[number]

/** A reading of one post: `null` signals where the language is not one the reader was validated on. */
export interface Reading {
  /** ISO 639-1, or `und` where the text is too short or too mixed to tell. */
  language: string
  languageReliable: boolean
  signals: Record<Signal, number> | null
}
