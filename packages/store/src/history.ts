import type { InteractionKind } from '@weft/model/interaction'
import type { PostKind } from '@weft/model/post'
import { SIGNALS, type Signal } from '@weft/model/signal'
import type { History, HistoryAccount, HistoryInteraction, HistoryPost } from '@weft/practices/history'
import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** How many posts and interactions {@link readHistory} would bring. */
export async function historyRows(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select ((select count(*) from post where time is not null)
      + (select count(*) from interaction where time is not null and actor_id <> target_id))::double precision as count
  `.execute(tx)
  return rows[0]?.count ?? 0
}

/**
 * Everything dated that an organization's data holds, in the shape that scoring reads.
 *
 * Order follows the platforms' own names for things, never the database's numbers: two installations that were given
 * the same files give the same history. Self-interactions and undated rows are left out.
 *
 * O(rows) in time and memory.
 */
export async function readHistory(tx: Tx): Promise<History> {
  const accounts = await readAccounts(tx)
  const accountIndex = new Map(accounts.map((account, index) => [account.id, index]))
  const { posts, postIndex } = await readPosts(tx, accountIndex)
  const interactions = await readInteractions(tx, accounts, accountIndex, postIndex)
  return { accounts, posts, interactions }
}

async function readAccounts(tx: Tx): Promise<HistoryAccount[]> {
  const { rows } = await sql<HistoryAccount>`
    with act as (
      select author_id as account_id, time from post
      union all select actor_id, time from interaction
      union all select target_id, null from interaction
      union all select account_id, null from party_label),
    seen as (select account_id, min(time) as first_seen from act group by account_id)
    select account.id::text, platform, coalesce('@' || handle, display_name, platform_id) as name, person,
      (extract(epoch from first_seen) * 1000)::double precision as "firstSeen"
    from seen join account on account.id = seen.account_id
    left join (select distinct on (account_id) account_id, person from party_label
      where person is not null order by account_id, id desc) as named on named.account_id = account.id
    order by platform collate "C", platform_id collate "C" nulls last, handle_folded collate "C"`.execute(tx)
  return rows
}

interface PostRow {
  id: string
  key: string
  author: string
  time: number
  kind: PostKind
  parent: string | null
  conversation: string | null
  signals: number[] | null
  hasText: boolean
}

async function readPosts(
  tx: Tx,
  accountIndex: Map<string, number>,
): Promise<{ posts: HistoryPost[]; postIndex: Map<string, number> }> {
  const { rows } = await sql<PostRow>`
    select post.id::text, platform || ':' || platform_post_id as key, author_id::text as author,
      (extract(epoch from time) * 1000)::double precision as time, kind,
      platform || ':' || parent_post_id as parent, platform || ':' || conversation_id as conversation,
      signals, text is not null as "hasText"
    from post left join post_reading on post_id = post.id
    where time is not null
    order by time, platform collate "C", platform_post_id collate "C"`.execute(tx)
  const postIndex = new Map(rows.map((row, index) => [row.key, index]))
  const conversationOf = conversations(rows, postIndex)
  const posts = rows.map(
    (row, index): HistoryPost => ({
      id: row.id,
      author: known(accountIndex, row.author),
      time: row.time,
      kind: row.kind,
      parent: row.parent === null ? null : (postIndex.get(row.parent) ?? null),
      conversation: conversationOf[index] ?? 0,
      signals: row.signals === null ? null : signalsOf(row.signals),
      hasText: row.hasText,
    }),
  )
  return { posts, postIndex }
}

/**
 * A number per conversation: the platform's own where it gives one, else the root that the chain of parents leads to,
 * be that root in the data or only named by it.
 */
function conversations(rows: readonly PostRow[], postIndex: Map<string, number>): number[] {
  const keys = Array.from<string | undefined>({ length: rows.length })
  const keyOf = (start: number): string => {
    const chain: number[] = []
    let key: string | undefined
    for (let index: number | undefined = start; key === undefined; ) {
      const row: PostRow | undefined = rows[index]
      if (row === undefined) throw new Error('a post outside the history')
      chain.push(index)
      const parent: number | undefined = row.parent === null ? undefined : postIndex.get(row.parent)
      // A chain longer than the history is a loop in broken data: it ends where it began.
      if (keys[index] !== undefined) key = keys[index]
      else if (row.conversation !== null) key = row.conversation
      else if (parent === undefined || chain.length > rows.length) key = row.parent ?? row.key
      else index = parent
    }
    for (const index of chain) keys[index] = key
    return key
  }
  const numbers = new Map<string, number>()
  return rows.map((_, index) => {
    const key = keyOf(index)
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  })
}

async function readInteractions(
  tx: Tx,
  accounts: readonly HistoryAccount[],
  accountIndex: Map<string, number>,
  postIndex: Map<string, number>,
): Promise<HistoryInteraction[]> {
  const { rows } = await sql<{
    id: string
    actor: string
    target: string
    kind: InteractionKind
    time: number
    post: string | null
  }>`
    select id::text, actor_id::text as actor, target_id::text as target, kind,
      (extract(epoch from time) * 1000)::double precision as time, platform_post_id as post
    from interaction
    where time is not null and actor_id <> target_id`.execute(tx)
  const interactions = rows.map((row): HistoryInteraction => {
    const actor = known(accountIndex, row.actor)
    return {
      id: row.id,
      actor,
      target: known(accountIndex, row.target),
      kind: row.kind,
      time: row.time,
      post: row.post === null ? null : (postIndex.get(`${accounts[actor]?.platform}:${row.post}`) ?? null),
    }
  })
  return interactions.sort(
    (one, other) =>
      one.time - other.time ||
      one.actor - other.actor ||
      one.target - other.target ||
      (one.kind < other.kind ? -1 : one.kind > other.kind ? 1 : 0) ||
      (one.post ?? -1) - (other.post ?? -1),
  )
}

function known(index: Map<string, number>, id: string): number {
  const number = index.get(id)
  if (number === undefined) throw new Error(`account ${id} is named by a row but not listed`)
  return number
}

function signalsOf(values: readonly number[]): Record<Signal, number> {
  return Object.fromEntries(SIGNALS.map((signal, index) => [signal, values[index] ?? 0])) as Record<Signal, number>
}
