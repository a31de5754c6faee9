import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where uploads and scorecards lie, each under a key such as `uploads/2d1f…/tweets.zip`. */
export interface FileStore {
  /** Keeps the bytes under the key, whole or not at all; replaces what was there. */
  put(key: string, bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<StoredFile>
  /** The bytes of that key. Throws {@link FileNotKept} once they are asked for, if there are none. */
  open(key: string): AsyncIterable<Uint8Array>
  /** Removes the key's bytes, if there are any. */
  remove(key: string): Promise<void>
  /** Where the key's bytes can be read as a file of this machine. */
  path(key: string): string
}

export interface StoredFile {
  bytes: number
  /** Lower-case hexadecimal. */
  sha256: string
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

/** Files in a folder of this machine, made when the first is kept. */
export function folderFiles(folder: string): FileStore {
  const pathOf = (key: string): string => {
    if (!KEY.test(key)) throw new NotAFileKey(key)
    return join(folder, ...key.split('/'))
  }
  return {
    put: async (key, bytes) => await writeWhole(pathOf(key), bytes),
    open: (key) => readOrFail(key, pathOf(key)),
    remove: async (key) => await rm(pathOf(key), { force: true }),
    path: pathOf,
  }
}

/** Written beside and renamed once it is on the disk, so that a crash leaves the old file or the new one. */
async function writeWhole(path: string, bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<StoredFile> {
  await mkdir(dirname(path), { recursive: true })
  const draft = join(dirname(path), `.${randomBytes(12).toString('hex')}`)
  const hash = createHash('sha256')
  let count = 0
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      for await (const chunk of bytes) {
        hash.update(chunk)
        count += chunk.length
        await file.writeFile(chunk)
      }
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
  return { bytes: count, sha256: hash.digest('hex') }
}

/** The new name, too, is only safe once the folder is on the disk. Windows has no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function* readOrFail(key: string, path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path) as AsyncIterable<Uint8Array>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new FileNotKept(key, { cause: error })
    throw error
  }
}
