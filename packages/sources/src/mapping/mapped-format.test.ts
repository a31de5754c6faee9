import { accountKey } from '@weft/model/account'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportOf, fileOf, readExport, rejectedOf } from '../exports.test-data.ts'
import { type ReadOptions, type RecordRow, recordsOf } from '../format.ts'
import { interactionsCsv } from '../formats/interactions-csv.ts'
import { detectFormat } from '../formats.ts'
import { type ColumnMapping, readMapping } from './column-mapping.ts'
import { mappedFormat } from './mapped-format.ts'
import { previewMapping } from './preview-mapping.ts'

const mapping = (given: object): ColumnMapping => readMapping({ version: 1, ...given })

async function read(content: string, given: object, options: ReadOptions = { platform: 'x' }) {
  const exported = exportOf({ 'a.csv': content })
  const format = mappedFormat(mapping(given))
  expect((await format.match(exported)).missing).toEqual([])
  const { rows, summary } = await readExport(format, exported, options)
  const told = rows.filter((row): row is RecordRow => row.outcome === 'record').map(recordsOf)
  const ignored = rows.flatMap((row) => (row.outcome === 'ignored' ? [row.reason] : []))
  return { told, ignored, summary, rejected: rejectedOf(rows) }
}

const ours: ReadOptions = { platform: null, account: { platform: 'x', platformId: null, handle: 'loomgate' } }

/** Columns of an interactions table, by names that no format knows. */
const RENAMED = {
  id: 'Nummer',
  time: 'Wann?',
  kind: 'Was',
  actor: 'Wer',
  target: 'Wen',
  text: 'Worte',
  parent_id: 'Worauf',
  conversation_id: 'Gespräch',
  platform: 'Wo',
  url: 'Netz',
  language: 'Sprache',
}

const COLUMNS = Object.keys(RENAMED) as (keyof typeof RENAMED)[]

const cell = fc.oneof(fc.constant(''), fc.string({ maxLength: 8 }), fc.constantFrom('NA', 'none', 'id:7', '1.78E+17'))
const row = fc.record({
  id: fc.oneof(fc.constantFrom('17', '1785571231534600193'), cell),
  // What tools write for nothing is nothing under a mapping; our own table has empty cells for that.
  time: fc.constantFrom('2024-02-01T10:00:00Z', '13/02/2024', '05/02/2024', '2024-02-01 10:00', 'soon', ''),
  kind: fc.constantFrom('reply', 'mention', 'repost', 'Retweet', 'quote', 'like', 'comment', 'poke'),
  actor: fc.oneof(fc.constantFrom('ana', '@ben', 'id:7'), cell),
  target: fc.oneof(fc.constantFrom('loomgate', '@Weft', 'cai'), cell),
  text: cell,
  parent_id: cell,
  conversation_id: cell,
  platform: fc.constantFrom('', 'x', 'Twitter', 'mastodon', 'myspace'),
  url: cell,
  language: cell,
})

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

test('a renamed interactions table read by a mapping tells what the table tells under its own names', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 6 }),
      fc.shuffledSubarray([...COLUMNS], { minLength: COLUMNS.length }),
      fc.constantFrom(',', ';', '\t'),
      async (rows, order, delimiter) => {
        const lines = (names: readonly string[]) =>
          exportOf({
            'a.csv': [names, ...rows.map((one) => order.map((column) => one[column]))]
              .map((cells) => cells.map(quoted).join(delimiter))
              .join('\n'),
          })
        const format = mappedFormat(
          mapping({ table: 'interactions', headings: Object.values(RENAMED), columns: RENAMED }),
        )
        const options: ReadOptions = { platform: 'mastodon' }
        const own = await readExport(interactionsCsv, lines(order), options)
        const mapped = await readExport(format, lines(order.map((column) => RENAMED[column])), options)
        expect(mapped.records).toEqual(own.records)
        expect(mapped.summary.coverage).toEqual(own.summary.coverage)
        const namesOf = (rejected: ReturnType<typeof rejectedOf>, name: (column: string) => string) =>
          rejected.map(({ place, column, value, problem }) => [place.row, column && name(column), value, problem])
        expect(namesOf(rejectedOf(mapped.rows), (column) => column.toLowerCase())).toEqual(
          namesOf(rejectedOf(own.rows), (column) => RENAMED[column as keyof typeof RENAMED].toLowerCase()),
        )
      },
    ),
    { numRuns: 200 },
  )
})

test('acts in other languages, and words that a person has explained', async () => {
  const { told, ignored, rejected } = await read(
    'Wer,Wen,Was\nana,ben,Antwort\nben,cai,Gefällt mir\ncai,ana,applaus\ndee,ana,stups\neve,ana,winken\nfay,ana,constructor\n',
    {
      table: 'interactions',
      headings: ['Wer', 'Wen', 'Was'],
      columns: { actor: 'Wer', target: 'Wen', kind: 'Was' },
      words: { kind: { Applaus: 'like', stups: 'leave_out' } },
    },
  )
  expect(told.flat()).toMatchObject([{ kind: 'reply' }, { kind: 'like' }, { kind: 'like', actor: { handle: 'cai' } }])
  expect(ignored).toEqual(['left out: Was is “stups”'])
  expect(rejected).toMatchObject([
    { column: 'Was', value: 'winken', place: { row: 6 } },
    { column: 'Was', value: 'constructor' },
  ])
})

test('a weight is no number of acts: who liked whom is one act, whenever that was', async () => {
  const { told, summary } = await read('user_id\tliked\tcount\n1068499286\t29501253\t4\n7\t8\t1\n', {
    table: 'interactions',
    headings: ['user_id', 'liked', 'count'],
    columns: { actor_id: 'user_id', target_id: 'liked', weight: 'count' },
    fixed: { kind: 'like' },
  })
  expect(told).toMatchObject([
    [
      {
        kind: 'like',
        actor: { platformId: '1068499286', handle: null },
        target: { platformId: '29501253' },
        time: null,
      },
    ],
    [{ actor: { platformId: '7' } }],
  ])
  expect(summary.notes).toEqual(['1 rows have a weight: each is read as one act, for a weight does not say when'])
})

test('a list of followers: whom they follow is our account, and when the list was taken is the same for all', async () => {
  const given = { table: 'follows', headings: ['Name'], columns: { follower: 'Name' }, ours: ['followed'] }
  const { told, summary } = await read('Name\nana\n@Ben\n', { ...given, fixed: { snapshot_date: '2024-02-01' } }, ours)
  expect(told.flat()).toMatchObject([
    { follower: { handle: 'ana' }, followed: { handle: 'loomgate' }, snapshotTime: Date.parse('2024-02-01') },
    { follower: { handle: 'Ben' } },
  ])
  expect(summary.coverage).toMatchObject([{ direction: 'as_observed', acts: ['follow'] }])
  await expect(read('Name\nana\n', given)).rejects.toMatchObject({ name: 'AccountNeeded' })
})

const POSTS = {
  table: 'posts',
  headings: ['Author', 'Author Id', 'Name', 'When', 'At', 'Words', 'Link', 'Named', 'Likes', 'Fans', 'To'],
  columns: {
    author: 'Author',
    author_id: 'Author Id',
    author_name: 'Name',
    time: 'When',
    clock: 'At',
    text: 'Words',
    url: 'Link',
    parent_author: 'To',
  },
  counts: { likes: 'Likes', followers: 'Fans' },
}
const HEADINGS = `${POSTS.headings.join(',')}\n`

test('posts: handle and id make one account, day and time one moment; numbers are of the post or of its author', async () => {
  const { told, rejected } = await read(
    `${HEADINGS}ana,77,Ana W.,13/02/2024,7:05 pm,"@ben and @cai, look",https://x.com/ana/status/1785571231534600193,,"1,200",50,\n` +
      'ben,,,14/02/2024,,RT @ana: @cai look,,,5,,\n' +
      'cai,,,15/02/2024,,so it is,,,-,,@ana\n',
    POSTS,
  )
  expect(rejected).toEqual([])
  const author = { platform: 'x', platformId: '77', handle: 'ana' }
  const time = Date.parse('2024-02-13T19:05:00Z')
  expect(told[0]).toMatchObject([
    {
      id: '1785571231534600193',
      author,
      time,
      kind: 'reply',
      parentAuthor: { handle: 'ben' },
      mentions: [{ handle: 'ben' }, { handle: 'cai' }],
    },
    // Counted when the table was made, of which nothing is said; the author's, when the post was made.
    { type: 'count', thing: 'followers', value: 50, postId: null, time },
    { type: 'count', thing: 'likes', value: 1200, postId: '1785571231534600193', time: null },
    { type: 'account', account: author, displayName: 'Ana W.' },
  ])
  // The likes of what is passed on are the original's.
  expect(told[1]).toMatchObject([{ kind: 'repost', parentAuthor: { handle: 'ana' } }])
  expect(told[1]).toHaveLength(1)
  expect(told[2]).toMatchObject([{ kind: 'reply', parentAuthor: { handle: 'ana' }, mentions: [] }])
})

test('posts: the platform of each row is that of its address, and names in texts are handles on some only', async () => {
  const { told } = await read(
    `${HEADINGS}ana,,,2024-02-13,,hi @ben.w,https://www.instagram.com/p/AAA/,,,,\n` +
      'ana,,,2024-02-13,,hi @ben,https://www.facebook.com/ana/posts/1,,,,\n' +
      'ana,,,2024-02-13,,hi @ben,https://weft.example/1,,,,\n',
    POSTS,
    { platform: 'mastodon' },
  )
  expect(told.map(([post]) => post)).toMatchObject([
    { author: { platform: 'instagram' }, mentions: [{ handle: 'ben.w' }], id: 'https://www.instagram.com/p/AAA/' },
    { author: { platform: 'facebook' }, mentions: [] },
    { author: { platform: 'mastodon' }, mentions: [] },
  ])
})

test('the address of an account is no id of its posts', async () => {
  const profile = 'https://www.facebook.com/ana'
  const { told } = await read(
    `${HEADINGS}ana,,,2024-02-13,,one,${profile},,,,\nana,,,2024-02-14,,two,${profile},,,,\nana,,,2024-02-14,,three,${profile}?story=3,,,,\n`,
    POSTS,
  )
  const ids = told.map(([post]) => (post?.type === 'post' ? post.id : null))
  expect(new Set(ids).size).toBe(3)
  expect(ids[2]).toBe(`${profile}?story=3`)
})

test('rows of a platform where our account was not named are handed back', async () => {
  const given = {
    table: 'posts',
    headings: ['Service', 'Update'],
    columns: { platform: 'Service', text: 'Update' },
    ours: ['author'],
  }
  const { told, rejected } = await read('Service,Update\nTwitter,hello\nFacebook,hello\n,hello\n', given, ours)
  expect(told.map(([post]) => post)).toMatchObject([{ author: ours.account }, { author: ours.account }])
  expect(rejected).toMatchObject([
    { column: 'Service', value: 'Facebook', problem: 'the row is of facebook, and our account that was named is on x' },
  ])
})

test('posts without an id have one that is the same in the next file', async () => {
  const line = 'Ana,,,2024-02-13,,hello,,,,,\n'
  const ids = async (content: string) =>
    (await read(content, POSTS)).told.map(([post]) => post && 'id' in post && post.id)
  const [id] = await ids(HEADINGS + line)
  expect(await ids(`${HEADINGS}ben,,,2024-02-13,,hello,,,,,\n${line.toLowerCase()}`)).toEqual([expect.any(String), id])
  expect((await ids(`${HEADINGS}ben,,,2024-02-13,,hello,,,,,\n`))[0]).not.toBe(id)
})

test('posts: rows that are none are rejected with what is wrong, by the file’s own names', async () => {
  const { rejected } = await read(
    `${HEADINGS},,,2024-02-13,,who?,,,,,\nana,1.7E+17,,2024-02-13,,hi,,,,,\nana,,,soon,,hi,,,,,\nana,,,2024-02-13,,hi,,,6.5%,,\nana,,,,,,,,,,\nana,hi\n`,
    POSTS,
  )
  expect(rejected.map(({ column, problem }) => [column, problem])).toEqual([
    ['Author', 'no account is named'],
    ['Author Id', 'a spreadsheet rounded this id: its last digits are lost'],
    ['When', 'no date or time that can be read'],
    ['Likes', 'no whole number'],
    [null, 'the row has neither an id nor a text nor a time'],
    [null, 'the row has 2 cells, the header has 11'],
  ])
})

test('a person decides whether day or month comes first where no date does', async () => {
  const given = {
    table: 'counts',
    headings: ['Day', 'Fans'],
    columns: { time: 'Day' },
    counts: { followers: 'Fans' },
    ours: ['account'],
  }
  const content = 'Day,Fans\n03/04/2024,1.200\n05/06/2024,-\n'
  expect((await read(content, given, ours)).rejected).toHaveLength(2)
  const { told, ignored, summary } = await read(
    content,
    { ...given, dayMonthOrder: 'day_first', decimal: 'comma' },
    ours,
  )
  expect(told.flat()).toMatchObject([
    { thing: 'followers', value: 1200, span: 'total', time: Date.parse('2024-04-03'), account: { handle: 'loomgate' } },
  ])
  expect(ignored).toEqual(['a row without numbers'])
  expect(summary.notes).toEqual(['2 times name no zone: read as UTC'])
})

test('what came in on a day is of that day; how many there are is in all', async () => {
  const { told } = await read('Day,Who,Fans,New,Seen\n2024-02-01,ana,10,2,99\n', {
    table: 'counts',
    headings: ['Day', 'Who', 'Fans', 'New', 'Seen'],
    columns: { time: 'Day', account: 'Who' },
    counts: { followers: 'Fans', followers_gained: 'New', impressions: 'Seen' },
    countsSpan: 'day',
  })
  expect(told.flat().map((one) => (one.type === 'count' ? [one.thing, one.span] : []))).toEqual([
    ['followers', 'total'],
    ['followers_gained', 'day'],
    ['impressions', 'day'],
  ])
})

test('numbers of posts alone', async () => {
  const { told } = await read('Tweet,By,Likes\n1785571231534600193,ana,3\n', {
    table: 'post_counts',
    headings: ['Tweet', 'By', 'Likes'],
    columns: { id: 'Tweet', account: 'By' },
    counts: { likes: 'Likes' },
  })
  expect(told.flat()).toMatchObject([{ type: 'count', postId: '1785571231534600193', value: 3, span: 'total' }])
})

test('accounts with what they say of themselves', async () => {
  const { told, summary } = await read(
    'Handle,Bio,Site,Fans\nana,weaver,https://ana.example,7\n',
    {
      table: 'accounts',
      headings: ['Handle', 'Bio', 'Site', 'Fans'],
      columns: { account: 'Handle', description: 'Bio', website: 'Site' },
      counts: { followers: 'Fans' },
    },
    { platform: 'x', takenAt: 5 },
  )
  expect(told.flat()).toMatchObject([
    { type: 'account', account: { handle: 'ana' }, description: 'weaver', website: 'https://ana.example' },
    { type: 'count', thing: 'followers', value: 7, time: 5 },
  ])
  expect(summary.coverage).toMatchObject([{ acts: ['count'], from: 5 }])
})

test('a roster in German keeps the rules of rosters, consent for customers on X among them', async () => {
  const given = {
    table: 'roster',
    headings: ['Netz', 'Konto', 'Gruppe', 'Grund'],
    columns: { platform: 'Netz', account: 'Konto', party: 'Gruppe', basis: 'Grund' },
  }
  const { told, rejected, ignored } = await read(
    'Netz,Konto,Gruppe,Grund\nTwitter,ana,Mitarbeiterin,\nTwitter,ben,Kunde,\nMastodon,cai@weft.example,Presse,\nTwitter,ana,Mitarbeiterin,\nTwitter,dee,Freunde,\n',
    given,
  )
  expect(told.flat().map((one) => (one.type === 'roster' ? `${accountKey(one.account)} ${one.party}` : ''))).toEqual([
    'x:@ana employee',
    'mastodon:@cai@weft.example media',
  ])
  expect(rejected.map(({ column, value }) => [column, value])).toEqual([
    ['Grund', ''],
    ['Gruppe', 'Freunde'],
  ])
  expect(ignored).toEqual(['says again what line 2 says'])
})

test('a preview says in words how rows would be understood, and reads no more of them than asked', async () => {
  const content = `${HEADINGS}ana,,,2024-02-13,10:15,@ben hello,,,3,,\n,,,2024-02-13,,who?,,,,,\n${'ben,,,2024-02-14,,thanks,,,,,\n'.repeat(50)}`
  const preview = await previewMapping(fileOf('a.csv', content), mapping(POSTS), {
    rows: 3,
    options: { platform: 'x' },
  })
  expect(preview).toMatchObject([
    {
      row: 2,
      outcome: 'record',
      words: ['@ana (x) replied to @ben (x) on 2024-02-13 10:15 UTC: “@ben hello”', 'that post of @ana (x): 3 likes'],
    },
    { row: 3, outcome: 'rejected', column: 'Author', problem: 'no account is named' },
    { row: 4, outcome: 'record', words: ['@ben (x) posted on 2024-02-14: “thanks”'] },
  ])
  expect(preview).toHaveLength(3)
  await expect(
    previewMapping(
      fileOf('a.csv', 'Name\nana\n'),
      mapping({ table: 'follows', headings: ['Name'], columns: { follower: 'Name' }, ours: ['followed'] }),
    ),
  ).rejects.toMatchObject({ name: 'AccountNeeded' })
})

test('a mapping reads no table that lacks one of its columns; tables of known formats stay theirs', async () => {
  const format = mappedFormat(mapping(POSTS))
  const other = exportOf({ 'a.csv': 'Author,Words\nana,hi\n' })
  expect((await format.match(other)).missing).toContain('column "when"')
  await expect(readExport(format, other)).rejects.toMatchObject({ name: 'UnknownFormat' })
  await expect(detectFormat(exportOf({ 'a.csv': `${HEADINGS}ana,,,2024-02-13,,hi,,,,,\n` }))).rejects.toMatchObject({
    name: 'UnknownFormat',
  })
})
