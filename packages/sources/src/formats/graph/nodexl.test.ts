import { expect, test } from 'vitest'
import type { Export } from '../../export.ts'
import { exportOf, onDisk, readExport, rejectedOf } from '../../exports.test-data.ts'
import { inspectExports } from '../../inspect.ts'
import { bookBytes, rowsXml } from '../../workbook/books.test-data.ts'
import { nodexl } from './nodexl.ts'

const EDGES =
  ',,Visual Properties,,Other Columns\n' +
  'Vertex 1,Vertex 2,Color,Relationship,Relationship Date (UTC),Tweet,Imported ID,In-Reply-To Tweet ID,Language\n' +
  'ana,loomgate,,Replies to,2024-02-01 10:30:00,@loomgate yes @ben,100,99,en\n' +
  'ana,ben,,Mentions,2024-02-01 10:30:00,@loomgate yes @ben,100,99,en\n' +
  'cai,cai,,Tweet,2024-02-02,hello,101,,en\n' +
  'dee,ana,,MentionsInRetweet,2024-02-02,RT @loomgate,102,,en\n' +
  'dee,loomgate,,Retweet,2024-02-02,RT @loomgate,102,,en\n' +
  'eve,loomgate,,Followed,,,,,\n' +
  'fay,loomgate,,Admires,2024-02-02,x,103,,en\n'
const VERTICES = 'Subgraph,,\nVertex,Name,Followers,Description,Web\nana,Ana,9,A weaver,https://ana.example\n'

function workbookOf(sheets: Record<string, string>): Export {
  const { name, files } = exportOf(sheets)
  return { name, files: files.map((file) => ({ ...file, isSheet: true })) }
}

test('a NodeXL workbook: edges by what they say they are, below a row of titles; what accounts say of themselves', async () => {
  const exported = workbookOf({ Edges: EDGES, Vertices: VERTICES, Groups: 'Group\nG1\n' })
  expect((await nodexl.match(exported)).missing).toEqual([])
  const { rows, records } = await readExport(nodexl, exported)
  expect(records).toMatchObject([
    { type: 'account', account: { platform: 'x', handle: 'ana' }, displayName: 'Ana', website: 'https://ana.example' },
    {
      kind: 'reply',
      actor: { handle: 'ana' },
      target: { handle: 'loomgate' },
      postId: '100',
      post: { parentId: '99', kind: 'reply' },
    },
    { kind: 'mention', target: { handle: 'ben' }, post: { kind: 'reply' } },
    { type: 'post', id: '101', author: { handle: 'cai' }, text: 'hello', time: Date.parse('2024-02-02') },
    { kind: 'repost', actor: { handle: 'dee' }, target: { handle: 'loomgate' } },
    { type: 'follow', follower: { handle: 'eve' } },
  ])
  expect(rows.filter(({ outcome }) => outcome === 'ignored')).toHaveLength(1)
  expect(rejectedOf(rows)).toMatchObject([
    { place: { file: 'Edges', row: 9 }, column: 'relationship', value: 'admires' },
  ])
})

test('other workbooks are no NodeXL', async () => {
  expect((await nodexl.match(workbookOf({ Sheet1: 'a,b\n1,2\n' }))).missing).not.toEqual([])
  expect((await nodexl.match(exportOf({ 'Edges.csv': EDGES, 'Vertices.csv': VERTICES }))).missing).not.toEqual([])
})

test('a whole workbook: dates as days counted, ids as texts, the address where a spreadsheet ruined an id', async () => {
  const address = 'https://twitter.com/dee/status/1785571231534600193'
  const columns = [
    'Vertex 1',
    'Vertex 2',
    'Relationship',
    'Relationship Date (UTC)',
    'Tweet',
    'Imported ID',
    'Twitter Page for Tweet',
  ]
  const edges = rowsXml([
    [null, null, 'Other Columns'],
    columns,
    ['ana', 'ben', 'Quote', 45323.4375, 'look', '100', null],
    ['ana', 'cai', 'MentionsInQuote', 45323.4375, 'look', '100', null],
    ['dee', 'dee', 'Tweet', 45323, 'mine', 1.7855712315346e18, address],
    ['eve', 'dee', 'Tweet', 45323, 'mine', 1.7855712315346e18, null],
  ]).replaceAll('<c><v>45323', '<c s="1"><v>45323')
  const vertices = rowsXml([
    ['Subgraph'],
    ['Vertex', 'Followed', 'Followers', 'Tweets', 'Description'],
    ['ana', 7, 12, 1200, 'A weaver'],
  ])
  const sheets = [
    { name: 'Edges', rows: edges },
    { name: 'Vertices', rows: vertices },
    { name: 'Groups', rows: rowsXml([['Group'], ['G1']]) },
    { name: 'Misc', state: 'hidden', rows: rowsXml([['x']]) },
  ]
  const bytes = await bookBytes({ sheets, formats: { 164: 'm/d/yyyy h:mm' }, styles: [0, 164] })
  const { 'net.xlsx': path = '' } = await onDisk({ 'net.xlsx': bytes })
  const { files } = await inspectExports([{ path, name: 'net.xlsx' }], { platform: null })
  expect(files).toMatchObject([
    {
      format: 'nodexl',
      rows: 5,
      records: { accounts: 1, counts: 3, posts: 2, interactions: 2 },
      period: ['2024-02-01T00:00:00.000Z', '2024-02-01T10:30:00.000Z'],
      notes: ['sheets not read: Groups'],
      rejectedRows: [{ file: 'Edges', row: 6, column: 'imported id' }],
    },
  ])
})
