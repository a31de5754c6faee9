import type { Scored } from './practice.ts'

/** What an action is about, by kind: the first of its posts, or all of its accounts. It is the same action while that is. */
const ACTION_SUBJECTS = {
  answer_ask: 'post',
  follow_up_answer: 'post',
  recognise_contributor: 'accounts',
  promote_outsider: 'accounts',
  introduce: 'accounts',
  keep_broker: 'accounts',
  revive_catalyst: 'accounts',
  review_draining: 'accounts',
} as const satisfies Record<string, 'post' | 'accounts'>

export type ActionKind = keyof typeof ACTION_SUBJECTS

export const ACTION_KINDS = Object.keys(ACTION_SUBJECTS) as [ActionKind, ...ActionKind[]]

/** The kinds that are about a post. */
export const POST_ACTION_KINDS = ACTION_KINDS.filter((kind) => ACTION_SUBJECTS[kind] === 'post')

/** What people make of an action; `open` = nothing yet, or nothing any more. */
export const ACTION_STATES = ['open', 'accepted', 'done', 'dismissed'] as const

export type ActionState = (typeof ACTION_STATES)[number]

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

/** The post that an action is about; `null` for one about accounts. */
export function postOfAction({ kind, posts }: Pick<Action, 'kind' | 'posts'>): string | null {
  return ACTION_SUBJECTS[kind] === 'post' ? (posts[0] ?? null) : null
}

/** The name of an action, the same however often it is found: its kind and the ids of what it is about. */
export function actionId(action: Pick<Action, 'kind' | 'posts' | 'accounts'>): string {
  const post = postOfAction(action)
  const about = post === null ? action.accounts.toSorted((one, other) => Number(one) - Number(other)) : [post]
  return [action.kind, ...about].join('-')
}
