import type { InteractionKind } from '@weft/model/interaction'
import type { Platform } from '@weft/model/platform'
import type { PostKind } from '@weft/model/post'
import type { Signal } from '@weft/model/signal'

/** One account of an organization's data. Numbers elsewhere in the history are places in `accounts`. */
export interface HistoryAccount {
  id: string
  platform: Platform
  name: string
  /** Several accounts of one human or body share a person; they count once where distinct voices are counted. */
  person: string | null
  /** The earliest dated act by it in the whole history, UTC milliseconds; `null` where it never acted. */
  firstSeen: number | null
}

export interface HistoryPost {
  id: string
  author: number
  time: number
  kind: PostKind
  /** The post it answers, quotes or passes on, where that is in the history too. */
  parent: number | null
  /** A number per conversation, dense from 0. */
  conversation: number
  /** `null` where the post was not read: no text, or a language that the reader was not validated on. */
  signals: Record<Signal, number> | null
  hasText: boolean
}

export interface HistoryInteraction {
  id: string
  actor: number
  target: number
  kind: InteractionKind
  time: number
  /** The post that carries the act; for a like the liked post; `null` where the data holds neither. */
  post: number | null
}

/**
 * Everything dated that an organization's data holds: posts and interactions sorted by time, no self-interactions.
 *
 * Conversations and accounts are resampled in the order they have here, so the same data must always come in the same
 * order; nothing else depends on it.
 */
export interface History {
  accounts: HistoryAccount[]
  posts: HistoryPost[]
  interactions: HistoryInteraction[]
}
