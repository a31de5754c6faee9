import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportOf, readExport, rejectedOf } from '../../exports.test-data.ts'
import type { ReadOptions } from '../../format.ts'
import { detectFormat } from '../../formats.ts'
import { metaText } from './meta-text.ts'

/** As Meta writes it: every byte of UTF-8 a character of its own. */
const garbled = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

async function read(files: Record<string, unknown>, options: ReadOptions = { platform: null }, name = 'hand-made') {
  const written = Object.entries(files).map(([path, value]) => [path, garbled(JSON.stringify(value))] as const)
  // The characters are written as \u00XX, which JSON.parse gives back as they are here.
  const exported = exportOf(Object.fromEntries(written.map(([path, text]) => [path, escaped(text)])), name)
  const format = await detectFormat(exported)
  const { rows, records, summary } = await readExport(format, exported, options)
  const ignored = rows.flatMap((row) => (row.outcome === 'ignored' ? [row.reason] : []))
  return { format: format.id, rows, records, summary, ignored, rejected: rejectedOf(rows) }
}

const escaped = (text: string): string =>
  text.replace(/[\u0080-\u00ff]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)

const loomgate: ReadOptions = {
  platform: null,
  account: { platform: 'instagram', platformId: null, handle: 'loomgate' },
}

const follower = (handle: string, timestamp = 1_741_043_519) => ({
  title: '',
  media_list_data: [],
  string_list_data: [{ href: `https://www.instagram.com/${handle}`, value: handle, timestamp }],
})

test('a text that Meta took apart is put together again, and any other is left as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(metaText(garbled(text))).toBe(text)
    }),
  )
  expect(metaText('Grüße')).toBe('Grüße')
  expect(metaText('漢語')).toBe('漢語')
})

test('Instagram: followers and follows with their dates, whichever generation wrote them', async () => {
  const { format, records, summary } = await read(
    {
      'connections/followers_and_following/followers_1.json': [follower('ana')],
      'connections/followers_and_following/following.json': {
        relationships_following: [
          follower('ben'),
          {
            title: 'cai.weaver',
            string_list_data: [{ href: 'https://www.instagram.com/_u/cai.weaver', timestamp: 1_700_000_000 }],
          },
        ],
      },
      'connections/followers_and_following/recently_unfollowed_accounts.json': {
        relationships_unfollowed_users: [follower('dee', 1_740_000_000)],
      },
    },
    { platform: null },
    'instagram-loomgate-2025-03-05-AbC.zip',
  )
  expect(format).toBe('instagram_download')
  const takenAt = Date.parse('2025-03-05')
  expect(records).toMatchObject([
    { follower: { handle: 'ana' }, followed: { handle: 'loomgate' }, since: 1_741_043_519_000, snapshotTime: takenAt },
    { follower: { handle: 'loomgate' }, followed: { handle: 'ben' } },
    { followed: { handle: 'cai.weaver' }, since: 1_700_000_000_000 },
    { followed: { handle: 'dee' }, until: 1_740_000_000_000, snapshotTime: null },
  ])
  expect(summary.coverage.filter(({ acts }) => acts.length > 0)).toMatchObject([
    { direction: 'inbound', acts: ['follow'], from: takenAt, to: takenAt },
    { direction: 'outbound', acts: ['follow'] },
  ])
})

test('Instagram: a follower list alone needs to be told whose it is, and says so', async () => {
  await expect(read({ 'followers_1.json': [follower('ana')] })).rejects.toMatchObject({ name: 'AccountNeeded' })
  expect((await read({ 'followers_1.json': [follower('ana')] }, loomgate)).records).toHaveLength(1)
})

test('Instagram: the profile in the download says whose it is, in whatever language its headings are', async () => {
  const { summary } = await read({
    'personal_information/personal_information.json': {
      profile_user: [
        { string_map_data: { 'E-Mail': { value: 'no@one.example' }, Benutzername: { value: 'loomgate' } } },
      ],
    },
    'followers_1.json': [follower('ana')],
  })
  expect(summary.owner?.account.handle).toBe('loomgate')
})

test('Instagram: a comment is an act toward the owner of the medium, and names others', async () => {
  const comment = (heading: string, owner: string) => ({
    media_list_data: [{ uri: '' }],
    string_map_data: {
      [heading]: { value: 'Größe zählt, @ben! 🧶' },
      [owner]: { value: 'ana' },
      Time: { timestamp: 1_700_000_000 },
    },
  })
  const { rows, records } = await read(
    { 'comments/post_comments_1.json': [comment('Comment', 'Media Owner'), comment('Kommentar', 'Besitzer')] },
    loomgate,
  )
  for (const record of records) {
    expect(record).toMatchObject({
      type: 'interaction',
      kind: 'comment',
      target: { handle: 'ana' },
      time: 1_700_000_000_000,
      post: { text: 'Größe zählt, @ben! 🧶', kind: 'reply' },
    })
  }
  expect(rows[0]).toMatchObject({ also: [{ kind: 'mention', target: { handle: 'ben' } }] })
})

test('Instagram: likes of both generations name whose post it was', async () => {
  const { records, ignored } = await read(
    {
      'likes/liked_posts.json': {
        likes_media_likes: [
          {
            title: 'ana',
            string_list_data: [{ href: 'https://www.instagram.com/p/AbC_1/', value: '👍', timestamp: 1_700_000_000 }],
          },
          { title: '', string_list_data: [{ href: 'https://www.instagram.com/p/AbC_2/', timestamp: 1_700_000_000 }] },
        ],
      },
      'your_instagram_activity/likes/liked_posts.json': [
        {
          timestamp: 1_760_000_000,
          media: [],
          label_values: [
            { label: 'URL', value: 'x', href: 'https://www.instagram.com/reel/DeF/' },
            { title: 'Owner', dict: [{ dict: [{ label: 'Username', value: 'ben' }] }] },
          ],
          fbid: '1',
        },
      ],
    },
    loomgate,
  )
  expect(records).toMatchObject([
    { kind: 'like', target: { handle: 'ana' }, postId: 'AbC_1' },
    { kind: 'like', target: { handle: 'ben' }, postId: 'DeF', time: 1_760_000_000_000 },
  ])
  expect(ignored).toEqual(['does not say whose post was liked'])
})

test('Instagram and Threads: captions are posts, on the picture or on the post; an id of their own makes repeats one', async () => {
  const { records } = await read(
    {
      'media/posts_1.json': [
        { media: [{ uri: 'a.jpg', creation_timestamp: 1_700_000_000, title: 'Yarn by @ana.' }] },
        {
          media: [
            { uri: 'b.jpg', creation_timestamp: 5 },
            { uri: 'c.jpg', creation_timestamp: 6 },
          ],
          title: 'Two',
          creation_timestamp: 1_700_000_001,
        },
      ],
      'your_instagram_activity/threads/threads_and_replies.json': {
        text_post_app_text_posts: [
          {
            media: [{ uri: '', creation_timestamp: 1_700_000_002, title: 'Hello', text_app_post: { is_reply: true } }],
          },
        ],
      },
    },
    loomgate,
  )
  expect(records).toMatchObject([
    { text: 'Yarn by @ana.', mentions: [{ handle: 'ana' }], kind: 'original' },
    { text: 'Two', time: 1_700_000_001_000 },
    { text: 'Hello', kind: 'reply', author: { platform: 'threads', handle: 'loomgate' } },
  ])
  expect(new Set(records.map((record) => ('id' in record ? record.id : null))).size).toBe(3)
})

test('an entry without a name or a time is rejected, the others stand', async () => {
  const { records, rejected } = await read(
    {
      'followers_1.json': [
        follower('ana'),
        { ...follower('ben'), string_list_data: [{ href: 'https://www.instagram.com/_u/' }] },
      ],
      'media/posts_1.json': [{ media: [{ uri: 'a', creation_timestamp: 0, title: 'x' }] }],
    },
    loomgate,
  )
  expect(records).toHaveLength(1)
  expect(rejected).toMatchObject([
    { place: { row: 2 }, problem: 'no account is named' },
    { place: { row: 1 }, problem: 'no time' },
  ])
})

test('a download as web pages is refused with how to get the other one', async () => {
  const pages = exportOf({
    'followers_and_following/followers_1.html': '<html>',
    'followers_and_following/following.html': '<html>',
  })
  await expect(detectFormat(pages)).rejects.toThrow(/choose JSON, not HTML/)
})

const facebookProfile = { profile_v2: { name: { full_name: 'Loomgate Müseum' } } }

test('Facebook: friends go both ways, followers and follows one way, by name and with dates', async () => {
  const { format, rows, summary } = await read({
    'profile_information/profile_information.json': facebookProfile,
    'connections/friends/your_friends.json': { friends_v2: [{ name: 'Ana Wéaver', timestamp: 1_600_000_000 }] },
    'connections/followers/people_who_followed_you.json': { followers_v3: [{ name: 'Ben Dyer' }] },
    "connections/followers/who_you've_followed.json": { following_v3: [{ name: 'Cai', timestamp: 1_600_000_000 }] },
  })
  expect(format).toBe('facebook_download')
  expect(summary.owner?.account.handle).toBe('Loomgate Müseum')
  expect(rows).toMatchObject([
    {
      record: { follower: { handle: 'Ana Wéaver' }, since: 1_600_000_000_000 },
      also: [{ followed: { handle: 'Ana Wéaver' } }],
    },
    { record: { follower: { handle: 'Ben Dyer' } } },
    { record: { followed: { handle: 'Cai' } } },
  ])
  expect(rows[1]).not.toHaveProperty('record.since')
})

test('Facebook: a comment is for whom its title names, in English; posts have text or are left out', async () => {
  const comment = (title: string) => ({
    timestamp: 1_600_000_000,
    data: [{ comment: { timestamp: 1_600_000_000, comment: 'Lovely', author: 'Loomgate' } }],
    title,
  })
  const { records, ignored } = await read({
    'profile.json': facebookProfile,
    'comments.json': {
      comments_v2: [
        comment('Loomgate commented on Ana Weaver’s post.'),
        comment('Loomgate hat den Beitrag von Ana kommentiert.'),
        comment('Loomgate replied to her own comment.'),
      ],
    },
    'posts/your_posts_1.json': [
      { timestamp: 1_600_000_001, data: [{ post: 'Open again' }, { update_timestamp: 1 }] },
      { timestamp: 1_600_000_002, attachments: [], title: 'Loomgate updated its cover photo.' },
    ],
  })
  expect(records).toMatchObject([
    { type: 'interaction', kind: 'comment', target: { handle: 'Ana Weaver' }, post: { text: 'Lovely' } },
    { type: 'post', kind: 'reply', parentAuthor: null },
    { type: 'post', kind: 'reply', parentAuthor: null },
    { type: 'post', kind: 'original', text: 'Open again' },
  ])
  expect(ignored).toEqual(['a picture or notice without text'])
})

test('a list that was cut off in its first entry is named, not passed over', async () => {
  const exported = exportOf({
    'connections/followers_and_following/followers_1.json': JSON.stringify([follower('ana')]),
    'connections/followers_and_following/following.json': '{"relationships_following":[{"title":"c',
    'personal_information/empty.json': '[]',
  })
  const { summary } = await readExport(await detectFormat(exported), exported, { ...loomgate, takenAt: 1 })
  expect(summary.notes).toEqual([
    'connections/followers_and_following/following.json is no whole JSON and was not read; ask for it again',
  ])
})

test('a download without any entry is a failure, not a success', async () => {
  await expect(read({ 'a.json': { friends_v2: [] }, 'p.json': facebookProfile })).rejects.toMatchObject({
    name: 'EmptyExport',
  })
})
