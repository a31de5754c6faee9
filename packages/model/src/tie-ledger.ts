import type { Direction } from './coverage.ts'
import type { InteractionKind } from './interaction.ts'

/** Whose act a tie stands for: ours toward anybody, others' toward us, or others' among themselves. */
export const LEDGER_DIRECTIONS = ['outbound', 'inbound', 'among_others'] as const satisfies readonly Direction[]

export type LedgerDirection = (typeof LEDGER_DIRECTIONS)[number]

/** What became of a tie or an account from one quarter to the next; `kept` is unchanged in weight. */
export const LEDGER_CHANGES = ['new', 'kept', 'stronger', 'weaker', 'lost'] as const

export type LedgerChange = (typeof LEDGER_CHANGES)[number]

/**
 * How many of each. `kept + stronger + weaker + lost` were there in the quarter before, `kept + stronger + weaker + new`
 * are there in this one.
 */
export interface LedgerCounts extends Record<LedgerChange, number> {
  /** Left out, because what the two quarters cover does not let us compare them. */
  unknown: number
  /** Weight that new and stronger ones gained, in interactions; for accounts, sent and received together. */
  weightGained: number
  /** Weight that weaker and lost ones lost. */
  weightLost: number
}

export interface LedgerPart {
  ties: LedgerCounts
  accounts: LedgerCounts
}

/** What became of a network from one quarter to the next, within the directions that both quarters cover. */
export interface TieLedger extends LedgerPart {
  /** Covered in both quarters: only ties of these directions are compared. Never empty. */
  directions: LedgerDirection[]
  /** Covered in both quarters in every one of those directions: only ties of these acts are compared. Never empty. */
  kinds: InteractionKind[]
  /** Without accounts that were owned in either quarter; `null` where ties among others are not compared. */
  withoutOwned: LedgerPart | null
}
