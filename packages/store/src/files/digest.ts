import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
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

/** Size and SHA-256 of a file of this machine. Reads it once; holds none of it. */
export async function digestOfFile(path: string): Promise<StoredFile> {
  const digest = new Digest()
  const pieces = createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Uint8Array>
  for await (const _ of digest.of(pieces));
  return digest.total()
}
