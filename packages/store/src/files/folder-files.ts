import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { assertFileKey, FileNotKept, type FileStore, type StoredFile } from '../files.ts'
import { Digest } from './digest.ts'

/** Files in a folder of this machine, made when the first is kept. */
export function folderFiles(folder: string): FileStore {
  const pathOf = (key: string): string => {
    assertFileKey(key)
    return join(folder, ...key.split('/'))
  }
  return {
    put: async (key, bytes) => await writeWhole(pathOf(key), bytes),
    open: (key) => readOrFail(key, pathOf(key)),
    remove: async (key) => await rm(pathOf(key), { force: true }),
    local: async (key) => {
      const path = pathOf(key)
      await access(path).catch((error: unknown) => {
        throw missingOr(error, key)
      })
      return { path, [Symbol.asyncDispose]: async () => undefined }
    },
  }
}

/** Written beside and renamed once it is on the disk, so that a crash leaves the old file or the new one. */
async function writeWhole(path: string, bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<StoredFile> {
  await mkdir(dirname(path), { recursive: true })
  const draft = join(dirname(path), `.${randomBytes(12).toString('hex')}`)
  const digest = new Digest()
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      for await (const chunk of digest.of(bytes)) await file.writeFile(chunk)
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
  return digest.total()
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
    throw missingOr(error, key)
  }
}

function missingOr(error: unknown, key: string): unknown {
  return (error as NodeJS.ErrnoException).code === 'ENOENT' ? new FileNotKept(key, { cause: error }) : error
}
