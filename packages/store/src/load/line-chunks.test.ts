import { expect, test } from 'vitest'
import { LineChunks } from './line-chunks.ts'

test('lines come out whole and in order, whatever their length in bytes', () => {
  const lines = ['a\n', '🧵ü'.repeat(30_000), '\n', 'x'.repeat(70_000), 'z\n']
  const chunks = new LineChunks()
  const taken: Buffer[] = []
  for (const line of lines) {
    chunks.add(line)
    taken.push(...chunks.take({ all: false }))
  }
  taken.push(...chunks.take({ all: true }))
  expect(Buffer.concat(taken).toString()).toBe(lines.join(''))
  expect(chunks.take({ all: true })).toEqual([])
})

test('a chunk that was handed out is not written to again', () => {
  const chunks = new LineChunks()
  chunks.add('first\n')
  const [first] = chunks.take({ all: true })
  chunks.add('other\n')
  expect(first?.toString()).toBe('first\n')
})
