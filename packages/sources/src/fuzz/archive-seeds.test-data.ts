import { CarBufferWriter } from '@ipld/car'
import { ytd } from '../exports.test-data.ts'
import { blockOf } from '../formats/bluesky/bluesky.test-data.ts'
import { bookParts, rowsXml } from '../workbook/books.test-data.ts'
import { bookSeed, fileSeed, jsonSeed, ours, type Seed, zipSeed } from './seed.test-data.ts'

const AT = '2024-02-01T10:00:00.000Z'
const LOOM = 'did:plc:loom'
const SINCE_1970 = 1_700_000_000
const CLOCK = 'Thu Nov 03 08:50:26 +0000 2022'

const metaName = (handle: string) => ({
  title: '',
  string_list_data: [{ href: `https://www.instagram.com/${handle}`, value: handle, timestamp: SINCE_1970 }],
})

const ZIPS: readonly Seed[] = [
  zipSeed('x_archive', {
    'data/account.js': ytd('account', [{ account: { username: 'weftmuseum', accountId: '1', createdAt: AT } }]),
    'data/tweets.js': ytd('tweets', [
      {
        tweet: {
          id_str: '5',
          full_text: '@ana and @ben',
          created_at: CLOCK,
          in_reply_to_user_id_str: '7',
          in_reply_to_screen_name: 'ana',
          entities: { user_mentions: [{ screen_name: 'ana', id_str: '7' }] },
        },
      },
      { tweet: { id_str: '6', full_text: 'RT @cai: hi', created_at: CLOCK, entities: { user_mentions: [] } } },
    ]),
    'data/follower.js': ytd('follower', [{ follower: { accountId: '7' } }, { follower: { accountId: '8' } }]),
    'data/like.js': ytd('like', [{ like: { tweetId: '9', expandedUrl: 'https://twitter.com/i/web/status/9' } }]),
  }),
  zipSeed('x_grailbird', {
    'data/js/user_details.js':
      'var user_details =  {"screen_name":"weftmuseum","full_name":"Weft","bio":"Cloth.","id":"2"}',
    'data/js/tweets/2012_11.js':
      'Grailbird.data.tweets_2012_11 = \n [ {"id_str":"650041477918248960","text":"a \\u003C @ana","created_at":"2012-11-05 10:00:00 +0000","entities":{"user_mentions":[],"urls":[]},"user":{"id_str":"2","screen_name":"weftmuseum"}} ]',
    'data/js/payload_details.js': 'var payload_details = {"tweets":1,"created_at":"2012-12-01 00:00:00 +0000"}',
  }),
  zipSeed('mastodon_archive', {
    'actor.json': {
      id: 'https://museum.example/users/loomgate',
      preferredUsername: 'loomgate',
      name: 'Loomgate',
      summary: '<p>A museum</p>',
    },
    'outbox.json': {
      totalItems: 2,
      orderedItems: [
        {
          id: 'https://museum.example/1/activity',
          type: 'Create',
          to: ['https://www.w3.org/ns/activitystreams#Public'],
          cc: [],
          object: {
            id: 'https://museum.example/1',
            type: 'Note',
            published: '2024-02-01T10:00:00Z',
            content: '<p>Hello</p>',
            inReplyTo: 'https://weavers.example/users/ana/statuses/9',
            tag: [{ type: 'Mention', href: 'https://weavers.example/users/ana', name: '@ana@weavers.example' }],
          },
        },
        {
          id: 'b',
          type: 'Announce',
          published: '2024-02-02T10:00:00Z',
          to: ['https://www.w3.org/ns/activitystreams#Public'],
          cc: [],
          object: 'https://weavers.example/@ana/77',
        },
      ],
    },
  }),
  zipSeed('slack_export', {
    'users.json': [
      { id: 'UANA', name: 'ana', real_name: 'ana', profile: { real_name: 'Ana Weaver', title: 'Weaver' } },
      { id: 'UBEN', name: 'ben', profile: {} },
    ],
    'channels.json': [{ id: 'C1', name: 'general', members: ['UANA', 'UBEN'] }],
    'general/2024-02-01.json': [
      {
        type: 'message',
        ts: '1706781600.000100',
        user: 'UANA',
        text: 'Hi <@UBEN|ben> &amp; <!channel>',
        reactions: [{ name: 'wave', users: ['UBEN'], count: 1 }],
      },
      {
        type: 'message',
        ts: '1706781700.000100',
        user: 'UBEN',
        text: 'yes',
        thread_ts: '1706781600.000100',
        parent_user_id: 'UANA',
      },
    ],
  }),
  zipSeed('instagram_download', {
    'connections/followers_and_following/followers_1.json': [metaName('ana'), metaName('cai')],
    'connections/followers_and_following/following.json': { relationships_following: [metaName('ben')] },
    'personal_information/personal_information.json': {
      profile_user: [{ string_map_data: { Username: { value: 'loomgate' } } }],
    },
    'comments/post_comments_1.json': [
      {
        string_map_data: {
          Comment: { value: 'Lovely, @ben!' },
          'Media Owner': { value: 'ana' },
          Time: { timestamp: SINCE_1970 },
        },
      },
    ],
    'likes/liked_posts.json': {
      likes_media_likes: [
        { title: 'ana', string_list_data: [{ href: 'https://www.instagram.com/p/AbC_1/', timestamp: SINCE_1970 }] },
      ],
    },
    'media/posts_1.json': [{ media: [{ uri: 'a.jpg', creation_timestamp: SINCE_1970, title: 'Yarn by @ana.' }] }],
  }),
  zipSeed('facebook_download', {
    'profile_information/profile_information.json': {
      profile_v2: { name: { full_name: 'Loomgate M\u00c3\u00bcseum' } },
    },
    'connections/friends/your_friends.json': { friends_v2: [{ name: 'Ana', timestamp: SINCE_1970 }] },
    'connections/followers/people_who_followed_you.json': { followers_v3: [{ name: 'Ben Dyer' }] },
    'comments/comments.json': {
      comments_v2: [
        {
          timestamp: SINCE_1970,
          data: [{ comment: { timestamp: SINCE_1970, comment: 'Lovely', author: 'Loomgate' } }],
          title: 'Loomgate commented on Ana Weaver’s post.',
        },
      ],
    },
    'posts/your_posts_1.json': [{ timestamp: SINCE_1970, data: [{ post: 'Open again' }] }],
  }),
  zipSeed('youtube_takeout', {
    'Takeout/YouTube and YouTube Music/subscriptions/subscriptions.csv':
      'Channel Id,Channel Url,Channel Title\r\nUCana,http://www.youtube.com/channel/UCana,Ana weaves\r\n',
    'Takeout/YouTube and YouTube Music/comments/comments.csv':
      'Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Video ID,Comment Text,Top-Level Comment ID\r\n' +
      'Ugx1,UCloom,2024-02-01T10:00:00.123456+00:00,0,,vid1,"{""text"":""hello "",""mention"":{""externalChannelId"":""UCana""}}",\r\n',
  }),
  zipSeed('linkedin_export', {
    'Connections.csv':
      'First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAna,Weaver,https://www.linkedin.com/in/ana,,Loom,Curator,17 Jun 2021\n',
    'Shares.csv':
      'Date,ShareLink,ShareCommentary,SharedURL,MediaURL,Visibility\r\n2021-06-15 08:40:56,https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A681,Hello,,,MEMBER_NETWORK\r\n',
    'Profile.csv': 'First Name,Last Name,Headline,Summary\nLoom,Gate,A museum,\n',
    'Invitations.csv':
      'From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\nUs,Ben,"6/16/21, 3:28 AM",x,OUTGOING,https://www.linkedin.com/in/loom-gate,https://www.linkedin.com/in/ben\n',
  }),
  zipSeed('reddit_export', {
    'comments.csv':
      'id,permalink,date,ip,subreddit,gildings,link,parent,body,media\nabc,https://www.reddit.com/r/weaving/comments/xyz/t/abc/,2023-01-15 12:34:56 UTC,,weaving,0,https://x,def,hello,\n',
    'posts.csv':
      'id,permalink,date,ip,subreddit,gildings,title,url,body\nxyz,/r/weaving/comments/xyz/,2023-01-15 12:34:56 UTC,,weaving,0,Looms,,Which?\n',
    'statistics.csv': 'statistic,value\naccount name,loomgate\n',
  }),
  zipSeed('discourse_archive', {
    'user_archive.csv':
      'topic_title,categories,is_pm,post_raw,post_cooked,like_count,reply_count,url,created_at\nLooms,weaving,No,raw,<p>Hello</p>,1,0,https://f.example/t/looms/7/1,2024-02-01 10:00:00 UTC\n',
    'preferences.json': { user: { username: 'loomgate', name: 'Loomgate' } },
  }),
]

const BOOKS: readonly Seed[] = [
  bookSeed(
    'nodexl',
    bookParts({
      sheets: [
        {
          name: 'Edges',
          rows: rowsXml([
            ['Vertex 1', 'Vertex 2', 'Relationship', 'Relationship Date (UTC)', 'Tweet', 'Imported ID'],
            ['ana', 'ben', 'Replies to', 45323.4375, '@ben look', '100'],
            ['dee', 'dee', 'Tweet', 45323, 'mine', '101'],
          ]).replaceAll('<c><v>45323', '<c s="1"><v>45323'),
        },
        {
          name: 'Vertices',
          rows: rowsXml([
            ['Vertex', 'Followed', 'Followers', 'Description'],
            ['ana', 7, 12, 'A weaver'],
          ]),
        },
      ],
      formats: { 164: 'm/d/yyyy h:mm' },
      styles: [0, 164],
    }),
  ),
  bookSeed(
    'linkedin_page_analytics',
    bookParts({
      sheets: [
        {
          name: 'New followers',
          rows: rowsXml([
            ['Date', 'Sponsored followers', 'Organic followers', 'Auto-invited followers', 'Total followers'],
            ['03/14/2024', '0', '3', '1', '4'],
          ]),
        },
      ],
      strings: '<si><t>unused</t></si>',
    }),
    ours('linkedin'),
  ),
  bookSeed(
    'interactions_csv',
    bookParts({
      sheets: [
        {
          name: 'Sheet1',
          rows: '<row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c><c t="s"><v>4</v></c></row><row r="2"><c><v>5</v></c><c s="1"><v>45323.5</v></c><c t="s"><v>5</v></c><c t="inlineStr"><is><t>ana</t></is></c><c t="str"><v>ben</v></c></row>',
        },
      ],
      strings: ['id', 'time', 'kind', 'actor', 'target', 'reply'].map((text) => `<si><t>${text}</t></si>`).join(''),
      formats: { 164: 'yyyy-mm-dd hh:mm' },
      styles: [0, 164],
    }),
  ),
]

/** A repository and a commit, as blocks with their hashes. */
async function blueskySeeds(): Promise<Seed[]> {
  const post = await blockOf({ $type: 'app.bsky.feed.post', text: 'hello', createdAt: AT, langs: ['en'] })
  const follow = await blockOf({ $type: 'app.bsky.graph.follow', createdAt: AT, subject: 'did:plc:ana' })
  const about = await blockOf({ $type: 'app.bsky.actor.profile', displayName: 'Loomgate', description: 'Weaving' })
  const node = await blockOf({
    l: null,
    e: [
      { p: 0, k: Buffer.from('app.bsky.actor.profile/self'), v: about.cid, t: null },
      { p: 9, k: Buffer.from('feed.post/3'), v: post.cid, t: null },
      { p: 9, k: Buffer.from('graph.follow/4'), v: follow.cid, t: null },
    ],
  })
  const commit = await blockOf({ did: LOOM, version: 3, data: node.cid, rev: '1', prev: null, sig: new Uint8Array(64) })
  const writer = CarBufferWriter.createWriter(new ArrayBuffer(4096), { roots: [commit.cid] })
  for (const block of [commit, node, post, follow, about]) writer.write(block)
  const repository = Buffer.from(writer.close({ resize: true }))
  const slice = CarBufferWriter.createWriter(new ArrayBuffer(2048), { roots: [post.cid] })
  slice.write(post)
  const blocks = Buffer.from(slice.close({ resize: true })).toString('base64')
  return [
    fileSeed('bluesky_repository', 'repo.car', repository),
    jsonSeed('bluesky_firehose', {
      repo: LOOM,
      time: AT,
      blocks: { $bytes: blocks },
      ops: [
        { action: 'create', path: 'app.bsky.feed.post/1', cid: { $link: post.cid.toString() } },
        { action: 'delete', path: 'app.bsky.feed.post/3', cid: null },
      ],
    }),
  ]
}

/** Exports of many files, workbooks, and Bluesky's binary ones. */
export async function archiveSeeds(): Promise<Seed[]> {
  return [...ZIPS, ...BOOKS, ...(await blueskySeeds())]
}
