import { expect, test } from 'vitest'
import { assertRoomForHistory, HistoryTooLarge } from './history-room.ts'

test('a history that does not fit is refused with what would make it fit', () => {
  expect(() => assertRoomForHistory(1_000, 2_000_000)).not.toThrow()
  expect(() => assertRoomForHistory(1_001, 2_000_000)).toThrow(HistoryTooLarge)
  expect(() => assertRoomForHistory(10_000_000, 4 * 2 ** 30)).toThrow(
    'Scoring 10000000 posts and interactions takes more memory than this process may have (enough for 2147483): ' +
      'start it with NODE_OPTIONS=--max-old-space-size=19100.',
  )
})

test('an ordinary history always fits', () => {
  expect(() => assertRoomForHistory(100_000)).not.toThrow()
})
