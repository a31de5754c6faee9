import { expect, test } from 'vitest'
import { inBatches } from './batches.ts'

async function* counted(upTo: number, end: () => string): AsyncGenerator<number, string> {
  for (let number = 1; number <= upTo; number++) yield number
  return end()
}

test('order and return value are kept, whatever the batches', async () => {
  const batches = inBatches(counted(2500, () => 'done'))
  const sizes: number[] = []
  const seen: number[] = []
  let step = await batches.next()
  for (; step.done !== true; step = await batches.next()) {
    sizes.push(step.value.length)
    seen.push(...step.value)
  }
  expect(step.value).toBe('done')
  expect(sizes).toEqual([1000, 1000, 500])
  expect(seen).toEqual(Array.from({ length: 2500 }, (_, index) => index + 1))
})

test('rows before an error are handed over before it', async () => {
  const broken = () => {
    throw new Error('broken')
  }
  const batches = inBatches(counted(3, broken))
  expect(await batches.next()).toEqual({ done: false, value: [1, 2, 3] })
  await expect(batches.next()).rejects.toThrow('broken')
})

test('who stops early lets go of the rows', async () => {
  let isReleased = false
  async function* rows(): AsyncGenerator<number, null> {
    try {
      for (;;) yield 1
    } finally {
      isReleased = true
    }
  }
  for await (const batch of inBatches(rows())) {
    expect(batch).toHaveLength(1000)
    break
  }
  expect(isReleased).toBe(true)
})
