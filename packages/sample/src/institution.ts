import type { InteractionKind } from '@weft/model/interaction'
import type { Basis, Party } from '@weft/model/party'
import type { PostKind } from '@weft/model/post'
import type { QuarterName } from '@weft/model/quarter'
import type { Signal } from '@weft/model/signal'
import type { Truth } from './truth.ts'

/** An account of the invented world. Handle and id never change. */
export interface SampleAccount {
  id: string
  handle: string
  displayName: string
  description: string
  party: Party
  /** Why the roster may say so; `null` for accounts that no roster names. */
  basis: Basis | null
  person: string | null
  department: string | null
  /** True where the person agreed to be named in reports. */
  consent: boolean
  /** What the account talks about. */
  topic: string
  /** How much it takes part, against others: 1 to about 30. */
  vigour: number
}

/** A post as it was written: decoded text, the accounts it names, and what it truly says. */
export interface SamplePost {
  id: string
  author: SampleAccount
  time: number
  kind: PostKind
  /** Empty for a repost: the words are its parent's. */
  text: string
  language: string
  parent: SamplePost | null
  conversationId: string
  /** In the order of the text, the account replied to first. */
  mentions: SampleAccount[]
  /** The true reading, by construction. */
  signals: Signal[]
}

export interface SampleLike {
  actor: SampleAccount
  post: SamplePost
  time: number
}

/** One directed act, as method.md §1 counts them. */
export interface SampleInteraction {
  actor: SampleAccount
  target: SampleAccount
  kind: InteractionKind
  time: number
  post: SamplePost
}

export interface SampleFollow {
  follower: SampleAccount
  followed: SampleAccount
  /** Day of the list, `YYYY-MM-DD`. */
  snapshotDate: string
}

/** Accounts that one post of ours named together. */
export interface Introduction {
  post: SamplePost
  named: SampleAccount[]
}

export interface Institution {
  seed: number
  name: string
  brand: SampleAccount
  /** All accounts, the brand first. */
  accounts: SampleAccount[]
  quarters: QuarterName[]
  /** In order of time. */
  posts: SamplePost[]
  likes: SampleLike[]
  interactions: SampleInteraction[]
  follows: SampleFollow[]
  introductions: Introduction[]
  truth: Truth
}
