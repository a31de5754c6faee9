import { type Export, type ExportFile, passingBytes } from '@weft/sources/export'
import type { UploadProgress } from '@weft/store/upload'

/** Often enough to watch, seldom enough to cost nothing. */
const MARK_MILLISECONDS = 1_000

/** Pictures, sound and film, which no format reads: counted, they would make an archive seem never to be read. */
const MEDIA = /\.(jpe?g|png|gif|webp|heic|bmp|svg|ico|mp4|mov|m4v|webm|avi|mp3|m4a|wav|ogg|woff2?|ttf)$/i

/** Takes note of how far loading has come. */
export interface ProgressNotes {
  /** At marks: not more often than once a second, at the beginning, and before the merge. What it throws ends the load. */
  mark(progress: UploadProgress): Promise<void>
  /** After every batch of rows. */
  batch?: ((progress: UploadProgress) => void) | undefined
}

/** Follows the reading of an upload's exports: by the bytes that their files give, and by rows. */
export class LoadProgress {
  readonly #notes: ProgressNotes
  #stage: UploadProgress['stage'] = 'reading'
  #bytesRead = 0
  #bytesTotal = 0
  #rows = 0
  #markedAt = Number.NEGATIVE_INFINITY

  constructor(notes: ProgressNotes) {
    this.#notes = notes
  }

  /**
   * The export with its files counted as they are read. Readers may look a file through before they read it: it counts
   * by how far they are now.
   */
  follow({ name, files }: Export): Export {
    for (const { path, bytes } of files) if (!MEDIA.test(path)) this.#bytesTotal += bytes
    return { name, files: files.map((file) => this.#follow(file)) }
  }

  /** Notes a batch of rows that was read. */
  async rows(count: number): Promise<void> {
    this.#rows += count
    this.#notes.batch?.(this.#now())
    if (performance.now() - this.#markedAt >= MARK_MILLISECONDS) await this.#mark()
  }

  /** Everything is read. */
  async merging(): Promise<void> {
    this.#stage = 'merging'
    // Parts that nobody needed were not read, and never will be.
    this.#bytesRead = this.#bytesTotal
    this.#notes.batch?.(this.#now())
    await this.#mark()
  }

  async #mark(): Promise<void> {
    this.#markedAt = performance.now()
    await this.#notes.mark(this.#now())
  }

  #now(): UploadProgress {
    return { stage: this.#stage, bytesRead: this.#bytesRead, bytesTotal: this.#bytesTotal, rows: this.#rows }
  }

  #follow(file: ExportFile): ExportFile {
    if (MEDIA.test(file.path)) return file
    let counted = 0
    const count = async function* (this: LoadProgress, pieces: AsyncIterable<Uint8Array>) {
      this.#bytesRead -= counted
      counted = 0
      for await (const piece of pieces) {
        counted += piece.length
        this.#bytesRead += piece.length
        yield piece
      }
    }
    return {
      ...file,
      open: () => count.call(this, file.open()),
      openInPlace: () => count.call(this, passingBytes(file)),
    }
  }
}
