import { readerQuality } from '@weft/reading/reader-quality'
import { expect, test } from 'vitest'
import { openPostReader } from './open-post-reader.ts'
import { statedQuality } from './stated-quality.ts'

test.each([false, true])('what is stated is what the reader says of itself, the encoder on: %s', async (isOn) => {
  await using reader = await openPostReader({ isOn, folder: 'nowhere' })
  expect(statedQuality({ isOn })).toEqual(reader.quality)
  expect(reader.version === readerQuality.version).toBe(!isOn)
})
