import { interactionsOfPost } from '@weft/model/interaction'
import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from '../../exports.test-data.ts'
import { type ReadOptions, type RecordRow, recordsOf } from '../../format.ts'
import { detectFormat, FORMATS } from '../../formats.ts'

async function read(content: string | Buffer, options: ReadOptions = { platform: null }) {
  const exported = exportOf({ 'table.csv': content })
  const format = await detectFormat(exported)
  const matches = await Promise.all(
    FORMATS.map(async (one) => ((await one.match(exported)).missing.length === 0 ? one.id : null)),
  )
  expect(matches.filter((id) => id !== null)).toEqual([format.id])
  const { rows, summary } = await readExport(format, exported, options)
  const told = rows.filter((row): row is RecordRow => row.outcome === 'record').map(recordsOf)
  const acts = told
    .flat()
    .flatMap((record) =>
      record.type === 'post'
        ? interactionsOfPost(record).map(({ kind, target }) => `${record.author.handle} ${kind} ${target.handle}`)
        : [],
    )
  const counts = told.map((records) =>
    Object.fromEntries(records.flatMap((each) => (each.type === 'count' ? [[each.thing, each.value]] : []))),
  )
  const ignored = rows.flatMap((row) => (row.outcome === 'ignored' ? [row.reason] : []))
  return { format: format.id, told, acts, counts, ignored, summary, rejected: rejectedOf(rows) }
}

const NO_ACCOUNT = 'no account on a social platform: news, a blog or a forum'

const BRANDWATCH =
  '\uFEFF"Report:","Bulk Mentions Download"\n"Brand:","Loomgate"\n"From:","2024-01-01"\n"To:","2024-02-01"\n"Label:",""\n\n' +
  'Query Id,Query Name,Date,Mention Id,Resource Id,Url,Content Source Name,Language,Full Text,Snippet,Author,Mentioned Authors,Thread Entry Type,X Author ID,X Followers,X Reply to,X Repost of,X Likes,Impressions\n' +
  '1,loom,2024-02-01 10:00:00.0,9,r9,http://twitter.com/ana/statuses/100,X,en,"@loomgate yes, @ben",s,ana,"@loomgate,@ben",reply,2,50,http://twitter.com/loomgate/statuses/99,,3,"1,200"\n' +
  '1,loom,2024-02-01 10:00:00.0,10,r10,http://twitter.com/cai/statuses/101,X,en,RT @loomgate: hi,s,cai,,share,3,,,http://twitter.com/loomgate/statuses/98,,\n' +
  '1,loom,2024-02-01 10:00:00.0,11,r11,https://news.example/a,Online News,en,Loomgate opens,s,The Paper,,,,,,,,\n' +
  '1,loom,2024-02-01 10:00:00.0,12,r12,https://www.reddit.com/r/x/1,Reddit,en,well,s,dee,,comment,,,,,,\n' +
  '1,loom,soon,13,r13,http://twitter.com/eve/statuses/102,X,en,hi,s,eve,,,,,,,,\n'

test('Brandwatch: below its labels; posts by whoever wrote them, news left out; the status’s own id', async () => {
  const { format, told, acts, counts, ignored, rejected, summary } = await read(BRANDWATCH)
  expect(format).toBe('brandwatch')
  expect(told.map(([first]) => first)).toMatchObject([
    {
      id: '100',
      author: { platform: 'x', platformId: '2', handle: 'ana' },
      parentId: '99',
      time: Date.parse('2024-02-01T10:00:00Z'),
    },
    { id: '101', kind: 'repost', parentId: '98' },
    { id: 'r12', author: { platform: 'reddit', handle: 'dee' }, kind: 'reply', parentAuthor: null },
  ])
  expect(acts).toEqual(['ana reply loomgate', 'ana mention ben', 'cai repost loomgate'])
  expect(counts[0]).toEqual({ likes: 3, impressions: 1200, followers: 50 })
  expect(ignored).toEqual([NO_ACCOUNT])
  expect(rejected).toMatchObject([{ place: { row: 12 }, column: 'date', value: 'soon' }])
  expect(summary.coverage.every(({ direction }) => direction === 'as_observed')).toBe(true)
})

test('Brandwatch as it was when X was Twitter', async () => {
  const { told, acts } = await read(
    BRANDWATCH.replaceAll('X Repost of', 'Twitter Retweet of').replaceAll(
      /\bX (?=Author ID|Followers|Reply|Likes)/g,
      'Twitter ',
    ),
  )
  expect(told[0]?.[0]).toMatchObject({ author: { platformId: '2' }, parentId: '99' })
  expect(acts).toContain('cai repost loomgate')
})

test('Meltwater: UTF-16 with tabs, ids in three quotes, a clock with AM and PM', async () => {
  const rows = [
    [
      'Date',
      'Headline',
      'URL',
      'Opening Text',
      'Hit Sentence',
      'Source',
      'Influencer',
      'Reach',
      'Tweet Id',
      'Twitter Id',
      'Twitter Screen Name',
      'Twitter Followers',
    ],
    [
      '03-Jan-2022 07:14PM',
      '',
      'http://twitter.com/ana/status/100',
      '',
      '@loomgate grüße',
      'Twitter',
      'Ana',
      '1200',
      '"""100"""',
      '"""2"""',
      '@ana',
      '50',
    ],
    ['03-Jan-2022 12:00AM', 'Opening', 'https://news.example', 'x', 'y', 'The Paper', 'A Writer', '9', '', '', '', ''],
    ['soon', '', 'http://twitter.com/ben/status/101', '', 'hi', 'Twitter', 'Ben', '', '"""101"""', '', '@ben', ''],
  ]
  const text = rows
    .map((row) => row.map((cell) => (cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .join('\r\n')
  const { format, told, acts, counts, ignored, rejected } = await read(
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
  )
  expect(format).toBe('meltwater')
  expect(told[0]?.[0]).toMatchObject({
    id: '100',
    author: { platformId: '2', handle: 'ana' },
    text: '@loomgate grüße',
    time: Date.parse('2022-01-03T19:14:00Z'),
  })
  expect(acts).toEqual(['ana reply loomgate'])
  expect(counts[0]).toEqual({ reach: 1200, followers: 50 })
  expect(ignored).toEqual([NO_ACCOUNT])
  expect(rejected).toMatchObject([{ column: 'date' }])
})

test('Talkwalker: dotted names and semicolons', async () => {
  const { format, told } = await read(
    'url;published;title;content;lang;source_type;domain_url;extra_author_attributes.name;extra_author_attributes.short_name;reach;engagement\n' +
      'https://twitter.com/ana/status/100;2024-02-01 10:00:00;;RT @loomgate: hi;en;SOCIALMEDIA_TWITTER;http://twitter.com;Ana;ana;10;2\n',
  )
  expect(format).toBe('talkwalker')
  expect(told[0]?.[0]).toMatchObject({ id: '100', kind: 'repost', author: { handle: 'ana' }, language: 'en' })
})

test('Determ and 4CAT', async () => {
  const determ = await read(
    'author,from,title,mention_snippet,date,time,reach,engagement_rate,url,social_network\nana,twitter.com,,@loomgate hi,2024-02-01,10:00,5,0.1,https://twitter.com/ana/status/100,twitter\n',
  )
  expect(determ).toMatchObject({ format: 'determ', acts: ['ana reply loomgate'] })
  const fourCat = await read(
    'id,thread_id,author,body,timestamp,unix_timestamp\n1,1,ana,hello,2024-02-01 10:00:00,1\n2,1,ben,hi,2024-02-01 11:00:00,2\n3,1,Anonymous,hi,2024-02-01 11:00:00,2\n',
    { platform: 'reddit' },
  )
  expect(fourCat.format).toBe('4cat')
  expect(fourCat.ignored).toEqual(['it does not say who wrote it'])
  expect(fourCat.told.map(([first]) => first)).toMatchObject([
    { kind: 'original' },
    { kind: 'reply', conversationId: '1', parentId: null, author: { platform: 'reddit' } },
  ])
})

test('YouTube Data Tools: quotes escaped with backslashes; whom an answer answers', async () => {
  const { format, told, acts } = await read(
    'id,replyCount,likeCount,publishedAt,authorName,text,authorChannelId,authorChannelUrl,isReply,isReplyTo,isReplyToName\n' +
      'Ugx1,1,3,2022-11-11 05:30:01,ana,"so \\"nice\\", yes",UCana,u,0,,\nUgx1.2,0,0,2022-11-11 06:30:01,ben,thanks,UCben,u,1,Ugx1,ana\n',
  )
  expect(format).toBe('youtube_data_tools')
  expect(told[0]?.[0]).toMatchObject({ text: 'so "nice", yes', author: { platformId: 'UCana', handle: 'ana' } })
  expect(acts).toEqual(['ben reply ana'])
})

test('YouTube Data Tools: a channel’s id that a spreadsheet rounded is nobody’s', async () => {
  const header =
    'id,replyCount,likeCount,publishedAt,authorName,text,authorChannelId,authorChannelUrl,isReply,isReplyTo,isReplyToName'
  const exported = exportOf({ 'a.csv': `${header}\nUgx1,1,3,2022-11-11 05:30:01,ana,hi,1.78E+17,u,0,,\n` })
  const { rows } = await readExport(await detectFormat(exported), exported)
  expect(rejectedOf(rows)).toMatchObject([{ column: 'authorchannelid', value: '1.78E+17' }])
})

test('Hootsuite: below title and range; a rounded id is replaced by the link; whose it is by the link or as it was said', async () => {
  const head =
    'Post Performance\nJan 1, 2024 - Feb 1, 2024\n\nDate (GMT),Post ID,Post Message,Post Permalink,Post Type,Social Network,Impressions,Likes,Comments,Shares\n'
  const { format, told, counts } = await read(
    `${head}2024-02-01 10:00:00,1.78E+17,hello @ana,https://twitter.com/loomgate/status/100,Post,Twitter,"1,200",3,4,5\n`,
  )
  expect(format).toBe('hootsuite')
  expect(told[0]?.[0]).toMatchObject({ id: '100', author: { handle: 'loomgate' } })
  expect(counts[0]).toEqual({ impressions: 1200, likes: 3, replies: 4, reposts: 5 })
  const facebook = `${head}2024-02-01 10:00:00,55,hello,https://facebook.com/x,Post,Facebook,1,1,1,1\n`
  await expect(read(facebook)).rejects.toMatchObject({ name: 'AccountNeeded', platform: 'facebook' })
  const account = { platform: 'facebook' as const, platformId: null, handle: 'Loomgate' }
  expect((await read(facebook, { platform: null, account })).told[0]?.[0]).toMatchObject({ id: '55', author: account })
})

test('Sprout: posts by profile, and who came and left, in numbers', async () => {
  const posts = await read(
    'Date,Post ID,Network,Post Type,Content Type,Profile,Sent by,Link,Post,Impressions,Reach,Engagements,Engagement Rate (per Impression),Reactions,Comments,Shares\n' +
      '03/15/2024 10:05 am,100,X (Twitter),Post,Text,@loomgate,Ann,https://twitter.com/loomgate/status/100,hello,"2,000",9,8,6.5%,7,6,5\n',
  )
  expect(posts).toMatchObject({
    format: 'sprout_posts',
    counts: [{ impressions: 2000, likes: 7, replies: 6, reposts: 5 }],
  })
  expect(posts.told[0]?.[0]).toMatchObject({
    id: '100',
    author: { handle: 'loomgate' },
    time: Date.parse('2024-03-15T10:05:00Z'),
  })
  const profiles = await read(
    'Date,Profile,Network,Audience,Net Audience Growth,Audience Gained,Audience Lost,Impressions,Engagements,Post Link Clicks,Published Posts\n' +
      '03-15-2024,@loomgate,Instagram,"1,000",2,5,3,10,2,1,0\n',
  )
  expect(profiles).toMatchObject({
    format: 'sprout_profiles',
    counts: [{ followers: 1000, followers_gained: 5, followers_lost: 3, posts: 0 }],
  })
})

test('CrowdTangle: zones in words, numbers with commas, a heading that has a dash in it', async () => {
  const facebook = await read(
    'Page Name,User Name,Facebook Id,Page Category,Likes at Posting,Followers at Posting,Post Created,Type,Total Interactions,Likes,Comments,Shares,URL,Message,"Overperforming Score (weighted  —  Likes 1x Shares 1x )"\n' +
      'Loomgate,loomgate,777,MUSEUM,1,"1,234",2021-03-01 12:00:00 EST,Photo,"1,234",9,8,7,https://www.facebook.com/777/posts/1,Open again,2.5\n' +
      'Loomgate,loomgate,777,MUSEUM,1,1,2021-03-01 12:00:00 XYZ,Photo,1,9,8,7,https://www.facebook.com/777/posts/2,Open,2.5\n',
  )
  expect(facebook.format).toBe('crowdtangle_facebook')
  expect(facebook.told[0]?.[0]).toMatchObject({
    author: { platformId: '777', handle: 'loomgate' },
    time: Date.parse('2021-03-01T17:00:00Z'),
  })
  expect(facebook.counts[0]).toMatchObject({ engagements: 1234, followers: 1234 })
  expect(facebook.rejected).toMatchObject([{ column: 'post created' }])
  const instagram = await read(
    'Account,User Name,Followers at Posting,Post Created,Type,Likes,Comments,Views,URL,Link,Photo,Title,Description\nLoomgate,loomgate,5,2021-03-01 12:00:00 EDT,Photo,1,2,,https://www.instagram.com/p/AbC/,,,,yarn by @ana\n',
  )
  expect(instagram).toMatchObject({ format: 'crowdtangle_instagram', acts: ['loomgate mention ana'] })
  expect(instagram.told[0]?.[0]).toMatchObject({ id: 'AbC', time: Date.parse('2021-03-01T16:00:00Z') })
})

test('Meta Business Suite: Instagram and Facebook', async () => {
  const instagram = await read(
    '\uFEFFPost ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves\n' +
      '180,9,loomgate,Loomgate,Grüße,0,03/27/2026 06:08,https://www.instagram.com/p/AbC/,IG image,,Lifetime,"1,000",900,5,4,3,2,1\n',
  )
  expect(instagram).toMatchObject({
    format: 'meta_business_instagram',
    counts: [{ views: 1000, likes: 5, replies: 2, bookmarks: 1, followers_gained: 3 }],
  })
  expect(instagram.told[0]?.[0]).toMatchObject({
    id: 'AbC',
    time: Date.parse('2026-03-27T06:08:00Z'),
    author: { handle: 'loomgate' },
  })
  const facebook = await read(
    'Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Reach,Reactions,Comments,Shares\n55,777,Loomgate,Open again,,0,03/27/2026 06:08,https://www.facebook.com/777/posts/55,Photos,,Lifetime,9,8,7,6,5\n',
  )
  expect(facebook).toMatchObject({ format: 'meta_business_facebook', counts: [{ likes: 7, replies: 6, reposts: 5 }] })
})

const BRANDWATCH_HEAD =
  'Query Id,Query Name,Date,Mention Id,Resource Id,Url,Content Source Name,Page Type,Full Text,Author,Full Name,Thread Author,Thread Entry Type\n'

test('Brandwatch: a post that two queries find is one; authors are named once', async () => {
  const row = (query: number, id: number) =>
    `${query},q,2024-02-01 10:00:00.0,${query}${id},r${id},http://twitter.com/ana/statuses/${id},X,twitter,hello,ana,ana (Ana Weaver),,post\n`
  const { told, ignored } = await read(BRANDWATCH_HEAD + row(1, 100) + row(2, 100) + row(2, 101))
  expect(told.map((records) => records.map(({ type }) => type))).toEqual([['post', 'account'], ['post']])
  expect(told[0]?.[1]).toMatchObject({ account: { handle: 'ana' }, displayName: 'Ana Weaver' })
  expect(ignored).toEqual(['the same post again, found by another query'])
})

test('Brandwatch: without a text the type of an entry still says that it answers; on Reddit not whom', async () => {
  const row = (id: number, source: string, url: string, type: string) =>
    `1,q,2024-02-01 10:00:00.0,${id},r${id},${url},${source},,,ana,,loomgate,${type}\n`
  const { told, acts } = await read(
    BRANDWATCH_HEAD +
      row(1, 'X', 'http://twitter.com/ana/statuses/1', 'reply') +
      row(2, 'Facebook', 'https://www.facebook.com/loomgate/posts/2', 'comment') +
      row(3, 'Reddit', 'https://www.reddit.com/r/looms/comments/3', 'comment'),
  )
  expect(told.map(([first]) => first)).toMatchObject([
    { kind: 'reply', parentAuthor: null },
    { kind: 'reply', parentAuthor: { platform: 'facebook', handle: 'loomgate' } },
    { kind: 'reply', parentAuthor: null },
  ])
  expect(acts).toEqual(['ana reply loomgate'])
})

test.each([
  ['Instagram News', 'https://news.example/instagram/1', NO_ACCOUNT],
  ['The Threads', 'https://news.example/facebook-buys-looms', NO_ACCOUNT],
  ['netflix.com', 'https://www.netflix.com/title/1', NO_ACCOUNT],
])('an article of %s at %s is no post on that platform', async (source, url, reason) => {
  const { ignored } = await read(
    `${BRANDWATCH_HEAD}1,q,2024-02-01 10:00:00.0,1,r1,${url},${source},news,Looms,ana,,,\n`,
  )
  expect(ignored).toEqual([reason])
})

test('Meltwater: two other columns say when, where the first cannot be read', async () => {
  const { told, rejected } = await read(
    'Date,Headline,URL,Hit Sentence,Source,Influencer,Alternate Date Format,Time\n' +
      'gestern,,https://twitter.com/ana/status/1,hi,X,@ana,3 Jan 2022,19:14\n' +
      '13/01/2022 07:14 PM,,https://twitter.com/ana/status/2,hi,X,@ana,,\n' +
      '04/01/2022 07:14 PM,,https://twitter.com/ana/status/3,hi,X,@ana,,\n' +
      'gestern,,https://twitter.com/ana/status/4,hi,X,@ana,,\n',
  )
  expect(told.map(([first]) => first?.type === 'post' && first.time)).toEqual(
    ['2022-01-03T19:14Z', '2022-01-13T19:14Z', '2022-01-04T19:14Z'].map((iso) => Date.parse(iso)),
  )
  expect(rejected).toMatchObject([{ column: 'date', value: 'gestern' }])
})

test('Hootsuite: of several platforms one account can be said; the rows of the others are handed back', async () => {
  const row = (id: number, network: string) => `2024-02-01 10:00:00,${id},hello,,Post,${network},1,1,1,1\n`
  const { told, rejected } = await read(
    `Date (GMT),Post ID,Post Message,Post Permalink,Post Type,Social Network,Impressions,Likes,Comments,Shares\n${row(1, 'LinkedIn')}${row(2, 'Facebook')}`,
    { platform: null, account: { platform: 'linkedin', platformId: null, handle: 'loomgate' } },
  )
  expect(told).toHaveLength(1)
  expect(rejected).toMatchObject([
    { problem: 'the row does not say whose post it is, and the account that was named is not on facebook' },
  ])
})

test('CrowdTangle: who writes in a group is not told', async () => {
  const { format, ignored } = await read(
    'Group Name,User Name,Facebook Id,Likes at Posting,Post Created,Type,Total Interactions,Likes,Comments,Shares,URL,Message\n' +
      'Weavers,weavers,888,1,2021-03-01 12:00:00 EST,Photo,5,4,3,2,https://www.facebook.com/groups/888/permalink/1,Hi\n',
  )
  expect(format).toBe('crowdtangle_facebook')
  expect(ignored).toEqual(['a post in a group: it does not say who wrote it'])
})

test('Meta Business Suite: numbers day by day are of those days, in all they are of when the file was taken', async () => {
  const row = (day: string, views: number) =>
    `180,9,loomgate,Loomgate,by @ana.w,0,03/27/2026 06:08,https://www.instagram.com/p/AbC/,IG image,,${day},${views},4\n`
  const takenAt = Date.parse('2026-04-01')
  const { told, acts, rejected } = await read(
    `Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Shares\n${row('03/27/2026', 5)}${row('2026-03-28', 7)}${row('Lifetime', 99)}${row('soon', 1)}`,
    { platform: null, takenAt },
  )
  const counts = told
    .flat()
    .flatMap((one) => (one.type === 'count' ? [[one.thing, one.value, one.span, one.time]] : []))
  expect(counts).toEqual([
    ['views', 5, 'day', Date.parse('2026-03-27')],
    ['views', 7, 'day', Date.parse('2026-03-28')],
    ['views', 99, 'total', takenAt],
  ])
  expect(acts[0]).toBe('loomgate mention ana.w')
  expect(rejected).toMatchObject([{ column: 'date', value: 'soon' }])
})
