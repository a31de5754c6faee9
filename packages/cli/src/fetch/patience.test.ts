import { expect, test } from 'vitest'
import { patiently, waitOf } from './patience.ts'

const NOW = Date.parse('2026-11-23T12:00:00Z')

test.each([
  [{ 'retry-after': '7' }, 7000],
  [{ 'retry-after': 'Mon, 23 Nov 2026 12:00:30 GMT' }, 30_000],
  [{ 'x-ratelimit-reset': '2026-11-23T12:05:00.000Z' }, 300_000],
  [{ 'ratelimit-reset': String(NOW / 1000 + 60) }, 60_000],
  [{ 'ratelimit-reset': String(NOW / 1000 - 60) }, 0],
  [{ 'retry-after': 'soon' }, null],
  [{}, null],
])('headers %j ask to wait %j ms', (headers: Record<string, string>, milliseconds) => {
  expect(waitOf({ get: (name) => headers[name] ?? null }, NOW)).toBe(milliseconds)
})

const patience = (waits: number[], waitMilliseconds: number | null) => ({
  refusalOf: (error: unknown) => (error instanceof RangeError ? { waitMilliseconds } : undefined),
  wait: async () => {},
  onWait: (milliseconds: number) => void waits.push(milliseconds),
})

test('without a word from the server waits double, and after six attempts the last error stands', async () => {
  const waits: number[] = []
  let asked = 0
  const ask = async (): Promise<never> => {
    asked++
    throw new RangeError(`busy ${asked}`)
  }
  await expect(patiently(ask, patience(waits, null))).rejects.toThrow('busy 6')
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000])
})

test('what is no passing refusal is not tried again, nor is a wait of hours', async () => {
  const waits: number[] = []
  const fail = (error: Error) => async (): Promise<never> => {
    throw error
  }
  await expect(patiently(fail(new Error('no')), patience(waits, null))).rejects.toThrow('no')
  await expect(patiently(fail(new RangeError('later')), patience(waits, 3_600_000))).rejects.toThrow('later')
  expect(waits).toEqual([])
})
