import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { AtpAgent, XRPCError } from '@atproto/api'
import { CannotDo } from '../expected-error.ts'
import type { Pages, Sources } from './collect.ts'
import type { FetchedFolder, FetchedPage } from './fetched-folder.ts'
import { isPassing, type Refusal, waitOf } from './patience.ts'

/** The most that Bluesky gives on a page. */
const ITEMS_A_PAGE = 100

/** As deep as Bluesky shows a conversation in one answer. */
const THREAD_DEPTH = 100

/** Answers public questions without anybody's password. */
export const BLUESKY_PUBLIC_SERVER = 'https://public.api.bsky.app'

/** Where accounts of bsky.social sign in. */
export const BLUESKY_HOME_SERVER = 'https://bsky.social'

type Ask = <Answer>(ask: () => Promise<Answer>) => Promise<Answer>

/** A handle or a DID. Throws {@link CannotDo}. */
export function blueskyAccount(account: string): string {
  const name = account.trim().replace(/^@/, '')
  if (/^did:[a-z]+:[\w.:%-]+$/.test(name) || /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(name)) return name
  throw new CannotDo(`"${account}" is no Bluesky account: write its handle, for example loomgate.museum.example`)
}

/** What Bluesky tells of an account. Notifications need the account's app password. */
export async function blueskySources(
  { server, actor, password }: { server: string; actor: string; password: string | null },
  folder: FetchedFolder,
  ask: Ask,
): Promise<Sources> {
  // The client checks answers and turns some values into objects of its own; what is kept is the answer as it came.
  let last: FetchedPage = { url: server, body: null }
  const agent = new AtpAgent({
    service: server,
    async fetch(input: string | URL | Request, init?: RequestInit) {
      const response = await globalThis.fetch(input, init)
      if (!response.ok) return response
      const url = input instanceof Request ? input.url : String(input)
      last = {
        url,
        body: await response
          .clone()
          .json()
          .catch(() => null),
      }
      return response
    },
  })
  if (password !== null) await ask(() => agent.login({ identifier: actor, password }))
  const paged = (list: (cursor: { cursor?: string }) => Promise<{ data: { cursor?: string | undefined } }>): Pages => ({
    async page(cursor) {
      const { data } = await ask(() => list(cursor === null ? {} : { cursor }))
      return { page: last, next: data.cursor === undefined || data.cursor === cursor ? null : data.cursor }
    },
  })
  const limit = ITEMS_A_PAGE
  return {
    followers: paged((cursor) => agent.getFollowers({ actor, limit, ...cursor })),
    following: paged((cursor) => agent.getFollows({ actor, limit, ...cursor })),
    statuses: paged((cursor) => agent.getAuthorFeed({ actor, limit, ...cursor })),
    threads: {
      async page(cursor) {
        const [uri, hasMore] = await answeredPostAfter(folder, cursor)
        if (uri === null) return { page: null, next: null }
        const isThere = await ask(() => agent.getPostThread({ uri, depth: THREAD_DEPTH })).then(() => true, orGone)
        return { page: isThere ? last : null, next: hasMore ? uri : null }
      },
    },
    ...(password === null ? {} : { notifications: paged((cursor) => agent.listNotifications({ limit, ...cursor })) }),
  }
}

interface FeedPage {
  body: { feed: { post: { uri: string; replyCount?: number }; reason?: unknown }[] }
}

/** The first fetched post after that one that was answered, and whether there are more; reposts are others' posts. */
async function answeredPostAfter(folder: FetchedFolder, cursor: string | null): Promise<[string | null, boolean]> {
  let isBehind = cursor === null
  let found: string | null = null
  if (folder.progress('statuses').pages === 0) return [null, false]
  for await (const line of createInterface({ input: createReadStream(folder.path('statuses')) })) {
    const { body } = JSON.parse(line) as FeedPage
    for (const { post, reason } of body.feed) {
      if (reason !== undefined) continue
      if (isBehind && (post.replyCount ?? 0) > 0) {
        if (found !== null) return [found, true]
        found = post.uri
      }
      if (post.uri === cursor) isBehind = true
    }
  }
  return [found, false]
}

/** A post that is gone meanwhile has no thread. */
function orGone(error: unknown): false {
  if (error instanceof XRPCError && error.error === 'NotFound') return false
  throw error
}

/** What an error of the client says of trying again. */
export function blueskyRefusal(error: unknown): Refusal | undefined {
  if (!(error instanceof XRPCError) || !isPassing(error.status)) return undefined
  const headers = error.headers ?? {}
  return { waitMilliseconds: waitOf({ get: (name) => headers[name] ?? null }, Date.now()) }
}
