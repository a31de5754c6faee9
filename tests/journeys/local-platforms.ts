import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const WHEN = '2026-05-04T10:00:00.000Z'

/** A Mastodon account as `/api/v1/accounts` shows it; invented. */
const person = (id: number) => ({
  id: String(id),
  username: `person${id}`,
  acct: `person${id}@loom.example`,
  display_name: `Person ${id}`,
  url: `https://loom.example/@person${id}`,
  uri: `https://loom.example/users/person${id}`,
  note: '<p>Weaves</p>',
  locked: false,
  bot: false,
  created_at: WHEN,
  followers_count: id,
  following_count: 1,
  statuses_count: 2,
})

const MUSEUM = {
  ...person(7),
  username: 'loomgate',
  acct: 'loomgate',
  display_name: 'Loomgate Museum',
  url: 'https://museum.example/@loomgate',
  uri: 'https://museum.example/users/loomgate',
}

const status = (id: number, account: object, fields: object = {}) => ({
  id: String(id),
  created_at: WHEN,
  in_reply_to_id: null,
  in_reply_to_account_id: null,
  visibility: 'public',
  language: 'en',
  uri: `https://museum.example/users/loomgate/statuses/${id}`,
  url: `https://museum.example/@loomgate/${id}`,
  replies_count: 0,
  reblogs_count: 0,
  favourites_count: 0,
  content: `<p>Status ${id}</p>`,
  reblog: null,
  account,
  mentions: [],
  tags: [],
  media_attachments: [],
  ...fields,
})

const ANSWER = status(901, person(1), {
  in_reply_to_id: '103',
  in_reply_to_account_id: '7',
  uri: 'https://loom.example/users/person1/statuses/901',
  mentions: [{ id: '7', username: 'loomgate', acct: 'loomgate', url: MUSEUM.url }],
})

/** Its followers are on three pages, it follows nobody, and one of its three statuses, on two pages, was answered. */
const MASTODON_LISTS: Readonly<Record<string, readonly (readonly object[])[]>> = {
  followers: [[person(1), person(2)], [person(3), person(4)], [person(5)]],
  following: [[]],
  statuses: [[status(103, MUSEUM, { replies_count: 1 }), status(102, MUSEUM)], [status(101, MUSEUM)]],
}

function mastodon(url: URL, response: ServerResponse): unknown {
  if (url.pathname === '/api/v1/accounts/lookup') return MUSEUM
  if (url.pathname === '/api/v1/statuses/103/context') return { ancestors: [], descendants: [ANSWER] }
  const [, name = ''] = /^\/api\/v1\/accounts\/7\/(\w+)$/.exec(url.pathname) ?? []
  const pages = MASTODON_LISTS[name]
  if (pages === undefined) return undefined
  const page = Number(url.searchParams.get('max_id') ?? 0)
  if (page + 1 < pages.length) {
    response.setHeader('link', `<${url.origin}${url.pathname}?max_id=${page + 1}>; rel="next"`)
  }
  return pages[page]
}

const did = (name: string) => `did:plc:${name.padEnd(24, 'a')}`

const actor = (name: string) => ({ did: did(name), handle: `${name}.test`, displayName: name, indexedAt: WHEN })

const post = (name: string, rkey: string, fields: { replyCount?: number; reply?: object } = {}) => ({
  uri: `at://${did(name)}/app.bsky.feed.post/${rkey}`,
  cid: CID,
  author: actor(name),
  record: {
    $type: 'app.bsky.feed.post',
    text: `post ${rkey}`,
    createdAt: WHEN,
    ...(fields.reply === undefined ? {} : { reply: fields.reply }),
  },
  replyCount: fields.replyCount ?? 0,
  repostCount: 0,
  likeCount: 0,
  indexedAt: WHEN,
})

const CID = 'bafyreib2rxk3rybk3aobmv5cjuql3bm2twh4jo5uxgf5kpqcsgz7soitae'

const ASKED = post('loomgate', '3kaaaaaaaaa2a', { replyCount: 1 })
const ASKED_REF = { uri: ASKED.uri, cid: CID }

const THREAD = {
  $type: 'app.bsky.feed.defs#threadViewPost',
  post: ASKED,
  replies: [
    {
      $type: 'app.bsky.feed.defs#threadViewPost',
      post: post('ana', '3kaaaaaaaaa2b', { reply: { root: ASKED_REF, parent: ASKED_REF } }),
      replies: [],
    },
  ],
}

/** As on Mastodon: followers on three pages, nobody followed, two posts on two pages, one of them answered. */
const BLUESKY_LISTS: Readonly<Record<string, { key: string; pages: readonly (readonly object[])[]; of?: object }>> = {
  'app.bsky.graph.getFollowers': {
    key: 'followers',
    of: { subject: actor('loomgate') },
    pages: [[actor('ana'), actor('ben')], [actor('cai')], [actor('dan')]],
  },
  'app.bsky.graph.getFollows': { key: 'follows', of: { subject: actor('loomgate') }, pages: [[]] },
  'app.bsky.feed.getAuthorFeed': {
    key: 'feed',
    pages: [[{ post: ASKED }], [{ post: post('loomgate', '3kaaaaaaaaa22') }]],
  },
}

function bluesky(url: URL): unknown {
  const name = url.pathname.slice('/xrpc/'.length)
  if (name === 'app.bsky.feed.getPostThread') return { thread: THREAD }
  const list = BLUESKY_LISTS[name]
  if (list === undefined) return undefined
  const page = Number(url.searchParams.get('cursor') ?? 0)
  const cursor = page + 1 < list.pages.length ? { cursor: String(page + 1) } : {}
  return { ...list.of, [list.key]: list.pages[page], ...cursor }
}

/**
 * A server of both platforms' APIs with invented accounts. `asked` are the addresses asked for, in order; `before` may
 * answer in its place, and has when it returns true.
 */
export async function localPlatforms(before: (request: IncomingMessage, response: ServerResponse) => boolean) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const address = request.url ?? '/'
    asked.push(address)
    if (before(request, response)) return
    const url = new URL(address, `http://${request.headers.host}`)
    const body = url.pathname.startsWith('/xrpc/') ? bluesky(url) : mastodon(url, response)
    response.statusCode = body === undefined ? 404 : 200
    response.setHeader('content-type', 'application/json; charset=utf-8')
    response.end(JSON.stringify(body ?? { error: 'Record not found' }))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    asked,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
