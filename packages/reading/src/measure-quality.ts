import { type ReaderQuality, SIGNALS, type Signal, type SignalQuality, type SignalTier } from '@weft/model/signal'
import { matcherOfRule } from './cue-matcher.ts'
import { isHeldOut } from './held-out-half.ts'
import { LABELLED_SETS, type LabelledPost, type LabelledSet, textAsPosted } from './labelled-set.ts'
import type { Reader } from './reader.ts'
import { confusionAt, measureSignal, type ScoredPost, toFourDecimals } from './signal-measurement.ts'
import { SIGNAL_RULES } from './signal-rules.ts'
import { thresholdsFrom } from './signal-thresholds.ts'

/** How far a signal may be trusted without people: decided from what the labels say, not from a figure alone. */
const TIERS: Record<Signal, SignalTier> = {
  thanks: 'reliable',
  self_promotion: 'reliable',
  question: 'reliable',
  praise_of_other: 'usable',
  asks: 'usable',
  apology: 'usable',
  difficulty: 'usable',
  personal: 'usable',
  stance: 'weak',
  toxic: 'weak',
  welcome: 'weak',
}

/** Without a labelled set nothing can choose thresholds: even odds, and a wide margin about them. */
const UNMEASURED_THRESHOLDS = { strict: 0.8, usual: 0.5, lax: 0.2 }

/** Gives a set's posts, decoded from its files; the files themselves are the caller's business. */
export type PostsOfSet = (set: LabelledSet) => Promise<readonly LabelledPost[]>

/**
 * Measures a reader on every labelled set: thresholds from the tuning half, every figure from the held-out half.
 *
 * Posts the reader does not cover are left out, as they would be in use; sets say of themselves that they are English.
 */
export async function measureQuality(reader: Reader, postsOfSet: PostsOfSet): Promise<ReaderQuality> {
  const signals: Partial<Record<Signal, SignalQuality>> = {}
  for (const signal of SIGNALS) {
    const halves = new Map<LabelledSet, { tuning: ScoredPost[]; heldOut: ScoredPost[] }>()
    for (const set of LABELLED_SETS.filter((set) => set.signal === signal)) {
      halves.set(set, halvesOf(reader, signal, await postsOfSet(set)))
    }
    signals[signal] = qualityOf(signal, halves)
  }
  return {
    version: reader.version,
    languages: reader.quality.languages,
    signals: signals as Record<Signal, SignalQuality>,
  }
}

function halvesOf(reader: Reader, signal: Signal, posts: readonly LabelledPost[]) {
  const tuning: ScoredPost[] = []
  const heldOut: ScoredPost[] = []
  for (const { text, positive } of posts) {
    const posted = textAsPosted(text)
    const probability = reader.read(posted, 'en').signals?.[signal]
    if (probability === undefined) continue
    const half = isHeldOut(text) ? heldOut : tuning
    half.push({ probability, positive })
  }
  return { tuning, heldOut }
}

function qualityOf(
  signal: Signal,
  halves: ReadonlyMap<LabelledSet, { tuning: readonly ScoredPost[]; heldOut: readonly ScoredPost[] }>,
): SignalQuality {
  const tier = TIERS[signal]
  const deciding = [...halves].find(([set]) => set.decides)?.[1]
  if (!deciding) {
    return { tier, thresholds: UNMEASURED_THRESHOLDS, truePositiveRate: null, falsePositiveRate: null, measured: [] }
  }
  const thresholds = thresholdsFrom(deciding.tuning, matcherOfRule(SIGNAL_RULES[signal]).probability([]))
  const at = confusionAt(thresholds.usual, deciding.heldOut)
  return {
    tier,
    thresholds,
    truePositiveRate: toFourDecimals(at.truePositives / (at.truePositives + at.falseNegatives)),
    falsePositiveRate: toFourDecimals(at.falsePositives / (at.falsePositives + at.trueNegatives)),
    measured: [...halves].map(([set, { heldOut }]) => measureSignal(set.name, thresholds.usual, heldOut)),
  }
}
