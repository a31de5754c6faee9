import type { Signal } from '@weft/model/signal'
import type { HistoryPost } from './history.ts'
import { listInWords } from './list-in-words.ts'
import type { Placed } from './quarter-view.ts'
import type { ScoringInput, Told } from './scoring-input.ts'

/** Which posts carry a signal: what people said, else what was read, under one set of thresholds. */
export interface Labels {
  /** False where a post was neither read nor judged. */
  has: (post: Placed<HistoryPost>, signal: Signal) => boolean
  /** True where it is known whether a post carries these: it was read, or people said so of each of them. */
  knows: (post: Placed<HistoryPost>, signals: readonly Signal[]) => boolean
}

/** How readily a post is labelled where people said nothing of it. `nobody`: no post is, not even those they judged. */
export type Readiness = 'strict' | 'usual' | 'lax' | 'nobody'

/** A readiness per signal; `usual` where none is named. */
export type Scenario = Partial<Record<Signal, Readiness>>

/**
 * The labels of one scenario. What people said of a post holds in each. A weak signal read strictly labels nobody: it
 * may be wrong about every post.
 */
export function labelsOf({ quality, labels }: Pick<ScoringInput, 'quality' | 'labels'>, scenario: Scenario): Labels {
  const threshold = (signal: Signal): number => {
    const { tier, thresholds } = quality.signals[signal]
    const readiness = scenario[signal] ?? 'usual'
    if (readiness === 'nobody' || (readiness === 'strict' && tier === 'weak')) return Number.POSITIVE_INFINITY
    return thresholds[readiness]
  }
  const thresholds = new Map<Signal, number>()
  return {
    has(post, signal) {
      const told = scenario[signal] === 'nobody' ? undefined : labels.get(post.id)?.[signal]
      if (told !== undefined) return told
      if (post.signals === null) return false
      let least = thresholds.get(signal)
      if (least === undefined) thresholds.set(signal, (least = threshold(signal)))
      return post.signals[signal] >= least
    },
    knows: knowledgeOf(labels),
  }
}

/** One function for all readings of the same labels, so that what rests on it alone is worked out once. */
function knowledgeOf(labels: ScoringInput['labels']): Labels['knows'] {
  let knows = knowledge.get(labels)
  if (knows === undefined) {
    knows = (post, signals) => post.signals !== null || isJudged(labels.get(post.id), signals)
    knowledge.set(labels, knows)
  }
  return knows
}

const knowledge = new WeakMap<ScoringInput['labels'], Labels['knows']>()

/** True where people said whether a post carries each of these signals. */
export function isJudged(told: Told | undefined, signals: readonly Signal[]): told is Told {
  return told !== undefined && signals.every((signal) => told[signal] !== undefined)
}

/** What unchecked reading leaves open: the usual labels first, then every combination of strict and lax. */
export function scenariosOf(signals: readonly Signal[]): Scenario[] {
  let combinations: Scenario[] = [{}]
  for (const signal of signals) {
    combinations = combinations.flatMap((scenario) => [
      { ...scenario, [signal]: 'strict' as const },
      { ...scenario, [signal]: 'lax' as const },
    ])
  }
  return signals.length === 0 ? [{}] : [{}, ...combinations]
}

/** Labels of one signal alone, at its usual threshold: what a count of that signal is corrected from. */
export function onlySignal(signal: Signal, signals: readonly Signal[]): Scenario {
  return Object.fromEntries(signals.map((other) => [other, other === signal ? 'usual' : 'nobody']))
}

const SIGNAL_WORDS: Record<Signal, string> = {
  difficulty: 'difficulty',
  apology: 'apology',
  asks: 'asking for advice',
  question: 'open questions',
  personal: 'the personal',
  stance: 'stance',
  praise_of_other: 'praise of others',
  thanks: 'thanks',
  welcome: 'welcome',
  self_promotion: 'self-promotion',
  toxic: 'toxicity',
}

/** "praise of others and thanks". */
export function signalsInWords(signals: readonly Signal[]): string {
  return listInWords(signals.map((signal) => SIGNAL_WORDS[signal]))
}
