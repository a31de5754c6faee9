import { COUNTED_THINGS, type CountedThing } from '@weft/model/count-record'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileOf } from '../exports.test-data.ts'
import { readMapping } from './column-mapping.ts'
import { describeTable } from './describe-table.ts'
import { headingsOfCount, headingsOfRole } from './heading-words.ts'
import type { MappedTable, Role } from './roles.ts'
import { type MappingSuggestion, suggestMapping } from './suggest-mapping.ts'

async function suggested(content: string): Promise<MappingSuggestion> {
  const suggestion = suggestMapping(await describeTable(fileOf('a.csv', content)))
  if (suggestion === null) throw new Error('nothing was suggested')
  return suggestion
}

const askedIn = ({ questions }: MappingSuggestion) => questions.map(({ about }) => about)

test('an edge list by ids: who liked whom, how often, and which platform is asked', async () => {
  const suggestion = await suggested('user_id\tliked\tcount\n1068499286\t1058917562\t10\n1068499286\t29501253\t4\n')
  expect(suggestion.mapping).toMatchObject({
    table: 'interactions',
    columns: { actor_id: 'user_id', target_id: 'liked', weight: 'count' },
    fixed: { kind: 'like' },
  })
  expect(askedIn(suggestion)).toEqual(['platform'])
})

test('an edge list that does not say what an edge means: a person is asked', async () => {
  const suggestion = await suggested('from,to,mins\nana,ben,8\nben,cai,14\n')
  expect(suggestion.mapping).toMatchObject({
    table: 'interactions',
    columns: { actor: 'from', target: 'to' },
    fixed: { kind: 'mention' },
  })
  expect(suggestion.unused).toEqual(['mins'])
  expect(askedIn(suggestion)).toEqual(['platform', 'kind'])
  expect(suggestion.confidence).toBe(0.5)
})

test('Meta Business Suite in German: posts of one’s own with what was counted', async () => {
  const { mapping, questions } = await suggested(
    'Beitrags-ID,Seiten-ID,Seitenname,Titel,Beschreibung,Dauer (Sek.),Veröffentlichungszeitpunkt,Permalink,Beitragsart,Kommentar zu Daten,Datum,Reichweite,Aufrufe,Reaktionen,Kommentare,Geteilte Inhalte\n' +
      '122100000000000001,61550000000001,Webstuhlmuseum,Neu,Unser neuer Webstuhl steht seit heute im großen Saal,0,03/27/2026 06:08,https://www.facebook.com/webstuhl/posts/1,Fotos,,Gesamte Laufzeit,1234,2345,12,3,1\n' +
      '122100000000000002,61550000000001,Webstuhlmuseum,Alt,Wer kennt noch einen alten Webstuhl im Dorf und seine Geschichte,0,03/28/2026 07:08,https://www.facebook.com/webstuhl/posts/2,Links,,Gesamte Laufzeit,234,345,2,0,0\n',
  )
  expect(mapping).toMatchObject({
    table: 'posts',
    columns: {
      id: 'Beitrags-ID',
      author_id: 'Seiten-ID',
      author: 'Seitenname',
      title: 'Titel',
      text: 'Beschreibung',
      time: 'Veröffentlichungszeitpunkt',
      url: 'Permalink',
    },
    counts: {
      reach: 'Reichweite',
      views: 'Aufrufe',
      likes: 'Reaktionen',
      replies: 'Kommentare',
      reposts: 'Geteilte Inhalte',
    },
    fixed: { platform: 'facebook' },
  })
  // A type of picture is no kind of post.
  expect(mapping.columns.kind).toBeUndefined()
  expect(questions).toEqual([])
})

test('Meta Business Suite in Spanish', async () => {
  const { mapping } = await suggested(
    'Identificador de la publicación;Identificador de la cuenta;Nombre de usuario;Nombre de la cuenta;Descripción;Hora de publicación;Enlace permanente;Tipo de publicación;Alcance;Me gusta;Comentarios;Veces que se ha guardado\n' +
      '17900000000000001;17840000000001;museo_telar;Museo del Telar;Hoy abrimos la nueva sala de telares antiguos a todos;27/03/2026 06:08;https://www.instagram.com/p/AAA/;Reel;1.234;12;3;1\n',
  )
  expect(mapping).toMatchObject({
    table: 'posts',
    columns: {
      id: 'Identificador de la publicación',
      author: 'Nombre de usuario',
      text: 'Descripción',
      time: 'Hora de publicación',
    },
    counts: { reach: 'Alcance', likes: 'Me gusta', replies: 'Comentarios', bookmarks: 'Veces que se ha guardado' },
    decimal: 'comma',
    fixed: { platform: 'instagram' },
  })
})

test('publishing tools whose columns are known in part only: own posts, of which our account is asked', async () => {
  const metricool = await suggested(
    'Date;Text;Link;Type;Impressions;Likes\n05/04/2024;Our new loom is here and you may try it yourselves;https://www.linkedin.com/feed/update/urn:li:share:1;POST;2.345;1.012\n25/04/2024;Threads;https://www.linkedin.com/feed/update/urn:li:share:2;POST;345;12\n',
  )
  expect(metricool.mapping).toMatchObject({
    table: 'posts',
    columns: { time: 'Date', text: 'Text', url: 'Link' },
    ours: ['author'],
    decimal: 'comma',
    fixed: { platform: 'linkedin' },
  })
  expect(askedIn(metricool)).toEqual(['author'])
  const agorapulse = await suggested(
    'Publishing date,Publishing time,Network,Profile,Content,Likes\n05/04/2024,10:15,Facebook,Loomgate Museum,Hello to all weavers,5\n',
  )
  expect(agorapulse.mapping.columns).toEqual({
    time: 'Publishing date',
    clock: 'Publishing time',
    platform: 'Network',
    author: 'Profile',
    text: 'Content',
  })
  expect(askedIn(agorapulse)).toEqual(['dayMonthOrder'])
})

test('numbers of months are no numbers of days: only how many there were is kept', async () => {
  const suggestion = await suggested(
    'date,followers,new_followers,tweets\n2019-10-01,100,5,7\n2019-11-01,105,4,6\n2019-12-01,109,9,8\n',
  )
  expect(suggestion.mapping).toMatchObject({
    table: 'counts',
    columns: { time: 'date' },
    counts: { followers: 'followers' },
    ours: ['account'],
    countsSpan: 'total',
  })
  expect(suggestion.notes).toEqual([expect.stringContaining('new_followers, tweets')])
})

test('numbers of days, of several accounts', async () => {
  const days = ['2024-03-01', '2024-03-02', '2024-03-03'].flatMap((day) =>
    ['loomgate', 'weft'].map((handle) => `${day},${handle},Twitter,100,5,2`),
  )
  const { mapping, questions } = await suggested(
    `Date,Profile,Network,Audience,Audience Gained,Audience Lost\n${days.join('\n')}\n`,
  )
  expect(mapping).toMatchObject({
    table: 'counts',
    columns: { time: 'Date', account: 'Profile', platform: 'Network' },
    counts: { followers: 'Audience', followers_gained: 'Audience Gained', followers_lost: 'Audience Lost' },
    countsSpan: 'day',
  })
  expect(questions).toEqual([])
})

test('a list of people and what they are to us is a roster; a column of political parties makes none', async () => {
  const roster = await suggested(
    'Netzwerk,Benutzername,Kategorie,Abteilung\nTwitter,ana,Mitarbeiterin,Presse\nTwitter,ben,Kunde,\n',
  )
  expect(roster.mapping).toMatchObject({
    table: 'roster',
    columns: { platform: 'Netzwerk', account: 'Benutzername', party: 'Kategorie', department: 'Abteilung' },
  })
  const people = await suggested('name\ttwitter_id\ttwitter_name\tparty\nAna Weaver\t819992522109894658\tAnaW\tR\n')
  expect(people.mapping).toMatchObject({
    table: 'accounts',
    columns: { account: 'twitter_name', account_id: 'twitter_id', display_name: 'name' },
    fixed: { platform: 'x' },
  })
})

test('a listening tool that nobody knows: rows of news are left out unless a person says otherwise', async () => {
  const suggestion = await suggested(
    'Source,Author,Text,Published,Link\nTwitter,ana,"@weft hello, how do you tie a knot",2024-02-01,https://x.com/ana/status/1\nNews,The Daily Thread,A long article about weaving and its history,2024-02-01,https://news.example/1\n',
  )
  expect(suggestion.mapping).toMatchObject({
    table: 'posts',
    columns: { platform: 'Source', author: 'Author', text: 'Text', time: 'Published', url: 'Link' },
    words: { platform: { news: 'leave_out' } },
  })
  expect(suggestion.questions.map(({ question }) => question)).toEqual([expect.stringContaining('“News”')])
})

test('followers and following over numbers are counts, over ids they are accounts', async () => {
  const series = await suggested('timestamp,followers,following\n2024-11-15,15,3\n2024-11-19,1000,4\n')
  expect(series.mapping).toMatchObject({ table: 'counts', counts: { followers: 'followers', following: 'following' } })
  const list = await suggested(
    'Follower,Following\n819992522109894658,842072478834909184\n33977070,842072478834909184\n',
  )
  expect(list.mapping).toMatchObject({
    table: 'follows',
    columns: { follower_id: 'Follower', followed_id: 'Following' },
  })
})

test('numbers of followers in German, with points between thousands, are no handles', async () => {
  const { mapping } = await suggested(
    'Datum;Follower;Neue Follower;Impressionen\n01.03.2024;1.234;5;2.000\n02.03.2024;1.239;6;1.900\n13.03.2024;1.245;-;2.100\n',
  )
  expect(mapping).toMatchObject({
    table: 'counts',
    counts: { followers: 'Follower', followers_gained: 'Neue Follower', impressions: 'Impressionen' },
    decimal: 'comma',
    countsSpan: 'day',
  })
})

test('Netlytic: posts, whatever an empty column is called; whose address says where they are', async () => {
  const { mapping, questions } = await suggested(
    'id,guid,link,pubdate,author,title,description,to\n1,g1,http://twitter.com/ana/statuses/100,2013-05-06 10:00:00,ana,RT @loomgate: hello,RT @loomgate: hello you weavers all over the world,\n2,g2,http://twitter.com/ben/statuses/101,2013-05-06 11:00:00,ben,@ana hi,@ana hi there my friend how are you,\n',
  )
  expect(mapping).toMatchObject({
    table: 'posts',
    columns: { author: 'author', time: 'pubdate', text: 'description', title: 'title', url: 'link' },
    fixed: { platform: 'x' },
  })
  expect(questions).toEqual([])
})

test('numbers beside ids of posts, and nothing else, are numbers of our posts', async () => {
  const { mapping } = await suggested('Tweet ID,Likes,Retweets\n1785571231534600193,3,4\n1785571231534600194,5,6\n')
  expect(mapping).toMatchObject({
    table: 'post_counts',
    columns: { id: 'Tweet ID' },
    counts: { likes: 'Likes', reposts: 'Retweets' },
    ours: ['account'],
  })
})

test('addresses of mail are not taken for handles', async () => {
  const { mapping, unused } = await suggested('Name,E-Mail,Handle\nAna Weaver,ana@loom.example,ana\n')
  expect(mapping).toMatchObject({ table: 'accounts', columns: { display_name: 'Name', account: 'Handle' } })
  expect(unused).toEqual(['E-Mail'])
  const log = await suggested('Sender;Recipient\nana@loom.example;ben@loom.example\n')
  expect(log.notes).toEqual([expect.stringContaining('“Sender”'), expect.stringContaining('“Recipient”')])
})

test('ids that count the rows are no ids of posts', async () => {
  const { mapping } = await suggested('id,from,to\n1,ana,ben\n2,ben,cai\n3,cai,ana\n')
  expect(mapping.columns.id).toBeUndefined()
})

test('a table of which nothing is known suggests nothing', async () => {
  const table = await describeTable(fileOf('a.csv', 'Zutat,Menge\nMehl,500\nZucker,200\n'))
  expect(suggestMapping(table)).toBeNull()
})

test('a person may say what the table is', async () => {
  const table = await describeTable(fileOf('a.csv', 'source,target\nana,ben\n'))
  expect(suggestMapping(table, { as: 'follows' })?.mapping).toMatchObject({
    table: 'follows',
    columns: { follower: 'source', followed: 'target' },
  })
  expect(suggestMapping(table, { as: 'counts' })).toBeNull()
})

/** Cells of a role, three rows of them, as the platforms have them. */
const CELLS: Partial<Readonly<Record<Role, readonly string[]>>> = {
  actor: ['ana_weaver', '@ben', 'cai.dyer'],
  author: ['ana_weaver', '@ben', 'cai.dyer'],
  follower: ['ana_weaver', '@ben', 'cai.dyer'],
  account: ['loomgate', 'loomgate', 'loomgate'],
  target: ['loomgate', 'loomgate', 'ana_weaver'],
  followed: ['loomgate', 'weft', 'ana_weaver'],
  kind: ['reply', 'mention', 'like'],
  time: ['2024-02-01T10:00:00Z', '2024-02-02T11:30:00Z', '2024-02-03T12:00:00Z'],
  snapshot_date: ['2024-02-01', '2024-02-01', '2024-02-01'],
  id: ['1785571231534600193', '1785571231534600194', '1785571231534600199'],
  text: ['Thank you all for coming to the weaving day!', 'How do you tie it?, asks Ben', 'Lovely; "really" lovely'],
  platform: ['x', 'x', 'instagram'],
  url: ['https://weft.example/1', 'https://weft.example/2', 'https://weft.example/3'],
  party: ['employee', 'customer', 'media'],
}

/** The columns of each kind of table, those that it always has first. */
const TABLES: readonly {
  table: MappedTable
  always: readonly Role[]
  sometimes: readonly Role[]
  counts: readonly CountedThing[]
}[] = [
  {
    table: 'interactions',
    always: ['actor', 'target', 'kind'],
    sometimes: ['time', 'id', 'text', 'platform', 'url'],
    counts: [],
  },
  { table: 'follows', always: ['follower', 'followed'], sometimes: ['snapshot_date', 'platform'], counts: [] },
  { table: 'posts', always: ['author', 'text', 'time'], sometimes: ['id', 'platform', 'url'], counts: COUNTED_THINGS },
  { table: 'counts', always: ['account', 'time'], sometimes: ['platform'], counts: COUNTED_THINGS },
  { table: 'roster', always: ['account', 'party'], sometimes: ['platform'], counts: [] },
]

interface WrittenColumn {
  means: Role | CountedThing
  heading: string
  cells: readonly string[]
}

const columnOf = (means: Role | CountedThing, headings: ReadonlySet<string>, cells: readonly string[]) =>
  fc.constantFrom(...headings).map((heading): WrittenColumn => ({ means, heading, cells }))

const written = fc.constantFrom(...TABLES).chain(({ table, always, sometimes, counts }) =>
  fc
    .record({
      others: fc.subarray([...sometimes]),
      counted: fc.subarray([...counts], {
        minLength: Math.min(1, counts.length),
        maxLength: Math.min(4, counts.length),
      }),
      delimiter: fc.constantFrom(',', ';', '\t'),
    })
    .chain(({ others, counted, delimiter }) => {
      const columns = [
        ...[...always, ...others].map((role) => columnOf(role, headingsOfRole(role), CELLS[role] ?? [])),
        ...counted.map((thing) => columnOf(thing, headingsOfCount(thing), ['12', '0', '7'])),
      ]
      return fc
        .tuple(...columns)
        .chain((list) => fc.shuffledSubarray<WrittenColumn>(list, { minLength: list.length }))
        .map((list) => ({ table, delimiter, columns: list }))
    }),
)

test('each of the words for a column is understood, in any order of columns and with any delimiter', async () => {
  await fc.assert(
    fc.asyncProperty(written, async ({ table, delimiter, columns }) => {
      const quoted = (cell: string) => (/[",;\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
      const headings = columns.map(({ heading }) => heading)
      const rows = [headings, ...[0, 1, 2].map((at) => columns.map(({ cells }) => cells[at] ?? ''))]
      const content = rows.map((row) => row.map(quoted).join(delimiter)).join('\n')
      const described = await describeTable(fileOf('a.csv', content))
      const { mapping } = suggestMapping(described, { as: table }) ?? { mapping: null }
      if (mapping === null) throw new Error('nothing was suggested')
      const understood = Object.fromEntries([
        ...Object.entries(mapping.columns).map(([role, heading]) => [heading, role]),
        ...Object.entries(mapping.counts).map(([thing, heading]) => [heading, thing]),
      ])
      expect(understood).toEqual(Object.fromEntries(columns.map(({ heading, means }) => [heading, means])))
      expect(readMapping(JSON.parse(JSON.stringify(mapping)))).toEqual(mapping)
      const guessed = suggestMapping(described)?.mapping.table
      expect(isTelling(table, columns) ? guessed : table).toBe(table)
    }),
    { numRuns: 100 },
  )
})

/** Whether the words say which kind of table it is: `from` and `to` are of follows as well as of acts. */
function isTelling(table: MappedTable, columns: readonly WrittenColumn[]): boolean {
  if (table !== 'follows') return true
  return columns.every(
    ({ means, heading }) => means !== 'followed' || /follow|friend|gefolg|sui|segui|gevolg/.test(heading),
  )
}
