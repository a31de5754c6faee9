import { expect, test } from 'vitest'
import { REJECTS_COLUMNS } from '../rejects-table.ts'
import { NotAMapping, readMapping } from './column-mapping.ts'
import { headerKey } from './column-name.ts'

const whole = {
  version: 1,
  table: 'interactions',
  headings: ['When', 'Who', 'Whom', 'What'],
  columns: { time: 'When', actor: 'Who', target: 'Whom', kind: 'What' },
}

test('a mapping is plain JSON, of which the rest is nothing', () => {
  expect(readMapping(JSON.parse(JSON.stringify(whole)))).toEqual({
    ...whole,
    counts: {},
    fixed: {},
    ours: [],
    words: {},
    dayMonthOrder: null,
    decimal: 'point',
    countsSpan: 'total',
  })
  expect(readMapping(readMapping(whole))).toEqual(readMapping(whole))
})

test.each<[string, unknown, string]>([
  ['no object', null, 'the mapping'],
  ['another version', { ...whole, version: 2 }, 'version'],
  ['no such table', { ...whole, table: 'people' }, 'table'],
  ['a part that there is not', { ...whole, colums: {} }, 'colums'],
  ['no headings', { ...whole, headings: [] }, 'headings'],
  ['a heading that is no text', { ...whole, headings: ['When', 7] }, 'headings.1'],
  ['a role of another table', { ...whole, columns: { ...whole.columns, follower: 'Who' } }, 'columns.follower'],
  ['a column that the table lacks', { ...whole, columns: { ...whole.columns, id: 'Id' } }, 'columns.id'],
  ['a column that is no text', { ...whole, columns: { ...whole.columns, id: 3 } }, 'columns.id'],
  ['a needed role that nothing says', { ...whole, columns: { actor: 'Who', kind: 'What' } }, 'columns'],
  ['what a column says already', { ...whole, fixed: { kind: 'like' } }, 'fixed.kind'],
  ['our account where a column names it', { ...whole, ours: ['actor'] }, 'ours'],
  ['our account as a role that is none', { ...whole, ours: ['kind'] }, 'ours.0'],
  ['the same id in every row', { ...whole, fixed: { id: '7' } }, 'fixed.id'],
  ['us at both ends', { ...whole, columns: { kind: 'What' }, ours: ['actor', 'target'] }, 'ours'],
  ['counts where there are none', { ...whole, counts: { likes: 'What' } }, 'counts'],
  ['words that mean no text', { ...whole, words: { kind: { rt: 1 } } }, 'words.kind.rt'],
  ['an order of days that there is not', { ...whole, dayMonthOrder: 'year_first' }, 'dayMonthOrder'],
])('a mapping with %s is refused, by name', (_, value, at) => {
  expect(() => readMapping(value)).toThrow(NotAMapping)
  expect(() => readMapping(value)).toThrow(expect.objectContaining({ at }))
})

test('a needed role can be a fixed value or our own account', () => {
  const columns = { time: 'When', actor: 'Who' }
  expect(readMapping({ ...whole, columns, fixed: { kind: 'mention' }, ours: ['target'] }).ours).toEqual(['target'])
})

test('numbers over time need a column of numbers', () => {
  const counts = { ...whole, table: 'counts', columns: { time: 'When' }, ours: ['account'] }
  expect(() => readMapping(counts)).toThrow('counts')
  expect(readMapping({ ...counts, counts: { followers: 'What' } }).counts).toEqual({ followers: 'What' })
})

test('a table with the same headings has the same key, in whatever order and case', () => {
  expect(headerKey(['Date', 'Post  Text', ' Likes'])).toBe(headerKey(['likes', 'DATE', 'post text']))
  expect(headerKey(['Date', 'Likes'])).not.toBe(headerKey(['Date', 'Likes', 'Likes']))
  expect(headerKey(['Date', 'Likes'])).not.toBe(headerKey(['Date', 'Shares']))
  expect(headerKey(['Date', 'Likes', ...REJECTS_COLUMNS])).toBe(headerKey(['Date', 'Likes']))
  expect(headerKey(['a,b'])).not.toBe(headerKey(['a', 'b']))
})
