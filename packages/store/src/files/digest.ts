import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { StoredFile } from '../files.ts'

/** Counts and digests bytes on their way. */
export class Digest {
  readonly #hash = createHash('sha256')
  #bytes = 0

  async *of(bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.#hash.update(chunk)
      this.#bytes += chunk.length
      yield chunk
    }
  }

  /** What came by; asked for once. */
  total(): StoredFile {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }
}

/** Read from disk at a time: large enough that the asking costs little. */
const PIECE_BYTES = 256 * 1024

/** Size and SHA-256 of a file of this machine. Reads it once, each piece in the memory of the one before. */
export async function digestOfFile(path: string): Promise<StoredFile> {
  const hash = createHash('sha256')
  const piece = Buffer.allocUnsafeSlow(PIECE_BYTES)
  let bytes = 0
  await using file = await open(path)
  for (;;) {
    const { bytesRead } = await file.read(piece, 0, PIECE_BYTES)
    if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') }
    hash.update(piece.subarray(0, bytesRead))
    bytes += bytesRead
  }
}
