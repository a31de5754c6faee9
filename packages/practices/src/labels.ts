import type { ReaderQuality, Signal } from '@weft/model/signal'
import type { HistoryPost } from './history.ts'
import { listInWords } from './list-in-words.ts'

/** Which posts carry a signal, under one set of thresholds. A post that was not read carries none. */
export interface Labels {
  has: (post: HistoryPost, signal: Signal) => boolean
}

/** How readily a post is labelled. `nobody`: no post is. */
export type Readiness = 'strict' | 'usual' | 'lax' | 'nobody'

/** A readiness per signal; `usual` where none is named. */
export type Scenario = Partial<Record<Signal, Readiness>>

/** The labels of one scenario. A weak signal read strictly labels nobody: it may be wrong about every post. */
export function labelsOf(quality: ReaderQuality, scenario: Scenario): Labels {
  const threshold = (signal: Signal): number => {
    const { tier, thresholds } = quality.signals[signal]
    const readiness = scenario[signal] ?? 'usual'
    if (readiness === 'nobody' || (readiness === 'strict' && tier === 'weak')) return Number.POSITIVE_INFINITY
    return thresholds[readiness]
  }
  const thresholds = new Map<Signal, number>()
  return {
    has(post, signal) {
      if (post.signals === null) return false
      let least = thresholds.get(signal)
      if (least === undefined) thresholds.set(signal, (least = threshold(signal)))
      return post.signals[signal] >= least
    },
  }
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
