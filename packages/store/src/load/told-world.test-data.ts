import type { AccountRef } from '@weft/model/account'
import type { SourceRecord, SourceRow } from '@weft/sources/format'
import fc from 'fast-check'
import type { LoadingOrganization } from './loading.test-data.ts'
import { counted, deleted, described, follow, like, post, rostered, rowsOf, x } from './records.test-data.ts'

const at = (date: string) => Date.parse(date)

/** How one row of one file tells a fact: how it names accounts, and what it leaves out. */
interface Telling {
  fact: number
  names: readonly ('id' | 'handle' | 'both')[]
  leavesOut: readonly boolean[]
  /** Told by the same row as the fact before it. */
  besides: boolean
}

type Name = (account: number) => AccountRef
type Known = <Value>(hole: number, value: Value) => Value | null

const HANDLES = ['us', 'ana', 'ben', 'cai']

/** A small world in which no two facts contradict each other. */
const FACTS: readonly ((name: Name, known: Known) => SourceRecord)[] = [
  (name, known) =>
    post('1', {
      author: name(0),
      mentions: [name(1), name(2)],
      time: known(0, at('2024-01-01')),
      text: known(1, 'one'),
      language: known(2, 'en'),
      url: known(3, 'https://x.com/us/1'),
    }),
  (name, known) =>
    post('2', {
      author: name(1),
      parentAuthor: name(0),
      parentId: known(0, '1'),
      kind: known(1, 'reply') ?? 'original',
      conversationId: known(2, '1'),
    }),
  (name) => post('3', { author: name(2), parentAuthor: name(0), kind: 'quote', mentions: [name(1)] }),
  (name) => post('4', { author: name(0), text: 'first form', mentions: [name(1)] }),
  (name) => form('4', name(0), 'second form', '2024-02-02', [name(2)]),
  (name) => form('4', name(0), 'third form', '2024-02-03', [name(2), name(3)]),
  (name) => post('5', { author: name(0), mentions: [name(1)] }),
  (name) => ({ ...form('6', name(0), 'replaces 5', '2024-02-04', [name(3)]), edit: { time: 1, replaces: ['5'] } }),
  (name) => post('7', { author: name(3), mentions: [name(0)] }),
  (name) => counted(name(3), 5, { postId: '7', thing: 'likes' }),
  (name) => like(name(2), name(3), '7'),
  () => deleted('7'),
  (name, known) => ({ ...like(name(2), name(0), '1'), time: known(0, at('2024-01-02')) }),
  (name, known) => ({
    ...follow(name(1), name(0)),
    ...known(0, { since: at('2020-01-01') }),
    ...known(1, { until: at('2023-01-01') }),
  }),
  (name, known) => described(name(1), { displayName: known(0, 'Ana'), description: known(1, 'dyer') }),
  (name) => rostered(name(2), { person: 'Ben' }),
  (name) => counted(name(0), 12),
]

function form(id: string, author: AccountRef, text: string, editedAt: string, mentions: AccountRef[]) {
  return post(id, { author, text, mentions, edit: { time: at(editedAt), replaces: [] } })
}

const telling: fc.Arbitrary<Telling> = fc.record({
  fact: fc.nat(FACTS.length - 1),
  names: fc.array(fc.constantFrom('id', 'handle', 'both'), { minLength: 4, maxLength: 4 }),
  leavesOut: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  besides: fc.boolean(),
})

/** Files that tell overlapping parts of one small world, each in its own way. */
export const toldFiles = fc.array(fc.array(telling, { minLength: 1, maxLength: 9 }), { minLength: 2, maxLength: 4 })

/** The rows of such a file. */
export function rowsOfFile(tellings: readonly Telling[]): SourceRow[] {
  const rows: [SourceRecord, ...SourceRecord[]][] = []
  for (const { fact, names, leavesOut, besides } of tellings) {
    const name: Name = (account) => {
      const [handle = null, way] = [HANDLES[account], names[account]]
      return x(way === 'id' ? null : handle, way === 'handle' ? null : String(account + 1))
    }
    const record = FACTS[fact]?.(name, (hole, value) => (leavesOut[hole] === true ? null : value))
    if (record === undefined) continue
    const last = rows.at(-1)
    if (besides && last !== undefined) last.push(record)
    else rows.push([record])
  }
  return rowsOf(rows)
}

/** All that is stored, by the platform's own names for things. */
export async function storedWorld({ all }: LoadingOrganization) {
  const name = (account: string) => `concat_ws(' ', ${account}.platform_id, ${account}.handle_folded)`
  return {
    accounts: await all(`select ${name('account')} as name, display_name, description from account order by 1`),
    handles: await all(
      'select platform_id, known_handle.handle_folded from known_handle join account on account.id = account_id order by 1, 2',
    ),
    posts: await all(`select platform_post_id, ${name('account')} as author, time, kind, text, language, parent_post_id,
      conversation_id, url, edited, edited_at from post join account on account.id = author_id order by 1`),
    acts: await all(`select ${name('actor')} as actor, ${name('target')} as target, kind, act, time from interaction
      join account as actor on actor.id = actor_id join account as target on target.id = target_id order by 1, 2, 3, 4`),
    follows: await all(`select ${name('account')} as follower, followed_id is not null, snapshot_time, since, until
      from follow join account on account.id = follower_id order by 1`),
    counts: await all(`select ${name('account')} as account, platform_post_id, thing, value from reported_count
      join account on account.id = account_id order by 1, 2`),
    labels: await all(`select ${name('account')} as account, party, person from party_label
      join account on account.id = account_id order by 1`),
    deleted: await all('select platform_post_id, reason from deleted_post order by 1'),
  }
}

/** What joins every id with its handle: without it two names of one account cannot be known to be one. */
export const WHO_IS_WHO = rowsOf(HANDLES.map((handle, index) => described(x(handle, String(index + 1)))))
