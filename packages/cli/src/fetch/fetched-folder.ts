import { mkdir, open, readFile, rename, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { CannotDo } from '../expected-error.ts'

/** What of an account is fetched, one file each. */
export const FETCHED_THINGS = ['followers', 'following', 'statuses', 'threads', 'notifications'] as const

export type FetchedThing = (typeof FETCHED_THINGS)[number]

const STATE_FILE = 'fetch-state.json'

/** How far the fetching of one thing has come. `bytes` is where its last whole page ends. */
const ThingState = z.object({
  bytes: z.int(),
  pages: z.int(),
  cursor: z.string().nullable(),
  done: z.boolean(),
})

const State = z.object({
  platform: z.enum(['mastodon', 'bluesky']),
  account: z.string(),
  things: z.partialRecord(z.enum(FETCHED_THINGS), ThingState),
})

export type ThingProgress = z.output<typeof ThingState>

/** A page as the platform's API gave it. */
export interface FetchedPage {
  url: string
  body: unknown
}

/**
 * The folder that fetched pages are written to: per thing a file with one page a line, and a note of how far each has
 * come. A page is in its file before the note says so, and what the note does not know of is cut off when fetching
 * goes on: no page is lost and none is there twice, wherever it was stopped.
 */
export class FetchedFolder {
  readonly #folder: string
  readonly #state: z.output<typeof State>

  private constructor(folder: string, state: z.output<typeof State>) {
    this.#folder = folder
    this.#state = state
  }

  /**
   * Makes the folder, or goes on in it. Throws {@link CannotDo} where it cannot be written, or holds another account's
   * pages.
   */
  static async open(folder: string, platform: 'mastodon' | 'bluesky', account: string): Promise<FetchedFolder> {
    await writing(folder, () => mkdir(folder, { recursive: true }))
    const written = await orNone(readFile(join(folder, STATE_FILE), 'utf8'))
    if (written === null) {
      const empty = new FetchedFolder(folder, { platform, account, things: {} })
      for (const thing of FETCHED_THINGS) await empty.#refuseUnknown(thing)
      return empty
    }
    const read = State.safeParse(parsed(written))
    if (!read.success) throw new CannotDo(`${join(folder, STATE_FILE)} is damaged; fetch into another folder`)
    if (read.data.platform !== platform || read.data.account !== account) {
      const other = `${read.data.platform}:${read.data.account}`
      throw new CannotDo(
        `${folder} holds what was fetched of ${other}; fetch ${platform}:${account} into another folder`,
      )
    }
    const opened = new FetchedFolder(folder, read.data)
    for (const thing of FETCHED_THINGS) await opened.#cutUnknown(thing)
    return opened
  }

  /** How far that thing has come; from the beginning where nothing of it was fetched. */
  progress(thing: FetchedThing): ThingProgress {
    return this.#state.things[thing] ?? { bytes: 0, pages: 0, cursor: null, done: false }
  }

  path(thing: FetchedThing): string {
    return join(this.#folder, `${thing}.ndjson`)
  }

  /** Keeps a page and where the next begins; `next` `null` is the end. Throws {@link CannotDo} where the disk is full. */
  async add(thing: FetchedThing, page: FetchedPage, next: string | null, takenAt: Date): Promise<void> {
    const { platform, account } = this.#state
    const { bytes, pages, cursor } = this.progress(thing)
    // Readers tell by the cursors whether a list is there from its first page, `cursor` null, to its last, `next` null.
    const about = { platform, endpoint: thing, account, taken_at: takenAt.toISOString(), url: page.url, cursor, next }
    // A page beside which there is no note at all is taken for somebody else's.
    if (Object.keys(this.#state.things).length === 0) await this.#note(thing, this.progress(thing))
    const line = Buffer.from(`${JSON.stringify({ weft_fetch: about, body: page.body })}\n`)
    await writing(this.path(thing), async () => {
      await using file = await open(this.path(thing), 'a')
      await file.writeFile(line)
      await file.sync()
    })
    await this.#note(thing, { bytes: bytes + line.length, pages: pages + 1, cursor: next, done: next === null })
  }

  /** Notes where the next page begins when there was none at the last place; `next` `null` is the end. */
  async skip(thing: FetchedThing, next: string | null): Promise<void> {
    await this.#note(thing, { ...this.progress(thing), cursor: next, done: next === null })
  }

  async #note(thing: FetchedThing, progress: ThingProgress): Promise<void> {
    this.#state.things[thing] = progress
    const draft = join(this.#folder, `.${STATE_FILE}`)
    await writing(draft, async () => {
      await writeFile(draft, `${JSON.stringify(this.#state, null, 2)}\n`)
      await rename(draft, join(this.#folder, STATE_FILE))
    })
  }

  async #refuseUnknown(thing: FetchedThing): Promise<void> {
    if ((await orNone(stat(this.path(thing)))) === null) return
    throw new CannotDo(`${this.path(thing)} is there without ${STATE_FILE}; fetch into another folder`)
  }

  async #cutUnknown(thing: FetchedThing): Promise<void> {
    const stats = await orNone(stat(this.path(thing)))
    const { bytes } = this.progress(thing)
    if ((stats?.size ?? 0) < bytes) throw new CannotDo(`${this.path(thing)} was cut; fetch into another folder`)
    if (stats !== null && stats.size > bytes) await writing(this.path(thing), () => truncate(this.path(thing), bytes))
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What is read of a file, `null` where there is none; a file that cannot be read is not one that is not there. */
async function orNone<Read>(reading: Promise<Read>): Promise<Read | null> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** The system's reason alone, such as a full disk, does not always name the file. */
async function writing<Result>(path: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    throw new CannotDo(`${path} cannot be written (${error instanceof Error ? error.message : String(error)})`, {
      cause: error,
    })
  }
}
