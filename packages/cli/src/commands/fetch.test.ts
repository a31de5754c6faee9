import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fetchCommand } from './fetch.ts'

// Waits between attempts take no time here.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }))

let folder: string
let server: Server
let address: string
let asked: string[]
let answer: (url: URL, request: IncomingMessage, response: ServerResponse) => unknown

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-fetch-'))
  asked = []
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', address)
    asked.push(`${url.pathname.split('/').at(-1)}${url.search}`)
    const body = answer(url, request, response)
    if (body === undefined) return
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true })
})

async function run(platform: string, account: string, ...options: string[]): Promise<unknown> {
  let out = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  try {
    const words = [platform, account, '--out', folder, '--server', address, '--json', ...options]
    await fetchCommand().exitOverride().parseAsync(words, { from: 'user' })
  } finally {
    write.mockRestore()
  }
  return (JSON.parse(out) as { fetched: unknown }).fetched
}

interface Page {
  weft_fetch: {
    platform: string
    endpoint: string
    account: string
    taken_at: string
    url: string
    cursor: string | null
    next: string | null
  }
  body: unknown
}

async function pages(thing: string): Promise<Page[]> {
  const text = await readFile(join(folder, `${thing}.ndjson`), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Page)
}

const bodies = async (thing: string) => (await pages(thing)).map(({ body }) => body)

/** A Mastodon server with three followers on two pages, two statuses of which one was answered. */
function mastodon(url: URL, request: IncomingMessage, response: ServerResponse): unknown {
  const path = url.pathname
  const follower = (id: string) => ({ id, acct: `f${id}`, display_name: 'F', followers_count: 1 })
  if (path === '/api/v1/accounts/lookup') return { id: '7', acct: url.searchParams.get('acct'), url: 'x' }
  if (path === '/api/v1/accounts/7/followers') {
    if (url.searchParams.get('max_id') === '55') return [follower('3')]
    const next = `${address}${path}?limit=80&max_id=55`
    response.setHeader('link', `<${next}>; rel="next", <${address}${path}?since_id=9>; rel="prev"`)
    return [follower('1'), follower('2')]
  }
  if (path === '/api/v1/accounts/7/following') return []
  if (path === '/api/v1/accounts/7/statuses') {
    return [
      { id: '101', replies_count: 2, in_reply_to_id: null, content: '<p>Hi</p>' },
      { id: '102', replies_count: 0 },
      { id: '103', replies_count: 1 },
    ]
  }
  if (path === '/api/v1/statuses/101/context')
    return { ancestors: [], descendants: [{ id: '201', in_reply_to_id: '101' }] }
  if (path === '/api/v1/notifications' && request.headers.authorization === 'Bearer secret')
    return [{ id: '1', type: 'follow' }]
  response.statusCode = 404
  return { error: 'Record not found' }
}

test('Mastodon: every page as the server wrote it, with whose it is and when; threads of what was answered', async () => {
  answer = mastodon
  expect(await run('mastodon', '@loomgate@museum.example')).toEqual([
    { thing: 'followers', pages: 2, done: true },
    { thing: 'following', pages: 1, done: true },
    { thing: 'statuses', pages: 1, done: true },
    { thing: 'threads', pages: 1, done: true },
  ])
  expect(await bodies('followers')).toMatchObject([
    [{ display_name: 'F' }, { acct: 'f2' }],
    [{ acct: 'f3', followers_count: 1 }],
  ])
  expect((await pages('followers'))[0]?.weft_fetch).toMatchObject({
    platform: 'mastodon',
    endpoint: 'followers',
    account: 'loomgate@museum.example',
    url: `${address}/api/v1/accounts/7/followers`,
  })
  expect((await pages('followers')).map(({ weft_fetch: { cursor, next } }) => [cursor, next])).toEqual([
    [null, '55'],
    ['55', null],
  ])
  // 103 was answered and is gone meanwhile: its thread is passed over.
  expect(await bodies('threads')).toEqual([{ ancestors: [], descendants: [{ id: '201', in_reply_to_id: '101' }] }])
})

test('a run that was stopped goes on after its last whole page, and a line cut off in the middle leaves nothing twice', async () => {
  answer = mastodon
  expect(await run('mastodon', 'loomgate@museum.example', '--only', 'followers', '--pages-max', '1')).toEqual([
    { thing: 'followers', pages: 1, done: false },
  ])
  await appendFile(join(folder, 'followers.ndjson'), '{"weft_fetch":{"platf')
  asked = []
  expect(await run('mastodon', 'loomgate@museum.example', '--only', 'followers')).toEqual([
    { thing: 'followers', pages: 2, done: true },
  ])
  expect(asked).toEqual(['lookup?acct=loomgate', 'followers?limit=80&max_id=55'])
  expect((await bodies('followers')).map((body) => (body as unknown[]).length)).toEqual([2, 1])
})

test('a folder holds one account', async () => {
  answer = mastodon
  await run('mastodon', 'loomgate@museum.example', '--only', 'following')
  await expect(run('mastodon', 'other@museum.example')).rejects.toThrow(
    /fetch mastodon:other@museum.example into another folder/,
  )
})

test('a server that is busy is waited for as long as it says, and asked again', async () => {
  let refused = 0
  answer = (url, request, response) => {
    if (!url.pathname.endsWith('/following') || refused++ > 0) return mastodon(url, request, response)
    response.statusCode = 429
    response.setHeader('retry-after', '0')
    return { error: 'Too many requests' }
  }
  expect(await run('mastodon', 'loomgate@museum.example', '--only', 'following')).toMatchObject([{ done: true }])
  expect(refused).toBe(2)
})

test.each(['text/html', 'text/plain'])(
  'a server that is out of order for a moment, in %s, is asked again',
  async (kind) => {
    let refused = 0
    answer = (url, request, response) => {
      if (!url.pathname.endsWith('/following') || refused++ > 0) return mastodon(url, request, response)
      response.statusCode = 502
      response.setHeader('content-type', kind)
      response.end('<h1>Bad gateway</h1>')
      return undefined
    }
    expect(await run('mastodon', 'loomgate@museum.example', '--only', 'following')).toMatchObject([{ done: true }])
    expect(refused).toBe(2)
  },
)

test('a connection that is cut is asked again, and a web page for an answer is said in words', async () => {
  let cut = 0
  answer = (url, request, response) => {
    if (!url.pathname.endsWith('/following') || cut++ > 0) return mastodon(url, request, response)
    response.destroy()
    return undefined
  }
  expect(await run('mastodon', 'loomgate@museum.example', '--only', 'following')).toMatchObject([{ done: true }])
  answer = (_url, _request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<h1>Welcome</h1>')
    return undefined
  }
  await expect(run('mastodon', 'loomgate@museum.example')).rejects.toThrow('does not answer as a Mastodon server')
})

test('notifications need the account’s token, which goes to no place but the server', async () => {
  answer = mastodon
  await expect(run('mastodon', 'loomgate@museum.example', '--only', 'notifications')).rejects.toThrow(
    'MASTODON_ACCESS_TOKEN',
  )
  vi.stubEnv('MASTODON_ACCESS_TOKEN', 'secret')
  expect(await run('mastodon', 'loomgate@museum.example', '--only', 'notifications')).toMatchObject([{ pages: 1 }])
  for (const file of ['notifications.ndjson', 'fetch-state.json']) {
    expect(await readFile(join(folder, file), 'utf8')).not.toContain('secret')
  }
})

test('an account that is not there, and one that is none, are said in words', async () => {
  answer = (_, __, response) => {
    response.statusCode = 404
    return { error: 'Record not found' }
  }
  await expect(run('mastodon', 'nobody@museum.example')).rejects.toThrow(
    'mastodon:nobody@museum.example could not be fetched: Record not found',
  )
  await expect(run('mastodon', 'nobody')).rejects.toThrow('write user@host')
  await expect(run('bluesky', 'not a handle')).rejects.toThrow('no Bluesky account')
})

/** A Bluesky server with two pages of followers, and a feed with a post that was answered and a repost. */
function bluesky(url: URL, _request: IncomingMessage, response: ServerResponse): unknown {
  const did = (name: string) => `did:plc:${name.padEnd(24, 'a')}`
  const actor = (name: string) => ({
    did: did(name),
    handle: `${name}.test`,
    indexedAt: '2024-01-01T00:00:00.000Z',
    seen: 'kept',
  })
  const post = (rkey: string, replyCount: number) => ({
    uri: `at://${did('loom')}/app.bsky.feed.post/${rkey}`,
    cid: 'bafyreib2rxk3rybk3aobmv5cjuql3bm2twh4jo5uxgf5kpqcsgz7soitae',
    author: actor('loom'),
    record: { $type: 'app.bsky.feed.post', text: 'hi', createdAt: '2024-01-01T00:00:00.000Z' },
    replyCount,
    indexedAt: '2024-01-01T00:00:00.000Z',
  })
  switch (url.pathname.split('/').at(-1) ?? '') {
    case 'app.bsky.graph.getFollowers':
      return url.searchParams.get('cursor') === 'c2'
        ? { subject: actor('loom'), followers: [actor('ben')] }
        : { subject: actor('loom'), followers: [actor('ana')], cursor: 'c2' }
    case 'app.bsky.graph.getFollows':
      return { subject: actor('loom'), follows: [] }
    case 'app.bsky.feed.getAuthorFeed':
      return {
        feed: [{ post: post('1', 0) }, { post: post('2', 3) }, { post: post('9', 5), reason: { $type: 'x#y' } }],
      }
    case 'app.bsky.feed.getPostThread':
      return { thread: { $type: 'app.bsky.feed.defs#threadViewPost', post: post('2', 3), replies: [] } }
    default:
      response.statusCode = 400
      return { error: 'InvalidRequest', message: 'no such method' }
  }
}

test('Bluesky: pages as the server wrote them, by cursor; the thread of the post that was answered', async () => {
  answer = bluesky
  expect(await run('bluesky', '@loomgate.test')).toEqual([
    { thing: 'followers', pages: 2, done: true },
    { thing: 'following', pages: 1, done: true },
    { thing: 'statuses', pages: 1, done: true },
    { thing: 'threads', pages: 1, done: true },
  ])
  expect(await bodies('followers')).toMatchObject([
    { followers: [{ handle: 'ana.test', seen: 'kept' }], cursor: 'c2' },
    { followers: [{ handle: 'ben.test' }] },
  ])
  expect(asked.filter((url) => url.startsWith('app.bsky.feed.getPostThread'))).toHaveLength(1)
  expect((await pages('threads'))[0]?.body).toMatchObject({ thread: { post: { replyCount: 3 } } })
})
