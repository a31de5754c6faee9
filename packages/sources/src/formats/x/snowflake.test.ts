import { expect, test } from 'vitest'
import { timeOfSnowflake } from './snowflake.ts'

test('an id tells its time, if it was issued since they do', () => {
  expect(new Date(timeOfSnowflake('1380242611781386245') ?? 0).toISOString().slice(0, 19)).toBe('2021-04-08T19:34:16')
  expect(timeOfSnowflake('29700859247')).toBeNull()
  expect(timeOfSnowflake('20')).toBeNull()
  expect(timeOfSnowflake('x')).toBeNull()
})
