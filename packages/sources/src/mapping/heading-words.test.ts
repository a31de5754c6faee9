import { COUNTED_THINGS } from '@weft/model/count-record'
import { expect, test } from 'vitest'
import { headingsOfCount, headingsOfRole, likenessToCount, likenessToRole } from './heading-words.ts'
import { MAPPED_TABLES, ROLES_OF_TABLE, rolesOf } from './roles.ts'

test.each(MAPPED_TABLES)('in a table of %s no word surely names two things', (table) => {
  const words = rolesOf(table).flatMap((role) => [...headingsOfRole(role)])
  if (ROLES_OF_TABLE[table].counts !== 'none')
    words.push(...COUNTED_THINGS.flatMap((thing) => [...headingsOfCount(thing)]))
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([])
})

test('a heading is known whatever its case, accents and signs between words', () => {
  for (const heading of [
    'createdAt',
    'Created_At',
    ' created at ',
    'CREATED AT',
    'Veröffentlicht am',
    'veroffentlicht-am',
  ]) {
    expect(likenessToRole(heading, 'time')).toBe(1)
  }
})

test('what tools put around a word makes it less sure; a word inside another is none', () => {
  expect(likenessToCount('Twitter Followers', 'followers')).toBe(0.75)
  expect(likenessToCount('promoted likes', 'likes')).toBeLessThan(0.7)
  expect(likenessToRole('Zieladresse', 'target')).toBe(0)
  expect(likenessToRole('', 'text')).toBe(0)
})
