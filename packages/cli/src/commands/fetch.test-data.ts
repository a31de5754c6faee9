import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, vi } from 'vitest'
import { fetchCommand } from './fetch.ts'

/** Answers a question in JSON; `undefined` where it has answered itself. */
export type Answering = (url: URL, request: IncomingMessage, response: ServerResponse) => unknown

/** The local server of a test: where it is, what was asked of it, how it answers, and where its pages go. */
export const local = {
  folder: '',
  address: '',
  asked: [] as string[],
  answer: (() => undefined) as Answering,
}

/** Gives each test a server and a folder of its own. */
export function useLocalServer(): void {
  let server: Server
  beforeEach(async () => {
    local.folder = await mkdtemp(join(tmpdir(), 'weft-fetch-'))
    local.asked = []
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', local.address)
      local.asked.push(`${url.pathname.split('/').at(-1)}${url.search}`)
      const body = local.answer(url, request, response)
      if (body === undefined) return
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(body))
    })
    local.address = await listening(server)
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await rm(local.folder, { recursive: true })
  })
}

/** Begins to listen; gives the address. */
export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Runs the command toward the local server; gives what it says of each thing. */
export async function run(platform: string, account: string, ...options: string[]): Promise<unknown> {
  let out = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  try {
    const words = [platform, account, '--out', local.folder, '--server', local.address, '--json', ...options]
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

export async function pages(thing: string): Promise<Page[]> {
  const text = await readFile(join(local.folder, `${thing}.ndjson`), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Page)
}

export const bodies = async (thing: string) => (await pages(thing)).map(({ body }) => body)

/** A Mastodon server with three followers on two pages, two statuses of which one was answered. */
export function mastodon(url: URL, request: IncomingMessage, response: ServerResponse): unknown {
  const path = url.pathname
  const follower = (id: string) => ({ id, acct: `f${id}`, display_name: 'F', followers_count: 1 })
  if (path === '/api/v1/accounts/lookup') return { id: '7', acct: url.searchParams.get('acct'), url: 'x' }
  if (path === '/api/v1/accounts/7/followers') {
    if (url.searchParams.get('max_id') === '55') return [follower('3')]
    const next = `${local.address}${path}?limit=80&max_id=55`
    response.setHeader('link', `<${next}>; rel="next", <${local.address}${path}?since_id=9>; rel="prev"`)
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

/** A Bluesky server with two pages of followers, and a feed with a post that was answered and a repost. */
export function bluesky(url: URL, _request: IncomingMessage, response: ServerResponse): unknown {
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
