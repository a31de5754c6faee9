import { expect, test } from 'vitest'
import { AccountNames, type NumberedName } from './account-names.ts'
import { x } from './records.test-data.ts'

function names() {
  const written: NumberedName[] = []
  return { written, names: new AccountNames((name) => written.push(name)) }
}

test('each way of naming an account has a number, and is written down once', () => {
  const { written, names: accounts } = names()
  const numbers = [x('ana'), x(null, '42'), x('ana', '42'), x('anna', '42'), x('ana'), x('anna', '42')].map((account) =>
    accounts.numberOf(account, 1, 7),
  )
  accounts.writeAll()
  expect(numbers).toEqual([1, 2, 3, 4, 1, 4])
  expect(written.map(({ number }) => number).toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4])
})

test('a handle is told with the last time that its id was met with it', () => {
  const { written, names: accounts } = names()
  for (const time of [Number.NEGATIVE_INFINITY, 5, 9, 3]) accounts.numberOf(x('ana', '42'), time, 1)
  for (const time of [5, null, 9]) accounts.numberOf(x('ben', '43'), time, 2)
  accounts.writeAll()
  expect(written.map(({ lastSeen, line }) => [lastSeen, line])).toEqual([
    [9, 1],
    [null, 2],
  ])
})

test('what was forgotten gets another number, so that memory stays bounded', () => {
  const { written, names: accounts } = names()
  for (let account = 0; account < 50_000; account++) accounts.numberOf(x(`visitor${account}`), null, 1)
  expect(accounts.isFull).toBe(true)
  accounts.writeAll()
  expect(accounts.isFull).toBe(false)
  expect(accounts.numberOf(x('visitor0'), null, 2)).toBe(50_001)
  expect(written).toHaveLength(50_001)
})
