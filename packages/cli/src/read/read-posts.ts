import type { Signal } from '@weft/model/signal'
import type { PostReader } from '@weft/reading/post-reader'
import type { ReadPost } from '@weft/reading/reader'
import { BadInput } from '../metrics/bad-input.ts'
import { type PostRow, postRows } from './post-rows.ts'

/** Enough that a second tier finds texts of one length among them, few enough to hold. */
const POSTS_AT_ONCE = 256

/** A post of a file, read. */
export interface PostOfFile {
  id: string
  text: string
  reading: ReadPost
}

/** The posts of a file as they are read, in its order. Throws as {@link postRows} does. */
export async function* readPosts(reader: PostReader, file: string): AsyncGenerator<PostOfFile> {
  let rows: PostRow[] = []
  for await (const row of postRows(file)) {
    if (rows.push(row) < POSTS_AT_ONCE) continue
    yield* await readRows(reader, rows)
    rows = []
  }
  yield* await readRows(reader, rows)
}

async function readRows(reader: PostReader, rows: readonly PostRow[]): Promise<PostOfFile[]> {
  const readings = await reader.read(rows.map(({ text, language }) => ({ text, platformLanguage: language })))
  return rows.map(({ id, text }, place) => ({ id, text, reading: readings[place]! }))
}

/** Posts that a share is of, or a sample from: each once, so that a label says which is meant. */
export class Frame {
  /** Place of each id. */
  readonly places = new Map<string, number>()
  /** Per place; `null` where the post was not read. */
  readonly scores: (Record<Signal, number> | null)[] = []
  readonly #file: string
  constructor(file: string) {
    this.#file = file
  }
  /** Throws BadInput for an id that is there already. */
  add({ id, reading }: PostOfFile): void {
    if (this.places.has(id)) {
      throw new BadInput(
        `${this.#file}: the id '${id}' occurs twice; a post counts once, and a label needs to know which`,
      )
    }
    this.places.set(id, this.scores.length)
    this.scores.push(reading.signals)
  }
}
