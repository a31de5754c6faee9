import type { AccountRef } from './account.ts'
import type { InteractionKind } from './interaction.ts'
import type { Platform } from './platform.ts'

/** What an upload can know about: posts, follows, numbers that the platform counted, and each kind of interaction. */
export type CoveredAct = 'post' | 'follow' | 'count' | InteractionKind

/**
 * Whose acts: `outbound` = what the account did, `inbound` = what others did toward it, `among_others` = neither end
 * is ours. `as_observed` = the file does not say (a plain interactions table): the directions that occur in it.
 */
export const DIRECTIONS = ['outbound', 'inbound', 'among_others', 'as_observed'] as const

export type Direction = (typeof DIRECTIONS)[number]

/**
 * What a file can know. Absence from the data counts as zero only inside coverage; elsewhere it is unknown.
 */
export interface Coverage {
  platform: Platform
  /** The account whose export this is; `null` where the file is not about one account. */
  account: AccountRef | null
  direction: Direction
  acts: CoveredAct[]
  /** True where posts come with their text. */
  text: boolean
  /** First and last moment covered, UTC milliseconds; `null` where nothing in the file has a time. */
  from: number | null
  to: number | null
}
