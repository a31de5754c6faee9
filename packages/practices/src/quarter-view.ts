import type { Party } from '@weft/model/party'
import { isInside } from '@weft/model/party'
import type { Platform } from '@weft/model/platform'
import type { History, HistoryAccount, HistoryInteraction, HistoryPost } from './history.ts'
import type { ScoringInput } from './scoring-input.ts'

/** A post or an interaction with its place in the history. */
export type Placed<Row> = Row & { place: number }

/**
 * A quarter's history, indexed once so that no indicator searches for anything. Posts and interactions of other
 * quarters are reachable too: an answer may come after the quarter's end.
 */
export interface QuarterView {
  input: ScoringInput
  history: History
  /** Posts and interactions inside the quarter, in order of time. */
  posts: readonly Placed<HistoryPost>[]
  acts: readonly HistoryInteraction[]
  /** The quarter's originals, replies and quotes by one of us; a repost is not its reposter's own words. */
  ownPosts: readonly Placed<HistoryPost>[]
  postAt: (place: number) => Placed<HistoryPost>
  partyOf: (account: number) => Party
  isInside: (account: number) => boolean
  platformOf: (account: number) => Platform
  /** The account that stands for all accounts of the same person. */
  voiceOf: (account: number) => number
  /** Posts that answer, quote or pass on this one. */
  childrenOf: (post: number) => readonly Placed<HistoryPost>[]
  /** Replies anywhere in a conversation. */
  repliesIn: (conversation: number) => readonly Placed<HistoryPost>[]
  /** Interactions that this post carries, likes of it included. */
  actsOn: (post: number) => readonly HistoryInteraction[]
  /** What is resampled together: a conversation ... */
  conversationCluster: (post: HistoryPost) => number
  /** ... or all that rests on one account, where items are accounts or ties and conversations would cut them up. */
  accountCluster: (account: number) => number
  /** The conversation of the post that carries the act, else the outsider in it. */
  actCluster: (act: HistoryInteraction) => number
}

/** Indexes a history for one quarter. O(posts + interactions). */
export function quarterView(input: ScoringInput): QuarterView {
  const { history, quarter, parties } = input
  const { accounts, posts, interactions } = history
  const voices = voicesOf(accounts)
  const inside = parties.map(isInside)
  const placed = posts.map((post, place) => ({ ...post, place }))
  const children = lists(placed, (post) => post.parent)
  const replies = lists(placed, (post) => (post.kind === 'reply' ? post.conversation : null))
  const carried = lists(interactions, (act) => act.post)
  const conversations = posts.reduce((most, post) => Math.max(most, post.conversation + 1), 0)
  const conversationCluster = (post: HistoryPost) => post.conversation
  const accountCluster = (account: number) => conversations + (voices[account] ?? account)
  const postsOfQuarter = placed.slice(firstAt(posts, quarter.from), firstAt(posts, quarter.to))
  return {
    input,
    history,
    posts: postsOfQuarter,
    ownPosts: postsOfQuarter.filter(({ kind, author }) => kind !== 'repost' && inside[author]),
    acts: interactions.slice(firstAt(interactions, quarter.from), firstAt(interactions, quarter.to)),
    postAt: (place) => placed[place]!,
    partyOf: (account) => parties[account] ?? 'unclassified',
    isInside: (account) => inside[account] ?? false,
    platformOf: (account) => accounts[account]!.platform,
    voiceOf: (account) => voices[account] ?? account,
    childrenOf: (post) => children.get(post) ?? [],
    repliesIn: (conversation) => replies.get(conversation) ?? [],
    actsOn: (post) => carried.get(post) ?? [],
    conversationCluster,
    accountCluster,
    actCluster: (act) =>
      act.post === null
        ? accountCluster(inside[act.actor] ? act.target : act.actor)
        : conversationCluster(placed[act.post]!),
  }
}

/** The first row at or after a moment, in rows sorted by time. O(log rows). */
export function firstAt(rows: readonly { time: number }[], time: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]!.time < time) low = middle + 1
    else high = middle
  }
  return low
}

function voicesOf(accounts: readonly HistoryAccount[]): number[] {
  const first = new Map<string, number>()
  return accounts.map(({ person }, account) => {
    if (person === null) return account
    const voice = first.get(person) ?? account
    first.set(person, voice)
    return voice
  })
}

function lists<Row>(rows: readonly Row[], keyOf: (row: Row) => number | null): Map<number, Row[]> {
  const found = new Map<number, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === null) continue
    const list = found.get(key)
    if (list === undefined) found.set(key, [row])
    else list.push(row)
  }
  return found
}
