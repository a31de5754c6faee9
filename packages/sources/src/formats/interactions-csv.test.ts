import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from '../exports.test-data.ts'
import { EmptyExport } from '../refusal.ts'
import { interactionsCsv } from './interactions-csv.ts'

const read = (content: string | Buffer) => readExport(interactionsCsv, exportOf({ 'acts.csv': content }))

test('a row is an act, in any order of columns and case of header', async () => {
  const { records, summary } = await read(
    'Target,KIND,actor,Time,id,platform,mood\n@Ben,Reply,ana,2015-10-02 20:15:40 +0000,649008991427694592,x,glad\n',
  )
  expect(records).toEqual([
    {
      type: 'interaction',
      actor: { platform: 'x', platformId: null, handle: 'ana' },
      target: { platform: 'x', platformId: null, handle: 'Ben' },
      kind: 'reply',
      time: Date.UTC(2015, 9, 2, 20, 15, 40),
      postId: '649008991427694592',
      post: null,
    },
  ])
  expect(summary.notes).toEqual(['columns not used: mood'])
})

test('text, parent and conversation make the post that carries the act', async () => {
  const { records } = await read(
    `id,time,kind,actor,target,text,parent_id,conversation_id,url,language
5,2015-10-02T20:15:40Z,reply,ana,ben,"well, &amp;
yes",4,1,https://x.com/ana/status/5,en
5,2015-10-02T20:15:40Z,mention,ana,cai,"well, &amp;
yes",4,1,,en
6,,like,ana,ben,not hers,,,,
,,mention,ana,ben,no id,,,,
`,
  )
  expect(records.map((record) => record.type === 'interaction' && record.post)).toMatchObject([
    {
      id: '5',
      kind: 'reply',
      text: 'well, &amp;\nyes',
      parentId: '4',
      conversationId: '1',
      url: 'https://x.com/ana/status/5',
      language: 'en',
      parentAuthor: { handle: 'ben' },
      mentions: [],
    },
    { id: '5', kind: 'reply', parentAuthor: null, mentions: [{ handle: 'cai' }] },
    null,
    null,
  ])
})

test('what is covered is what was observed, per platform', async () => {
  const { summary } = await read(
    `id,time,kind,actor,target,platform,text
1,2015-10-02,mention,ana,ben,twitter,hello
2,2015-10-05,retweet,ana,ben,x,
3,,like,ana,ben,,
`,
  )
  expect(summary.coverage).toEqual([
    {
      platform: 'x',
      account: null,
      direction: 'as_observed',
      acts: ['mention', 'post', 'repost'],
      text: true,
      from: Date.UTC(2015, 9, 2),
      to: Date.UTC(2015, 9, 5),
    },
    { platform: 'other', account: null, direction: 'as_observed', acts: ['like'], text: false, from: null, to: null },
  ])
  expect(summary.notes).toEqual(['2 times name no zone: read as UTC'])
})

test('each wrong row says line, column, value and what to do, and the others are read', async () => {
  const { rows, records } = await read(
    `id,time,kind,actor,target,platform
1.78E+17,2015-10-02,reply,ana,ben,x
2,soon,reply,ana,ben,x
3,2015-10-02,wave,ana,ben,x
4,2015-10-02,reply,,ben,x
5,2015-10-02,reply,ana,@,x
6,2015-10-02,reply,ana,ben,fax
7,2015-10-02,reply
8,2015-10-02,reply,1.5E+11,ben,x
9,2015-10-02,reply,ana,ben,x
`,
  )
  expect(rejectedOf(rows).map(({ place, column, value }) => [place.row, column, value])).toEqual([
    [2, 'id', '1.78E+17'],
    [3, 'time', 'soon'],
    [4, 'kind', 'wave'],
    [5, 'actor', ''],
    [6, 'target', '@'],
    [7, 'platform', 'fax'],
    [8, null, null],
    [9, 'actor', '1.5E+11'],
  ])
  expect(rejectedOf(rows)[6]?.problem).toBe('the row has 3 cells, the header has 6')
  expect(rejectedOf(rows).every(({ fix }) => fix.length > 10)).toBe(true)
  expect(records).toHaveLength(1)
})

test('one late date decides for the first', async () => {
  const rows = (last: string) => `id;time;kind;actor;target\n1;03/04/2015;reply;ana;ben\n2;${last};reply;ana;ben\n`
  const timesOf = async (last: string) =>
    (await read(rows(last))).records.map((record) => record.type === 'interaction' && record.time)
  expect(await timesOf('13/04/2015')).toEqual([Date.UTC(2015, 3, 3), Date.UTC(2015, 3, 13)])
  expect(await timesOf('04/13/2015')).toEqual([Date.UTC(2015, 2, 4), Date.UTC(2015, 3, 13)])
})

test('dates that read either way are refused with how to write them', async () => {
  const { rows } = await read('id,time,kind,actor,target\n1,03/04/2015,reply,ana,ben\n2,2015-04-03,reply,ana,ben\n')
  expect(rejectedOf(rows)).toMatchObject([
    { column: 'time', value: '03/04/2015', fix: 'write times as 2015-10-02T20:15:40Z' },
  ])
  expect(rejectedOf(rows)[0]?.problem).toContain('day and month cannot be told apart')
})

test('accounts may be named by their platform id', async () => {
  const { records } = await read(
    'id,time,kind,actor,target,platform\n,,mention,id:819992522109894658,did:plc:abc,bluesky\n',
  )
  expect(records[0]).toMatchObject({
    actor: { platformId: '819992522109894658', handle: null },
    target: { platformId: 'did:plc:abc', handle: null },
  })
})

test('a table in another encoding is read and the encoding said', async () => {
  const text = 'id\ttime\tkind\tactor\ttarget\ttext\r\n1\t2015-10-02T00:00:00Z\tmention\tana\tben\tcafé\r\n'
  const wide = await read(Buffer.from(`\ufeff${text}`, 'utf16le'))
  expect(wide.records[0]).toMatchObject({ post: { text: 'café' } })
  expect(wide.summary.notes).toEqual(['read as utf-16le'])
  const narrow = await read(Buffer.from(text, 'latin1'))
  expect(narrow.records[0]).toMatchObject({ post: { text: 'café' } })
  expect(narrow.summary.notes).toEqual(['read as windows-1252'])
})

test('a header without rows is an empty export', async () => {
  await expect(read('id,time,kind,actor,target\n\n,,,,\n')).rejects.toThrow(EmptyExport)
})

test('a wrong value is shown as far as it takes to find it', async () => {
  const { rows } = await read(`id,time,kind,actor,target\n1,${'x'.repeat(5000)},reply,ana,ben\n`)
  expect(rejectedOf(rows)[0]?.value).toBe(`${'x'.repeat(200)}…`)
})
