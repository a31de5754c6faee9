import type { Signal } from '@weft/model/signal'
import type { Reader, ReadPost } from '@weft/reading/reader'
import { BadInput } from '../metrics/bad-input.ts'
import { postRows } from './post-rows.ts'

/** A post of a file, read. */
export interface PostOfFile {
  id: string
  text: string
  reading: ReadPost
}

/** The posts of a file as they are read, in its order. Throws as {@link postRows} does. */
export async function* readPosts(reader: Reader, file: string): AsyncGenerator<PostOfFile> {
  for await (const { id, text, language } of postRows(file)) yield { id, text, reading: reader.read(text, language) }
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
