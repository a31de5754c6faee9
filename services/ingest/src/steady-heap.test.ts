import { setFlagsFromString } from 'node:v8'
import { beforeEach, expect, test, vi } from 'vitest'
import { steadyHeap } from './steady-heap.ts'

vi.mock('node:v8', () => ({ setFlagsFromString: vi.fn() }))

const flags = () => vi.mocked(setFlagsFromString).mock.calls.map(([flag]) => flag)

beforeEach(() => {
  vi.clearAllMocks()
})

test('the heap is held while anybody holds it, and is V8’s own again afterwards', () => {
  const [one, other] = [steadyHeap(), steadyHeap()]
  expect(flags()).toEqual(['--heap-growing-percent=50'])
  one[Symbol.dispose]()
  one[Symbol.dispose]()
  expect(flags()).toHaveLength(1)
  other[Symbol.dispose]()
  expect(flags().at(-1)).toBe('--heap-growing-percent=0')
})
