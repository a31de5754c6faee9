import { FETCHED_THINGS, type FetchedFolder, type FetchedPage, type FetchedThing } from './fetched-folder.ts'

/** Gives pages of one thing, each after the cursor that the page before it gave. */
export interface Pages {
  /** The page at a cursor, `null` for the first; `next` `null` is the end. No page where there is nothing to give. */
  page(cursor: string | null): Promise<{ page: FetchedPage | null; next: string | null }>
}

/** What an account's server can be asked for. */
export type Sources = Partial<Record<FetchedThing, Pages>>

/**
 * Fetches what is wanted, page by page, each kept before the next is asked for; goes on where an earlier run stopped.
 * `pagesMax` ends a run early, per thing. Returns how many pages each thing has now, and whether it is whole.
 */
export async function collect(
  folder: FetchedFolder,
  sources: Sources,
  {
    now,
    pagesMax,
    onPage,
  }: { now: () => Date; pagesMax: number; onPage: (thing: FetchedThing, pages: number) => void },
): Promise<{ thing: FetchedThing; pages: number; done: boolean }[]> {
  for (const thing of FETCHED_THINGS) {
    const source = sources[thing]
    if (source === undefined) continue
    for (let { cursor, pages, done } = folder.progress(thing); !done && pages < pagesMax; ) {
      const { page, next } = await source.page(cursor)
      if (page === null) await folder.skip(thing, next)
      else await folder.add(thing, page, next, now())
      ;({ cursor, pages, done } = folder.progress(thing))
      onPage(thing, pages)
    }
  }
  return FETCHED_THINGS.filter((thing) => thing in sources).map((thing) => {
    const { pages, done } = folder.progress(thing)
    return { thing, pages, done }
  })
}
