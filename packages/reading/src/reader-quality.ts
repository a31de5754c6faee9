import { type ReaderQuality, SIGNALS, type Signal, type SignalQuality, type SignalTier } from '@weft/model/signal'
import type { Head } from './head.ts'
import { type Manifest, shippedManifest } from './manifest.ts'

/** English heads read English only; every other language is counted as not read. */
const LANGUAGES = ['en']

/**
 * How far a signal may be trusted without people: decided from what the labels say and where they come from, not from a
 * figure alone. `self_promotion` learnt from spam, and on the posts of firms it labels far too much.
 */
const TIERS: Record<Signal, SignalTier> = {
  thanks: 'reliable',
  question: 'reliable',
  self_promotion: 'usable',
  praise_of_other: 'usable',
  asks: 'usable',
  apology: 'usable',
  difficulty: 'usable',
  personal: 'usable',
  stance: 'weak',
  toxic: 'weak',
  welcome: 'weak',
}

/** What each signal is known to be taken for, and to miss. */
const CONFUSIONS: Record<Signal, string> = {
  difficulty:
    'Finds words of distress, not a problem soberly told ("we did not reach our goal"); sympathy with others’ distress passes.',
  apology: 'Sympathy ("sorry for your loss") and sarcasm pass: half of what it labels is no apology.',
  asks: 'Learnt from office mail: courteous orders pass, and a wish without a word of request is missed.',
  question: 'Curiosity and confusion; a rhetorical question passes.',
  personal: 'Tells first persons and kin; "we" of a family and of a firm look alike.',
  stance: 'Approval and disapproval of anything; a position soberly put is missed.',
  praise_of_other: 'Praise of things, and of oneself, passes; encouragement and comfort are missed.',
  thanks: 'Thanks to nobody ("thankfully", "thank God") passes; who is thanked is not seen.',
  welcome: 'Never measured: no labelled set exists.',
  self_promotion:
    'Learnt from spam: any link or call to act in a firm’s post looks like it, announcements without one do not.',
  toxic: 'Swearing among friends and reclaimed words pass; contempt without strong words is missed.',
}

/** Without a labelled set nothing can choose thresholds: even odds, and a wide margin about them. */
const UNMEASURED_THRESHOLDS = { strict: 0.8, usual: 0.5, lax: 0.2 }

/** What is stated of a reader's errors. */
export function qualityOfReader({ version, heads }: Pick<Manifest, 'version' | 'heads'>): ReaderQuality {
  const signals = SIGNALS.map((signal): [Signal, SignalQuality] => {
    const known = { tier: TIERS[signal], confusions: CONFUSIONS[signal] }
    const head = heads[signal as Head]
    if (head === undefined) {
      const unknown = { truePositiveRate: null, falsePositiveRate: null, measured: [] }
      return [signal, { ...known, thresholds: UNMEASURED_THRESHOLDS, ...unknown }]
    }
    const { thresholds, truePositiveRate, falsePositiveRate, measured } = head
    return [signal, { ...known, thresholds, truePositiveRate, falsePositiveRate, measured }]
  })
  return { version, languages: LANGUAGES, signals: Object.fromEntries(signals) as Record<Signal, SignalQuality> }
}

/** What was measured of the reader that ships. */
export const readerQuality: ReaderQuality = qualityOfReader(shippedManifest)
