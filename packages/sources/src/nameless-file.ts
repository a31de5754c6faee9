import { close, closeSync, open, read, write } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const openDescriptor = promisify(open)
const closeDescriptor = promisify(close)
const readAt = promisify(read)
const writeAt = promisify(write)

/** Read at a time: large enough that the asking costs little. */
const PIECE_BYTES = 256 * 1024

/** Closes what nothing refers to any more. */
const forgotten = new FinalizationRegistry<number>((descriptor) => closeSync(descriptor))

/**
 * A file in the system's temporary folder that has lost its name as soon as it is made: nobody else can open it, and
 * the system takes its room back when nothing refers to it any more or the process ends, however it ends.
 */
export class NamelessFile {
  readonly #descriptor: number
  #bytes = 0

  private constructor(descriptor: number) {
    this.#descriptor = descriptor
    forgotten.register(this, descriptor, this)
  }

  static async create(): Promise<NamelessFile> {
    const folder = await mkdtemp(join(tmpdir(), 'weft-'))
    try {
      return new NamelessFile(await openDescriptor(join(folder, 'unpacked'), 'wx+', 0o600))
    } finally {
      await rm(folder, { recursive: true })
    }
  }

  /** How much is in it. */
  get bytes(): number {
    return this.#bytes
  }

  async append(bytes: Uint8Array): Promise<void> {
    let written = 0
    while (written < bytes.length) {
      const { bytesWritten } = await writeAt(this.#descriptor, bytes, written, bytes.length - written, this.#bytes)
      written += bytesWritten
      this.#bytes += bytesWritten
    }
  }

  /** What is in it from one place to before another, each piece in memory of its own. */
  async *between(from: number, to: number): AsyncGenerator<Uint8Array> {
    for (let at = from; at < to; ) {
      const piece = await this.#read(Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, to - at)), at)
      at += piece.length
      yield piece
    }
  }

  /** The same, each piece in the memory of the one before. */
  async *betweenInPlace(from: number, to: number): AsyncGenerator<Uint8Array> {
    const memory = Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, to - from))
    for (let at = from; at < to; ) {
      const piece = await this.#read(memory.subarray(0, Math.min(memory.length, to - at)), at)
      at += piece.length
      yield piece
    }
  }

  async #read(into: Buffer, at: number): Promise<Uint8Array> {
    const { bytesRead } = await readAt(this.#descriptor, into, 0, into.length, at)
    if (bytesRead === 0) throw new Error('the temporary file ends before what was written to it')
    return into.subarray(0, bytesRead)
  }

  /** Gives its room back at once; it cannot be read any more. */
  async discard(): Promise<void> {
    forgotten.unregister(this)
    await closeDescriptor(this.#descriptor)
  }
}
