/** Where uploads and scorecards lie, each under a key such as `uploads/2d1f…/tweets.zip`. */
export interface FileStore {
  /** Keeps the bytes under the key, whole or not at all; replaces what was there. What `bytes` throws is thrown on. */
  put(key: string, bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<StoredFile>
  /** The bytes of that key. Throws {@link FileNotKept} once they are asked for, if there are none. */
  open(key: string): AsyncIterable<Uint8Array>
  /** Removes the key's bytes, if there are any. */
  remove(key: string): Promise<void>
  /**
   * The key's bytes as a file of this machine, to read and never to write, until it is disposed of:
   * `await using file = await files.local(key)`. Throws {@link FileNotKept}.
   */
  local(key: string): Promise<LocalFile>
}

export interface StoredFile {
  bytes: number
  /** Lower-case hexadecimal. */
  sha256: string
}

export interface LocalFile extends AsyncDisposable {
  path: string
}

/** Nothing is kept under that key. */
export class FileNotKept extends Error {
  override name = 'FileNotKept'
  readonly key: string
  constructor(key: string, options?: ErrorOptions) {
    super(`no file is kept under "${key}"`, options)
    this.key = key
  }
}

/** The key could lead out of the store. A mistake of the caller's: keys are ours, never a person's words. */
export class NotAFileKey extends Error {
  override name = 'NotAFileKey'
  constructor(key: string) {
    super(`"${key}" is not a file key: parts of letters, digits, ".", "_" and "-", joined by "/"`)
  }
}

/** A part starts with a letter or digit, which leaves out "..", hidden files, and what a shell would take for an option. */
const KEY = /^[a-z0-9][\w.-]{0,127}(\/[a-z0-9][\w.-]{0,127}){0,7}$/i

/** Throws {@link NotAFileKey}. */
export function assertFileKey(key: string): void {
  if (!KEY.test(key)) throw new NotAFileKey(key)
}
