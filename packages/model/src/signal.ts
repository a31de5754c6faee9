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

/**
 * What people are asked of a post, so that all who check mean the same: yes or no. The reader's own labels are proxies of
 * these, learnt from sets that asked something near.
 */
export const SIGNAL_QUESTIONS: Readonly<Record<Signal, string>> = {
  difficulty: 'Does its writer tell of a hard problem, a failure or a weakness of their own?',
  apology: 'Does its writer say sorry for something of their own doing? Sympathy is no apology.',
  asks: 'Does it ask those who read it for advice, help, feedback or a contribution?',
  question: 'Does it put a question that others could answer, with or without a question mark?',
  personal: 'Does a person show in it, with a life, feelings or a day at work, and not only the brand?',
  stance: 'Does it take a position that one could disagree with?',
  praise_of_other: 'Does it praise or credit somebody else, or their work?',
  thanks: 'Does it thank somebody?',
  welcome: 'Does it welcome somebody who is new?',
  self_promotion: 'Does it advertise what its writer, or their institution, makes, sells or has achieved?',
  toxic: 'Does it insult, threaten or demean somebody?',
}

/** A reading of one post: `null` signals where the language is not one the reader was validated on. */
export interface Reading {
  /** ISO 639-1; the best guess where it is not reliable, `und` where there is not even that. */
  language: string
  /** False where the text is too short or too mixed to tell: its language is undetermined. */
  languageReliable: boolean
  signals: Record<Signal, number> | null
}

/** How much a reader's signal can be trusted: see {@link SignalQuality}. */
export type SignalTier = 'reliable' | 'usable' | 'weak'

/** How well one signal was measured on a labelled set that was not used to make the reader. All rates in 0..1. */
export interface SignalMeasurement {
  set: string
  /** Language of the set, ISO 639-1. */
  language: string
  posts: number
  positives: number
  precision: number
  recall: number
  f1: number
  /** Mean of the F1 of posts with the signal and of those without. */
  macroF1: number
  /** How often a post with the signal scores above one without. */
  auc: number
  /** Mean distance of probabilities from the shares they stand for; 0 is perfect. */
  calibrationError: number
}

/**
 * What is known of a signal's errors. Ships with the reader, and is printed wherever its numbers are.
 *
 * A post is labelled where its probability reaches `usual`. `strict` and `lax` label clearly fewer and clearly more;
 * what an unchecked figure does between them is its range. Rates hold where they were measured and do not travel.
 */
export interface SignalQuality {
  tier: SignalTier
  /** What it is known to be taken for, and to miss; a sentence. */
  confusions: string
  thresholds: { strict: number; usual: number; lax: number }
  /** Share of true posts labelled, and of other posts labelled, at `usual`; `null` where no labelled set exists. */
  truePositiveRate: number | null
  falsePositiveRate: number | null
  measured: SignalMeasurement[]
}

/** A reader's version, the languages it reads, and its measured quality. */
export interface ReaderQuality {
  version: string
  languages: string[]
  signals: Record<Signal, SignalQuality>
}
