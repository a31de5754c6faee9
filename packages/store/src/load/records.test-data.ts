import type { AccountRef } from '@weft/model/account'
import type { AccountRecord } from '@weft/model/account-record'
import type { CountRecord } from '@weft/model/count-record'
import type { DeletionRecord } from '@weft/model/deletion-record'
import type { FollowRecord } from '@weft/model/follow'
import type { InteractionRecord } from '@weft/model/interaction'
import type { PostRecord } from '@weft/model/post'
import type { RosterRecord } from '@weft/model/roster'
import type { SourceRecord, SourceRow } from '@weft/sources/format'

export const x = (handle: string | null, platformId: string | null = null): AccountRef => ({
  platform: 'x',
  platformId,
  handle,
})

export const post = (id: string, part: Partial<PostRecord> = {}): PostRecord => ({
  type: 'post',
  id,
  author: x('us', '1'),
  time: Date.parse('2024-02-01T10:00:00Z'),
  kind: 'original',
  text: `post ${id}`,
  language: 'en',
  parentId: null,
  conversationId: null,
  url: null,
  parentAuthor: null,
  mentions: [],
  ...part,
})

export const like = (actor: AccountRef, target: AccountRef, postId: string): InteractionRecord => ({
  type: 'interaction',
  actor,
  target,
  kind: 'like',
  time: null,
  postId,
  post: null,
})

export const follow = (follower: AccountRef, followed: AccountRef, part: Partial<FollowRecord> = {}): FollowRecord => ({
  type: 'follow',
  follower,
  followed,
  snapshotTime: Date.parse('2024-03-01'),
  ...part,
})

export const rostered = (account: AccountRef, part: Partial<RosterRecord> = {}): RosterRecord => ({
  type: 'roster',
  account,
  party: 'third_party',
  basis: 'manual',
  person: null,
  department: null,
  consent: false,
  validFrom: null,
  validTo: null,
  ...part,
})

export const described = (account: AccountRef, part: Partial<AccountRecord> = {}): AccountRecord => ({
  type: 'account',
  account,
  displayName: null,
  description: null,
  exporter: false,
  ...part,
})

export const counted = (account: AccountRef, value: number, part: Partial<CountRecord> = {}): CountRecord => ({
  type: 'count',
  account,
  postId: null,
  thing: 'followers',
  value,
  span: 'total',
  time: Date.parse('2024-03-01'),
  ...part,
})

export const deleted = (postId: string): DeletionRecord => ({
  type: 'deletion',
  platform: 'x',
  postId,
  time: Date.parse('2024-04-01'),
})

/** Rows of one table: what each stands for first, then what it tells besides. */
export function rowsOf(records: readonly (SourceRecord | readonly [SourceRecord, ...SourceRecord[]])[]): SourceRow[] {
  return records.map((told, index): SourceRow => {
    const place = { file: 'a.csv', unit: 'line' as const, row: index + 2 }
    if ('type' in told) return { place, outcome: 'record', record: told }
    const [record, ...also] = told
    return { place, outcome: 'record', record, also }
  })
}

/** So many rows that could not be read. */
export function rejectedRows(count: number): SourceRow[] {
  return Array.from({ length: count }, (_, index) => ({
    place: { file: 'a.csv', unit: 'item' as const, row: 1000 + index },
    outcome: 'rejected' as const,
    column: 'time',
    value: 'soon',
    problem: 'not a time',
    fix: 'write ISO 8601',
  }))
}
