import { SIGNALS } from '@weft/model/signal'
import { expect, test } from 'vitest'
import { LABELLED_SETS, textAsPosted } from './labelled-set.ts'

test("a set's text becomes what an export would have given", () => {
  expect(textAsPosted('It<U+0092>s &quot;fine&quot; &amp; well [NAME] &#128514;')).toBe('It’s "fine" & well @name 😂')
  expect(textAsPosted('see <a href="x">this</a> $LINK')).toBe('see  this  https://link.example')
  expect(textAsPosted('<U+FFFFFF>')).toBe(' ')
})

test('at most one set decides a signal, and only welcome has none', () => {
  const deciding = LABELLED_SETS.filter((set) => set.decides).map((set) => set.signal)
  expect(new Set(deciding).size).toBe(deciding.length)
  expect(SIGNALS.filter((signal) => !deciding.includes(signal))).toEqual(['welcome'])
})

test('a comment with several emotions is positive by any of them', () => {
  const thanks = LABELLED_SETS.find((set) => set.signal === 'thanks')
  expect(thanks?.post({ '0': 'Ta', '1': '3,15' })).toEqual({ text: 'Ta', positive: true })
  expect(thanks?.post({ '0': 'Ta', '1': '5' })).toEqual({ text: 'Ta', positive: false })
})
