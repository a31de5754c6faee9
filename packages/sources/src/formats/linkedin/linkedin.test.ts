import { expect, test } from 'vitest'
import { exportOf, onDisk, readExport, rejectedOf, zipBytes } from '../../exports.test-data.ts'
import { type ReadOptions, type RecordRow, recordsOf } from '../../format.ts'
import { detectFormat } from '../../formats.ts'
import { inspectExports } from '../../inspect.ts'
import { openExports } from '../../open-export.ts'
import { plainBook } from '../../workbook/books.test-data.ts'

const loomgate: ReadOptions = {
  platform: null,
  account: { platform: 'linkedin', platformId: null, handle: 'loomgate' },
}

async function read(content: string, options = loomgate) {
  const exported = exportOf({ 'table.csv': content })
  const format = await detectFormat(exported)
  const { rows, summary } = await readExport(format, exported, options)
  const told = rows.filter((row): row is RecordRow => row.outcome === 'record').map(recordsOf)
  const ignored = rows.flatMap((row) => (row.outcome === 'ignored' ? [row.reason] : []))
  return { format: format.id, told, ignored, summary, rejected: rejectedOf(rows) }
}

const INVITATIONS =
  'From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n' +
  'Ana Weaver,Us,"6/16/21, 3:28 AM",secret,INCOMING,https://www.linkedin.com/in/ana,https://www.linkedin.com/in/loom-gate\n' +
  'Us,Ben,"6/16/21, 3:28 AM",secret,OUTGOING,https://www.linkedin.com/in/loom-gate,https://www.linkedin.com/in/ben\n'

const NOTES = 'Notes:\n"When exporting your connection data, you may notice, that some are missing. Say ""hello""."\n\n'

test('connections follow each other since they are connected, below the notes; closed accounts have no name', async () => {
  const { format, told, ignored, summary } = await read(
    `${NOTES}First Name,Last Name,URL,Email Address,Company,Position,Connected On\n` +
      'Ana,"Weaver, MCIPM",https://www.linkedin.com/in/ana-weaver-1/,ana@secret.example,Loom Ltd,Curator,17 Jun 2021\n' +
      ',,,,,,01 Jan 2020\n',
  )
  expect(format).toBe('linkedin_export')
  expect(told[0]).toMatchObject([
    { follower: { handle: 'ana-weaver-1' }, followed: { handle: 'loomgate' }, since: Date.parse('2021-06-17') },
    { follower: { handle: 'loomgate' }, followed: { handle: 'ana-weaver-1' } },
    { type: 'account', displayName: 'Ana Weaver, MCIPM', description: 'Curator, Loom Ltd' },
  ])
  expect(JSON.stringify(told)).not.toContain('secret')
  expect(ignored).toEqual(['a member who closed the account: neither name nor address'])
  expect(summary.coverage).toMatchObject([
    { direction: 'as_observed', acts: ['follow'], account: { handle: 'loomgate' } },
  ])
})

test('before 2022 connections have names only, and that is said; whose they are has to be told', async () => {
  const old =
    'First Name,Last Name,Email Address,Company,Position,Connected On\nAna,Weaver,,Loom Ltd,Curator,17 Jun 2021\n'
  const { told, summary } = await read(old)
  expect(told[0]?.[0]).toMatchObject({ follower: { handle: 'Ana Weaver' } })
  expect(summary.notes).toContain('1 connections are known by name only: people of one name count as one')
  await expect(read(old, { platform: null })).rejects.toMatchObject({ name: 'AccountNeeded', platform: 'linkedin' })
})

test('shares: quotes around each line are taken off; without words or links something was passed on', async () => {
  const { format, told } = await read(
    'Date,ShareLink,ShareCommentary,SharedURL,MediaURL,Visibility\r\n' +
      '2021-06-15 08:40:56,https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A6810486256754036736,"One\n""""\n""Two",,,MEMBER_NETWORK\r\n' +
      '2021-06-16 15:00:02,https://www.linkedin.com/feed/update/urn%3Ali%3AugcPost%3A681,,,,MEMBER_NETWORK\r\n' +
      '2021-06-16 15:00:03,https://www.linkedin.com/feed/update/urn%3Ali%3AugcPost%3A682,,https://x.example,,MEMBER_NETWORK\r\n',
  )
  expect(format).toBe('linkedin_export')
  expect(told.map(([post]) => post)).toMatchObject([
    {
      id: 'share:6810486256754036736',
      text: 'One\n""\nTwo'.replace('\n""\n', '\n"\n'),
      kind: 'original',
      time: Date.parse('2021-06-15T08:40:56Z'),
    },
    { id: 'ugcPost:681', text: null, kind: 'repost' },
    { kind: 'original', text: null },
  ])
})

test('comments stand under posts that are numbers; a quote escaped in the other way ends no cell', async () => {
  const { format, told } = await read(
    'Date,Link,Message\r\n2021-06-16 03:28:40,https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A6810652804911312896,"Say \\"hi\\"\r\nto all"\r\n',
  )
  expect(format).toBe('linkedin_export')
  expect(told[0]).toMatchObject([
    { kind: 'reply', parentId: 'activity:6810652804911312896', parentAuthor: null, text: 'Say "hi"\nto all' },
  ])
})

test('a comment that goes on over several lines without quotes is one; rows keep their lines', async () => {
  const link = 'https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A'
  const { told, rejected } = await read(
    'Date,Link,Message\r\n' +
      `2021-06-16 03:28:40,${link}1,well done\r\n\r\nto all of you\r\nagain\r\n` +
      `2021-06-16 03:28:39,${link}2,"a, b\n2021-06-16 03:28:38,c"\r\n` +
      `2021-06-16 03:28:37,${link}3,plain\r\n` +
      `soon,${link}4,"no date, no row"\r\n` +
      `2021-06-16 03:28:36,${link}5,last\r\n\r\n`,
  )
  expect(told.map(([post]) => (post?.type === 'post' ? [post.parentId, post.text] : null))).toEqual([
    ['activity:1', 'well done\n\nto all of you\nagain'],
    ['activity:2', 'a, b\n2021-06-16 03:28:38,c'],
    ['activity:3', 'plain'],
    ['activity:5', 'last'],
  ])
  // With quotes of its own it is no text that goes on.
  expect(rejected).toMatchObject([{ place: { row: 9 }, column: 'date', value: 'soon' }])
})

test('reactions say nothing of whose post it was; invitations are no ties', async () => {
  const reactions = await read(
    'Date,Type,Link\r\n2021-06-16 11:04:59,LIKE,https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A1\r\n',
  )
  expect(reactions).toMatchObject({
    format: 'linkedin_export',
    told: [],
    ignored: ['LinkedIn does not say whose post was reacted to'],
  })
  const invitations = await read(INVITATIONS)
  expect(invitations).toMatchObject({
    format: 'linkedin_export',
    told: [],
    ignored: Array.from({ length: 2 }, () => 'an invitation is no tie; an accepted one is a connection'),
  })
})

test('organizations that are followed, by name', async () => {
  const { format, told } = await read('Organization,Followed On\nLoom Guild,Wed Jun 16 06:56:05 UTC 2021\n')
  expect(format).toBe('linkedin_export')
  expect(told[0]).toMatchObject([{ followed: { handle: 'Loom Guild' }, since: Date.parse('2021-06-16T06:56:05Z') }])
})

test('messages are refused by name, not read as a table of who wrote to whom', async () => {
  await expect(
    read(
      'CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n1,,Ana,u,Us,v,2024-01-10 08:15:00 UTC,,psst,INBOX\n',
    ),
  ).rejects.toThrow(/private messages/)
})

test('page followers are those of the day, not how many there are', async () => {
  const { format, told } = await read(
    'Daily new followers of your page\nDate,Sponsored followers,Organic followers,Auto-invited followers,Total followers\n03/14/2024,0,3,1,4\n',
  )
  expect(format).toBe('linkedin_page_analytics')
  expect(told[0]).toMatchObject([{ thing: 'followers_gained', value: 4, span: 'day', time: Date.parse('2024-03-14') }])
})

test('page content: days, and posts with what was counted', async () => {
  const days = await read(
    'Date,Impressions (organic),Impressions (sponsored),Impressions (total),Clicks (total),Reactions (total),Comments (total),Reposts (total)\n03/14/2024,9,1,10,2,3,0,1\n',
  )
  expect(days.format).toBe('linkedin_page_analytics')
  expect(days.told[0]?.map((record) => (record.type === 'count' ? [record.thing, record.value] : null))).toEqual([
    ['impressions', 10],
    ['clicks', 2],
    ['likes', 3],
    ['replies', 0],
    ['reposts', 1],
  ])
  const posts = await read(
    'Update title,Update link,Update type,Created date,Impressions,Clicks,Likes,Comments,Shares\nOpen again,https://www.linkedin.com/feed/update/urn:li:activity:7000,Organic,03/14/2024,"1,200",4,5,6,7\n',
  )
  expect(posts.format).toBe('linkedin_page_analytics')
  expect(posts.told[0]).toMatchObject([
    { type: 'post', id: 'activity:7000', text: 'Open again', author: { handle: 'loomgate' } },
    { thing: 'impressions', value: 1200 },
    {},
    {},
    {},
    { thing: 'reposts', value: 7 },
  ])
})

const CONNECTIONS =
  'First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAna,Weaver,https://www.linkedin.com/in/ana,,,,17 Jun 2021\n'
const SHARES =
  'Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\r\n2024-06-15 08:40:56,https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A68,Hello,,,MEMBER_NETWORK\r\n'
const PROFILE =
  'First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary\nLoom,Gate,,"Secret street 1",1 Jan,A museum,Words\n'

test('a whole export is one; invitations or the profile say whose; messages are never read', async () => {
  const files = {
    'Connections.csv': CONNECTIONS,
    'Shares.csv': SHARES,
    'Reactions.csv': 'Date,Type,Link\n',
    'Profile.csv': PROFILE,
    'Invitations.csv': INVITATIONS,
    'messages.csv': 'CONVERSATION ID,FROM,TO,CONTENT\n1,Ana,Us,psst\n',
    'Ads Clicked.csv': 'Ad clicked Date\n',
  }
  const { 'a.zip': path = '' } = await onDisk({ 'a.zip': await zipBytes(files) })
  const inspection = await inspectExports([{ path, name: 'a.zip' }], { platform: null })
  expect(inspection.files).toMatchObject([
    { format: 'linkedin_export', rows: 4, records: { follows: 2, posts: 1, accounts: 2 }, ignored: 2, error: null },
  ])
  expect(inspection.files[0]?.notes.at(-1)).toBe('files not read: Profile.csv, messages.csv, Ads Clicked.csv')
  const [exported] = await openExports({ path, name: 'a.zip' })
  const format = await detectFormat(exported as never)
  const { records, summary } = await readExport(format, exported as never)
  expect(summary.owner).toEqual({
    type: 'account',
    account: { platform: 'linkedin', platformId: null, handle: 'loom-gate' },
    displayName: 'Loom Gate',
    description: 'A museum',
    exporter: true,
  })
  expect(records[0]).toMatchObject({ follower: { handle: 'ana' }, followed: { handle: 'loom-gate' } })
  expect(JSON.stringify([records, summary])).not.toMatch(/psst|Secret/)
})

test('without invitations the profile’s name says whose it is; without either it has to be told', async () => {
  const named = exportOf({ 'x/Connections.csv': CONNECTIONS, 'x/Shares.csv': SHARES, 'x/Profile.csv': PROFILE })
  const format = await detectFormat(named)
  expect((await readExport(format, named)).summary.owner?.account.handle).toBe('Loom Gate')
  expect((await readExport(format, named, loomgate)).summary.owner?.account.handle).toBe('loomgate')
  const nameless = exportOf({ 'Connections.csv': CONNECTIONS, 'Shares.csv': SHARES })
  await expect(readExport(format, nameless)).rejects.toMatchObject({ name: 'AccountNeeded', platform: 'linkedin' })
  const empty = exportOf({ 'Reactions.csv': 'Date,Type,Link\n', 'Comments.csv': 'Date,Link,Message\n' })
  await expect(readExport(format, empty, loomgate)).rejects.toMatchObject({ name: 'EmptyExport' })
})

async function inspectedBook(sheets: Parameters<typeof plainBook>[0]) {
  const { 'book.xlsx': path = '' } = await onDisk({ 'book.xlsx': await plainBook(sheets) })
  return (await inspectExports([{ path, name: 'book.xlsx' }], loomgate)).files
}

test('a workbook of page analytics is one export of all its sheets', async () => {
  const followers = await inspectedBook({
    'New followers': [
      ['Followers of the page that came on each day'],
      ['Date', 'Sponsored followers', 'Organic followers', 'Auto-invited followers', 'Total followers'],
      ['03/14/2024', '0', '3', '1', '4'],
      ['03/15/2024', '0', '2', '0', '2'],
    ],
    Location: [
      ['Location', 'Total followers'],
      ['Loomgate', '12'],
    ],
  })
  expect(followers).toMatchObject([{ format: 'linkedin_page_analytics', rows: 2, records: { counts: 2 }, error: null }])
  expect(followers[0]?.notes).toContain('sheets not read: Location')
  const visitors = await inspectedBook({
    'Visitor metrics': [
      ['Date', 'Overview page views (desktop)', 'Total page views (total)', 'Total unique visitors (total)'],
      ['03/14/2024', '1', '9', '4'],
    ],
    Industry: [
      ['Industry', 'Total views'],
      ['Museums', '9'],
    ],
  })
  expect(visitors).toMatchObject([{ format: 'linkedin_page_analytics', records: { counts: 1 } }])
})

test('a person’s own numbers are known by the names of their sheets, and by nothing less', async () => {
  const sheets = {
    DISCOVERY: [
      ['Overall performance', '1/1/2024 - 1/31/2024'],
      ['Impressions', '900'],
    ],
    ENGAGEMENT: [
      ['Date', 'Impressions', 'Engagements'],
      ['1/14/2024', '30', '4'],
    ],
    FOLLOWERS: [['Total followers on 1/31/2024:', '812'], null, ['Date', 'New followers'], ['1/14/2024', '3']],
  }
  expect(await inspectedBook(sheets)).toMatchObject([
    { format: 'linkedin_page_analytics', rows: 2, records: { counts: 3 } },
  ])
  const [other] = await inspectedBook({ Sheet1: sheets.ENGAGEMENT, Sheet2: sheets.FOLLOWERS })
  expect(other?.format).not.toBe('linkedin_page_analytics')
})

test('headings in another language are refused in words, not guessed', async () => {
  const [book] = await inspectedBook({
    'Neue Follower': [
      ['Datum', 'Organische Follower', 'Follower gesamt'],
      ['14.03.2024', '3', '4'],
    ],
  })
  expect(book).toMatchObject({ format: null, error: { name: 'UnknownFormat' } })
})
