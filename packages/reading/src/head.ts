import { SIGNALS, type Signal } from '@weft/model/signal'

/**
 * What only ranks posts for people to look at: never a label, never a number.
 *
 * `emotional_disclosure` and `emotional_support` are other sets' meanings of difficulty and praise: told feelings of any
 * kind, encouragement and pity. `advice` is advice given. `toxic_de` is `toxic` in German.
 */
export const REVIEW_HEADS = ['emotional_disclosure', 'emotional_support', 'advice', 'toxic_de'] as const
export type ReviewHead = (typeof REVIEW_HEADS)[number]

/** Signals that a labelled set teaches. `welcome` has none and is read by its rule alone. */
export type TrainedSignal = Exclude<Signal, 'welcome'>

const TRAINED_SIGNALS = SIGNALS.filter((signal): signal is TrainedSignal => signal !== 'welcome')

/** True where a head is one of the signals, and not only for review. */
export function isTrainedSignal(head: Head): head is TrainedSignal {
  return (TRAINED_SIGNALS as readonly Head[]).includes(head)
}

/** A definition of its own that posts are read for, each with weights of its own. The order is that of the weights. */
export const HEADS: readonly Head[] = [...TRAINED_SIGNALS, ...REVIEW_HEADS]
export type Head = TrainedSignal | ReviewHead
