import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createRestAPIClient, MastoHttpError } from 'masto'
import { CannotDo } from '../expected-error.ts'
import type { Pages, Sources } from './collect.ts'
import type { FetchedFolder } from './fetched-folder.ts'
import { isPassing, type Refusal, waitOf } from './patience.ts'

/** The most that Mastodon gives on a page. */
const ACCOUNTS_A_PAGE = 80
const STATUSES_A_PAGE = 40

type Ask = <Answer>(ask: () => Promise<Answer>) => Promise<Answer>

/** An answer with its headers, which say where the next page is. */
interface Answer {
  headers: Headers
  data: unknown
}

/** `user@host` in its parts. Throws {@link CannotDo}. */
export function mastodonAccount(account: string): { user: string; host: string } {
  const [, user, host] = /^@?([\w.-]+)@([\w.-]+(?::\d+)?)$/.exec(account.trim()) ?? []
  if (user === undefined || host === undefined) {
    throw new CannotDo(`"${account}" is no Mastodon account: write user@host, for example loomgate@museum.example`)
  }
  return { user, host }
}

/**
 * What a Mastodon server tells of one of its accounts. Notifications, and what the account shows to nobody else, need
 * its access token.
 */
export async function mastodonSources(
  { server, user, token }: { server: string; user: string; token: string | null },
  folder: FetchedFolder,
  ask: Ask,
): Promise<Sources> {
  const client = createRestAPIClient({ url: server, ...(token === null ? {} : { accessToken: token }) })
  const found: { id?: unknown } | undefined = await ask(() => client.v1.accounts.lookup({ acct: user }))
  const id = found?.id
  if (typeof id !== 'string') throw new CannotDo(`${server} does not answer as a Mastodon server`)
  const account = client.v1.accounts.$select(id)
  const paged = (path: string, list: (cursor: { maxId?: string }) => PromiseLike<unknown>): Pages => ({
    async page(cursor) {
      const { headers, data } = (await ask(async () => await list(cursor === null ? {} : { maxId: cursor }))) as Answer
      if (!Array.isArray(data)) throw new CannotDo(`${server}${path} does not answer with a list, as Mastodon does`)
      const next = nextCursor(headers.get('link'))
      return { page: { url: `${server}${path}`, body: native(data) }, next: next === cursor ? null : next }
    },
  })
  const of = `/api/v1/accounts/${id}`
  return {
    followers: paged(`${of}/followers`, (cursor) => account.followers.list.$raw({ limit: ACCOUNTS_A_PAGE, ...cursor })),
    following: paged(`${of}/following`, (cursor) => account.following.list.$raw({ limit: ACCOUNTS_A_PAGE, ...cursor })),
    statuses: paged(`${of}/statuses`, (cursor) => account.statuses.list.$raw({ limit: STATUSES_A_PAGE, ...cursor })),
    threads: {
      async page(cursor) {
        const [statusId, next] = await answeredStatusAfter(folder, cursor)
        if (statusId === null) return { page: null, next: null }
        const context = () => client.v1.statuses.$select(statusId).context.fetch()
        const body = native(await ask(context).catch(orGone))
        const page = body === null ? null : { url: `${server}/api/v1/statuses/${statusId}/context`, body }
        return { page, next: next ? statusId : null }
      },
    },
    ...(token === null
      ? {}
      : {
          notifications: paged('/api/v1/notifications', (cursor) =>
            client.v1.notifications.list.$raw({ limit: STATUSES_A_PAGE, ...cursor }),
          ),
        }),
  }
}

/** The page after this one begins below `max_id`, which for followers is no account's id. */
function nextCursor(link: string | null): string | null {
  const next = (link ?? '').split(',').find((part) => /;\s*rel="?next"?/.test(part))
  return /[?&]max_id=([^&>]+)/.exec(next ?? '')?.[1] ?? null
}

/** The first fetched status after that one that was answered, and whether there are more; threads follow statuses. */
async function answeredStatusAfter(folder: FetchedFolder, cursor: string | null): Promise<[string | null, boolean]> {
  let isBehind = cursor === null
  let found: string | null = null
  if (folder.progress('statuses').pages === 0) return [null, false]
  for await (const line of createInterface({ input: createReadStream(folder.path('statuses')) })) {
    const { body } = JSON.parse(line) as { body: { id: string; replies_count?: number }[] }
    for (const { id, replies_count: replies = 0 } of body) {
      if (isBehind && replies > 0) {
        if (found !== null) return [found, true]
        found = id
      }
      if (id === cursor) isBehind = true
    }
  }
  return [found, false]
}

/** A status that is gone meanwhile has no thread. */
function orGone(error: unknown): null {
  if (error instanceof MastoHttpError && error.statusCode === 404) return null
  throw error
}

/** What an error of the client says of trying again. */
export function mastodonRefusal(error: unknown): Refusal | undefined {
  if (!(error instanceof MastoHttpError) || !isPassing(error.statusCode)) return undefined
  const response = error.cause
  return { waitMilliseconds: response instanceof Response ? waitOf(response.headers, Date.now()) : null }
}

/** The client gives `inReplyToId` for what Mastodon writes as `in_reply_to_id`; what is kept is as Mastodon writes it. */
function native(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(native)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      native(inner),
    ]),
  )
}
