import { CannotDo } from '../expected-error.ts'
import { FETCHED_THINGS, type FetchedFolder, type FetchedPage, type FetchedThing } from './fetched-folder.ts'

/** Gives pages of one thing, each after the cursor that the page before it gave. */
export interface Pages {
  /** The page at a cursor, `null` for the first; `next` `null` is the end. No page where there is nothing to give. */
  page(cursor: string | null): Promise<{ page: FetchedPage | null; next: string | null }>
}

/** What an account's server can be asked for. */
export type Sources = Partial<Record<FetchedThing, Pages>>

/** How many pages of a thing there are, and whether they are all. */
export interface Fetched {
  thing: FetchedThing
  pages: number
  done: boolean
}

/** Servers leave out accounts that are gone or hidden, and so may give empty pages one after the other; not these many. */
const PAGES_WITHOUT_NEWS_MAX = 20

/**
 * Fetches what is wanted, page by page, each kept before the next is asked for; goes on where an earlier run stopped.
 * Stops at `pagesMax` pages of a thing. Returns how many pages each thing has now, and whether it is whole. Throws
 * {@link CannotDo} where a server goes on giving pages that are empty or the same; what is fetched stays.
 */
export async function collect(
  folder: FetchedFolder,
  sources: Sources,
  {
    now,
    pagesMax,
    onPage,
  }: { now: () => Date; pagesMax: number; onPage: (thing: FetchedThing, pages: number) => void },
): Promise<Fetched[]> {
  for (const thing of FETCHED_THINGS) {
    const source = sources[thing]
    if (source === undefined) continue
    let earlier = ''
    let withoutNews = 0
    for (let { cursor, pages, done } = folder.progress(thing); !done && pages < pagesMax; ) {
      const { page, next } = await source.page(cursor)
      if (page === null) await folder.skip(thing, next)
      else await folder.add(thing, page, next, now())
      ;({ cursor, pages, done } = folder.progress(thing))
      onPage(thing, pages)
      // Threads end with the statuses that they are of.
      if (thing === 'threads' || page === null) continue
      const items = JSON.stringify(listIn(page.body))
      withoutNews = items === '[]' || items === earlier ? withoutNews + 1 : 0
      earlier = items
      if (!done && withoutNews === PAGES_WITHOUT_NEWS_MAX) {
        throw new CannotDo(
          `the server gave ${withoutNews} pages of ${thing} one after the other with nothing new; ` +
            `what is fetched stays, and the same command goes on`,
        )
      }
    }
  }
  return FETCHED_THINGS.filter((thing) => thing in sources).map((thing) => {
    const { pages, done } = folder.progress(thing)
    return { thing, pages, done }
  })
}

/** Mastodon answers with the list itself, Bluesky with an object that holds it. */
function listIn(body: unknown): unknown[] {
  if (Array.isArray(body)) return body
  return typeof body === 'object' && body !== null ? (Object.values(body).find(Array.isArray) ?? []) : []
}
