import { expect, test } from 'vitest'
import { AccountNumbers } from './account-numbers.ts'

test('ids are numbered as they first come, and known again', () => {
  const numbers = new AccountNumbers()
  expect(['zoë', 'ana', 'zoë', '', 'ana'].map((id) => numbers.numberOf(id))).toEqual([0, 1, 0, 2, 1])
  expect(numbers.ids).toEqual(['zoë', 'ana', ''])
})

test('a hundred thousand ids keep their numbers while the table grows, those of one hash among them', () => {
  const ids = Array.from({ length: 100_000 }, (_, i) => (i % 2 === 0 ? `user${i}` : `${i}`))
  // FNV-1a hashes these two alike.
  ids.push('costarring', 'liquid')
  const numbers = new AccountNumbers()
  for (const id of ids) numbers.numberOf(id)
  expect(ids.filter((id, number) => numbers.numberOf(id) !== number)).toEqual([])
})
