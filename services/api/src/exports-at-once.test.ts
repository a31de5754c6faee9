import { expect, test } from 'vitest'
import { ExportsBusy, exportsAtOnce } from './exports-at-once.ts'

test('another export begins when one that was under way is over, however often that is said', () => {
  const begin = exportsAtOnce(2)
  const endFirst = begin()
  begin()
  expect(begin).toThrow(ExportsBusy)
  endFirst()
  endFirst()
  begin()
  expect(begin).toThrow(/2 exports are under way/)
})
