import { expect, test } from 'vitest'
import { CannotDo } from '../expected-error.ts'
import { carefulFetch, NoAnswer } from './careful-fetch.ts'

const ASKED = 'https://museum.example/api'
const LIMITS = { bytesMax: 4, millisecondsMax: 60_000 }

const json = (body: string, init: ResponseInit = {}) =>
  carefulFetch(async () => new Response(body, { headers: { 'content-type': 'application/json' }, ...init }), LIMITS)

test('an answer as large as is allowed is given back whole, one byte more is refused', async () => {
  const answer = await json('[12]', { status: 200 })(ASKED)
  expect([answer.status, await answer.json()]).toEqual([200, [12]])
  await expect(json('[123]')(ASKED)).rejects.toThrow(CannotDo)
})

test('a server that does not come to an end in its time gave no answer', async () => {
  const silent = (_: unknown, { signal }: RequestInit = {}) =>
    new Promise<Response>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason))
    })
  await expect(carefulFetch(silent, { ...LIMITS, millisecondsMax: 1 })(ASKED)).rejects.toThrow(NoAnswer)
})

test('a server that does not exist is said so, one that cannot be reached may be there later', async () => {
  const failing = (code: string) => () =>
    Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }))
  await expect(carefulFetch(failing('ENOTFOUND'))(ASKED)).rejects.toThrow('there is no server https://museum.example')
  await expect(carefulFetch(failing('ECONNREFUSED'))(ASKED)).rejects.toThrow(NoAnswer)
})

test('an error page says how long to wait', async () => {
  const busy = json('', { status: 503, headers: { 'retry-after': '9' } })
  await expect(busy(ASKED)).rejects.toMatchObject({ name: 'NoAnswer', waitMilliseconds: 9000 })
})
