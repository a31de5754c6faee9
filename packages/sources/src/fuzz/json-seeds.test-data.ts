import { fileSeed, jsonSeed, linesSeed, ours, type Seed } from './seed.test-data.ts'

const AT = '2024-02-01T10:00:00.000Z'
const SINCE_1970 = 1_706_781_600

const loom = { did: 'did:plc:loom', handle: 'loom.test', displayName: 'Loom' }
const postUri = (name: string, key: string) => `at://did:plc:${name}/app.bsky.feed.post/${key}`
const skeet = {
  $type: 'app.bsky.feed.post',
  text: 'hello @ana.test',
  createdAt: AT,
  langs: ['en'],
  reply: { root: { uri: postUri('zoe', '0') }, parent: { uri: postUri('ana', '9') } },
  facets: [{ features: [{ $type: 'app.bsky.richtext.facet#mention', did: 'did:plc:ben' }] }],
}
const skeetView = { uri: postUri('loom', '1'), author: loom, record: skeet, likeCount: 2, indexedAt: AT }

const tweet = (id: string, part: object = {}) => ({
  id,
  text: `tweet ${id} &amp; @ana`,
  author_id: '1',
  created_at: AT,
  edit_history_tweet_ids: [id],
  conversation_id: id,
  lang: 'en',
  public_metrics: { retweet_count: 5, reply_count: 1, like_count: 7, quote_count: 0 },
  entities: { mentions: [{ start: 0, end: 4, username: 'ana', id: '2' }] },
  ...part,
})
const xUsers = [
  { id: '1', username: 'loomgate', name: 'Loomgate', description: 'A museum', public_metrics: { followers_count: 3 } },
  { id: '2', username: 'ana', name: 'Ana' },
]
const xPage = {
  data: [tweet('100', { in_reply_to_user_id: '2', referenced_tweets: [{ type: 'replied_to', id: '90' }] })],
  includes: { users: xUsers, tweets: [tweet('90', { author_id: '2' })] },
  meta: { result_count: 1 },
  __twarc: { retrieved_at: '2024-03-01T00:00:00+00:00' },
}

const oldUser = (id: number, name: string) => ({ id, id_str: String(id), screen_name: name, name, followers_count: 9 })
const oldStatus = (id: string, part: object = {}) => ({
  created_at: 'Wed Feb 07 10:00:00 +0000 2018',
  id_str: id,
  full_text: `status ${id}`,
  user: oldUser(1, 'loomgate'),
  entities: { user_mentions: [{ id: 3, screen_name: 'ben' }], urls: [] },
  ...part,
})

const tooter = (id: string, name: string) => ({
  id,
  username: name,
  acct: `${name}@weavers.example`,
  display_name: name.toUpperCase(),
  note: `<p>I am ${name}</p>`,
  url: `https://weavers.example/@${name}`,
  followers_count: 3,
  statuses_count: 1,
  fields: [{ name: 'web', value: '<a href="https://loom.example">x</a>' }],
})
const toot = (id: string, part: object = {}) => ({
  id,
  uri: `https://museum.example/statuses/${id}`,
  url: `https://museum.example/@x/${id}`,
  created_at: AT,
  visibility: 'public',
  content: `<p>status ${id} &amp; <br>more</p>`,
  spoiler_text: '',
  language: 'en',
  account: tooter('1', 'loomgate'),
  mentions: [{ id: '3', acct: 'ben@b.example', url: 'https://b.example/@ben' }],
  reblog: null,
  in_reply_to_id: null,
  in_reply_to_account_id: null,
  edited_at: null,
  favourites_count: 4,
  ...part,
})

const videoComment = (id: string, more: object = {}) => ({
  kind: 'youtube#comment',
  id,
  snippet: {
    textOriginal: `text of ${id}`,
    authorDisplayName: '@ana',
    authorChannelId: { value: 'UCana' },
    publishedAt: AT,
    updatedAt: '2024-02-03T10:00:00Z',
    likeCount: 3,
    ...more,
  },
})

const jet = (operation: string, collection: string, rkey: string, record?: object) => ({
  did: 'did:plc:ana',
  time_us: Date.parse(AT) * 1000,
  kind: 'commit',
  commit: { operation, collection, rkey, ...(record === undefined ? {} : { record }) },
})

const redditComment = {
  id: 'c1',
  name: 't1_c1',
  author: 'ana',
  created_utc: SINCE_1970,
  body: 'hi u/ben',
  parent_id: 't3_p1',
}

/** Exports that are JSON or XML in one file, in the order of the formats. */
export const JSON_SEEDS: readonly Seed[] = [
  jsonSeed('youtube_data_api', {
    kind: 'youtube#commentThreadListResponse',
    nextPageToken: 'x',
    items: [
      {
        kind: 'youtube#commentThread',
        id: 'Ugx1',
        snippet: { videoId: 'vid1', channelId: 'UCloom', topLevelComment: videoComment('Ugx1'), totalReplyCount: 1 },
        replies: { comments: [videoComment('Ugx1.1', { parentId: 'Ugx1' })] },
      },
    ],
  }),
  jsonSeed('x_api_v2', xPage),
  linesSeed('x_api_v2', [xPage, xPage]),
  linesSeed('x_api_v2', [
    {
      data: [{ id: '5', username: 'eve', name: 'Eve', public_metrics: { followers_count: 3 } }],
      meta: { result_count: 1 },
      __twarc: { url: 'https://api.twitter.com/2/users/1/followers?max_results=1000', retrieved_at: AT },
    },
  ]),
  jsonSeed('x_api_v11', [
    oldStatus('60', { retweeted_status: oldStatus('50', { user: oldUser(2, 'ana') }) }),
    oldStatus('61', { quoted_status: oldStatus('50', { user: oldUser(2, 'ana') }) }),
    oldStatus('62', { in_reply_to_status_id: 49, in_reply_to_user_id: 3, in_reply_to_screen_name: 'ben' }),
  ]),
  linesSeed('x_api_v11', [oldStatus('60'), oldStatus('61')]),
  jsonSeed('x_support_dialogs', [
    {
      dialogHeader: { company: 'LoomHelp', sessionID: 's1' },
      dialogContent: [
        {
          client: 'ana',
          datetime: '2020-04-01T17:31:32.000Z',
          message: '@LoomHelp it broke',
          tweet_ID: '1245403438755852288',
        },
        { client1: 'ben', datetime: '2020-04-01T17:41:32.000Z', message: 'mine too', tweet_ID: '1245403438755852289' },
      ],
      agentURL: { tweet_ID: '1245425308704149506', url_utterance: 'See here' },
    },
  ]),
  jsonSeed('mastodon_api', [
    toot('12', { in_reply_to_id: '10', in_reply_to_account_id: '2', edited_at: '2024-02-03T10:00:00.000Z' }),
    toot('11', { reblog: toot('10', { account: tooter('2', 'ana') }) }),
  ]),
  jsonSeed('mastodon_api', { ancestors: [toot('20')], descendants: [toot('21', { in_reply_to_id: '20' })] }),
  jsonSeed('mastodon_api', [
    { id: '7', type: 'mention', created_at: AT, account: tooter('2', 'ana'), status: toot('30') },
  ]),
  jsonSeed('mastodon_api', [tooter('2', 'ana'), tooter('3', 'ben')], ours('mastodon', 'loomgate@museum.example')),
  jsonSeed('bluesky_api', { feed: [{ post: skeetView, reply: { parent: skeetView, root: skeetView } }] }),
  jsonSeed('bluesky_api', { subject: loom, followers: [{ did: 'did:plc:ana', handle: 'ana.test' }], cursor: 'x' }),
  jsonSeed('bluesky_api', { thread: { $type: 'app.bsky.feed.defs#threadViewPost', post: skeetView, replies: [] } }),
  jsonSeed('bluesky_api', { uri: postUri('loom', '1'), likes: [{ actor: loom, createdAt: AT, indexedAt: AT }] }),
  jsonSeed('bluesky_api', {
    notifications: [{ uri: postUri('ana', '1'), author: loom, reason: 'mention', record: skeet, indexedAt: AT }],
  }),
  linesSeed('bluesky_jetstream', [
    jet('create', 'app.bsky.feed.post', '1', skeet),
    jet('delete', 'app.bsky.feed.post', '1'),
    jet('create', 'app.bsky.feed.repost', '3', { createdAt: AT, subject: { uri: postUri('loom', '9') } }),
    jet('create', 'app.bsky.graph.follow', '4', { createdAt: AT, subject: 'did:plc:loom' }),
    { did: 'did:plc:ben', time_us: 1, kind: 'identity', identity: { did: 'did:plc:ben', handle: 'ben.test' } },
  ]),
  jsonSeed('reddit_api', { kind: 'Listing', data: { children: [{ kind: 't1', data: redditComment }] } }),
  linesSeed('reddit_api', [redditComment, { ...redditComment, id: 'c2', parent_id: 't1_c1' }]),
  jsonSeed('discourse_api', {
    id: 7,
    title: 'Looms',
    post_stream: {
      posts: [
        {
          id: 101,
          username: 'ana',
          name: 'ANA',
          created_at: AT,
          cooked: '<p>post 1</p>',
          post_number: 1,
          post_type: 1,
          topic_id: 7,
          actions_summary: [{ id: 2, count: 4 }],
          reply_count: 2,
        },
        {
          id: 102,
          username: 'ben',
          name: 'BEN',
          created_at: AT,
          cooked: '<p><a class="mention" href="/u/dee">@dee</a></p>',
          post_number: 2,
          post_type: 1,
          topic_id: 7,
          reply_to_post_number: 1,
        },
      ],
      stream: [101, 102],
    },
  }),
  fileSeed(
    'gexf',
    'net.gexf',
    '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="directed">' +
      '<attributes class="edge"><attribute id="0" title="Relationship" type="string"/></attributes>' +
      '<nodes><node id="ana" label="Ana &amp; Co"/><node id="ben"/></nodes><edges>' +
      '<edge source="ana" target="ben" start="2024-02-01T10:00:00Z"><attvalues><attvalue for="0" value="Replies to"/></attvalues></edge>' +
      '<edge source="ben" target="ana" label="follows"/></edges></graph></gexf>',
  ),
  fileSeed(
    'graphml',
    'net.graphml',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="k" for="edge" attr.name="kind" attr.type="string"/><key id="l" for="node" attr.name="label"/>' +
      '<graph edgedefault="directed"><node id="ana"><data key="l"><![CDATA[Ana <3]]></data></node><node id="ben"/>' +
      '<edge source="ana" target="ben"><data key="k">quote</data></edge></graph></graphml>',
  ),
]
