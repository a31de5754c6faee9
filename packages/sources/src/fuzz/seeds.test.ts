import { expect, test } from 'vitest'
import { onDisk } from '../exports.test-data.ts'
import { FORMATS } from '../formats.ts'
import { inspectExports } from '../inspect.ts'
import { packed } from './mutate.test-data.ts'
import { readHostile } from './read-hostile.test-data.ts'
import { allSeeds } from './seeds.test-data.ts'

test('the fuzzer has an export of every format', async () => {
  const seeds = await allSeeds()
  const withoutSeed = FORMATS.filter(({ id }) => !seeds.some((seed) => seed.format === id))
  expect(withoutSeed.map(({ id }) => id)).toEqual([])
})

test('each of these is read by its format, without a flaw', async () => {
  for (const seed of await allSeeds()) {
    const { [seed.name]: path = '' } = await onDisk({ [seed.name]: packed(seed) })
    const { files } = await inspectExports([{ path, name: seed.name }], seed.options)
    const seen = files.map(({ format, error, rejectedRows }) => ({ format, error, rejectedRows }))
    expect(seen).toEqual([{ format: seed.format, error: null, rejectedRows: [] }])
    const { bugs, records } = await readHostile({ path, name: seed.name }, seed.options)
    expect([seed.format, bugs]).toEqual([seed.format, []])
    expect([seed.format, records > 0]).toEqual([seed.format, true])
  }
})
