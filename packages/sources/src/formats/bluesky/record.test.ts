import { expect, test } from 'vitest'
import { timeOfKey } from './at-uri.ts'
import { repostOf, timeOfRecord } from './record.ts'

const SEEN = Date.parse('2024-02-01T10:00:00Z')
const said = (createdAt: string, seen: number | null = SEEN, key = 'x') => timeOfRecord({ createdAt }, key, seen)

test('an author’s own clock is believed unless it cannot be right', () => {
  expect(said('2024-01-31T00:00:00Z')).toBe(Date.parse('2024-01-31T00:00:00Z'))
  for (const wrong of ['2024-02-01T10:00:01Z', '2030-01-01T00:00:00Z', '1998-01-01T00:00:00Z', 'soon']) {
    expect([wrong, said(wrong)]).toEqual([wrong, SEEN])
  }
})

test('where no server says, a record is not of another day than its key', () => {
  const key = '3ldzfurmqxk23'
  const keyed = timeOfKey(key)
  expect(new Date(keyed ?? 0).toISOString().slice(0, 16)).toBe('2024-12-24T02:34')
  expect(timeOfRecord({}, key, null)).toBe(keyed)
  expect(said('2024-12-24T20:00:00Z', null, key)).toBe(Date.parse('2024-12-24T20:00:00Z'))
  expect(said('2023-06-01T00:00:00Z', null, key)).toBe(Date.parse('2023-06-01T00:00:00Z'))
  expect(said('2099-01-01T00:00:00Z', null, key)).toBe(keyed)
})

test('a time of which nothing can be right is unknown', () => {
  expect(timeOfKey('self')).toBeNull()
  expect(said('1998-01-01T00:00:00Z', null)).toBeNull()
  expect(timeOfRecord({}, '2222222222222', null)).toBeNull()
})

test('a repost is the same act wherever it is told; of nothing it is none', () => {
  const ana = { platform: 'bluesky' as const, platformId: 'did:plc:ana', handle: null }
  const original = 'at://did:plc:loom/app.bsky.feed.post/1'
  expect(repostOf(ana, original, 1).id).toBe(repostOf({ ...ana, handle: 'ana.test' }, original, null).id)
  expect(() => repostOf(ana, 'at://loom.test/x', 1)).toThrow('does not say of what')
})
