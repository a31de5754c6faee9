import type { Scored } from './practice.ts'

export const ACTION_KINDS = [
  'answer_ask',
  'follow_up_answer',
  'recognise_contributor',
  'promote_outsider',
  'introduce',
  'keep_broker',
  'revive_catalyst',
  'review_draining',
] as const

export type ActionKind = (typeof ACTION_KINDS)[number]

/** Something a comms team can do, with the reason and what it rests on. Nothing is ever done to an account by itself. */
export interface Action {
  kind: ActionKind
  practice: Scored
  /** The indicator that it would move. */
  indicator: string
  /** Account ids it is about, most important first. */
  accounts: string[]
  /** Post ids it rests on. */
  posts: string[]
  /** One sentence with the figures behind it. */
  reason: string
  /** Larger is more urgent; comparable only within one kind. */
  weight: number
}
