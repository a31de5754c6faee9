import type { Head } from '../head.ts'

/** How a head is trained: found by cross-validation on the sets we know, and kept small on purpose. */
export interface HeadTraining {
  /** How closely the weights follow the labels: small for noisy labels and vague signals, large for word-bound ones. */
  cost: number
  /** The least recall its usual threshold may have, where missing one is worse than a false alarm. */
  recallMin?: number
  /**
   * How much of the signal's own rule is added to what was learnt, in log-odds. The rule was written with institutions in
   * mind and knows nothing of the site that the labels come from, so it carries over where weights do not.
   */
  ruleShare: number
  /**
   * The set that calibrates and sets thresholds, where the others of the head were picked by keywords and say nothing of
   * how common it is; all of them where not given.
   */
  calibratedOn?: string
}

export const HEAD_TRAINING: Readonly<Record<Head, HeadTraining>> = {
  difficulty: { cost: 1, ruleShare: 0 },
  apology: { cost: 4, recallMin: 0.9, ruleShare: 0.2 },
  asks: { cost: 4, ruleShare: 0 },
  question: { cost: 1, ruleShare: 0.3 },
  personal: { cost: 0.25, ruleShare: 0 },
  stance: { cost: 0.75, ruleShare: 0 },
  praise_of_other: { cost: 2, ruleShare: 0 },
  thanks: { cost: 4, ruleShare: 0.1 },
  self_promotion: { cost: 6, ruleShare: 0.6 },
  toxic: { cost: 2, ruleShare: 0.3, calibratedOn: 'goemotions' },
  emotional_disclosure: { cost: 0.5, ruleShare: 0 },
  emotional_support: { cost: 1.5, ruleShare: 0 },
  advice: { cost: 0.75, ruleShare: 0 },
  toxic_de: { cost: 6, ruleShare: 0 },
}
