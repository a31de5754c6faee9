import { expect, test } from 'vitest'
import { accountKey, NotAnAccount, readAccountRef } from './account.ts'

test('handles are one whatever their case and leading @', () => {
  expect(accountKey({ platform: 'x', platformId: null, handle: '@WeftMuseum' })).toBe('x:@weftmuseum')
})

test('the stable id is the identity where there is one', () => {
  expect(accountKey({ platform: 'x', platformId: '783214', handle: 'X' })).toBe('x:id:783214')
})

test('an account is written PLATFORM:HANDLE; a Fediverse handle keeps its host', () => {
  expect(readAccountRef('mastodon:weft@example.social').handle).toBe('weft@example.social')
  expect(readAccountRef('x:@weft').handle).toBe('weft')
  for (const text of ['weft', 'x:', 'myspace:weft', '']) expect(() => readAccountRef(text)).toThrow(NotAnAccount)
})
