import { createReadStream } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { FileStore as PartStore } from '@tus/file-store'
import { ERRORS, MemoryLocker, type Upload as Parts, Server } from '@tus/server'
import { UploadFields } from '@weft/contract/uploads'
import { hasDone } from '@weft/store/audit'
import { withOrganization } from '@weft/store/database'
import { findUpload } from '@weft/store/uploads'
import { fileKeyOf, keepUpload } from './keep-upload.ts'
import type { ApiParts } from './parts.ts'
import { assertDigest } from './upload-digest.ts'
import { type SaidOfUpload, saidOfUpload } from './upload-said.ts'
import { uploadName } from './upload-stream.ts'

export const RESUMABLE_PATH = '/v1/uploads/resumable'

/** Whoever has not come back after a day has begun anew. */
export const PARTS_KEPT_MILLISECONDS = 24 * 60 * 60 * 1000

/** Whose upload it is: an upload is gone on with by the key that began it. */
export interface Sender {
  organizationId: string
  keyId: string
  actor: string
}

/**
 * Uploads that come in pieces, by the tus protocol. The pieces lie in a folder of their sender's, where nobody else's
 * request looks. Once the last is there the whole goes where files are kept, and is an upload of the same id.
 */
export class UploadParts {
  readonly #parts: ApiParts
  readonly #folder: string
  readonly #bytesMax: number
  readonly #locker = new MemoryLocker()
  readonly #finishing = new Map<string, Promise<void>>()

  constructor(parts: ApiParts, { folder, bytesMax }: { folder: string; bytesMax: number }) {
    this.#parts = parts
    this.#folder = folder
    this.#bytesMax = bytesMax
  }

  /** Answers a request of the protocol. Throws what is wrong with what was said, and what went wrong on our side. */
  async answer(request: Request, sender: Sender): Promise<Response> {
    const store = await this.#storeOf(sender)
    let thrown: Error | null = null
    const server = new Server({
      path: RESUMABLE_PATH,
      relativeLocation: true,
      datastore: store,
      locker: this.#locker,
      maxSize: this.#bytesMax,
      allowedOrigins: [],
      namingFunction: () => crypto.randomUUID(),
      onUploadCreate: async (_, { metadata = {} }) => {
        saidIn(metadata)
        return { metadata }
      },
      onUploadFinish: async (_, upload) => {
        await this.#finish(store, upload, sender)
        return {}
      },
      onResponseError: (_, error) => {
        if (error instanceof Error) thrown = error
        return undefined
      },
    })
    const response = await server.handleWeb(request)
    if (thrown !== null) throw thrown as Error
    return response
  }

  /**
   * How many bytes there are of an upload that is complete: what was lost with the last answer is made up for here.
   * `null` where it is not complete, or there is none.
   */
  async completed(id: string, sender: Sender): Promise<number | null> {
    const kept = await withOrganization(this.#parts.database, sender.organizationId, async (tx) =>
      (await hasDone(tx, { actor: sender.actor, act: 'upload_file', subject: id }))
        ? await findUpload(tx, id)
        : undefined,
    )
    if (kept !== undefined) return kept.bytes
    const store = await this.#storeOf(sender)
    const parts = await store.getUpload(id).catch((error: unknown) => {
      if (error === ERRORS.FILE_NOT_FOUND || error === ERRORS.FILE_NO_LONGER_EXISTS) return null
      throw error
    })
    if (parts === null || parts.size !== parts.offset) return null
    await this.#finish(store, parts, sender)
    return parts.offset
  }

  /** Removes the pieces of uploads that nobody went on with. */
  async removeExpired(): Promise<void> {
    for (const organizationId of await namesIn(this.#folder)) {
      for (const keyId of await namesIn(join(this.#folder, organizationId))) {
        await (await this.#storeOf({ organizationId, keyId })).deleteExpired()
      }
    }
  }

  /** Made anew for each request: it holds nothing but the folder's name. */
  async #storeOf({ organizationId, keyId }: Omit<Sender, 'actor'>): Promise<PartStore> {
    const directory = join(this.#folder, organizationId, keyId)
    await mkdir(directory, { recursive: true, mode: 0o700 })
    return new PartStore({ directory, expirationPeriodInMilliseconds: PARTS_KEPT_MILLISECONDS })
  }

  /** Once, however many ask for it. */
  async #finish(store: PartStore, upload: Parts, sender: Sender): Promise<void> {
    const under = this.#finishing.get(upload.id) ?? this.#finishOnce(store, upload, sender)
    this.#finishing.set(upload.id, under)
    try {
      await under
    } finally {
      this.#finishing.delete(upload.id)
    }
  }

  async #finishOnce(store: PartStore, { id, metadata = {} }: Parts, sender: Sender): Promise<void> {
    const { organizationId, actor } = sender
    const { database, files } = this.#parts
    if ((await withOrganization(database, organizationId, (tx) => findUpload(tx, id))) === undefined) {
      const { options, sha256 } = saidIn(metadata)
      const key = fileKeyOf(organizationId, id)
      const stored = await files.put(key, createReadStream(join(store.directory, id)) as AsyncIterable<Uint8Array>)
      try {
        assertDigest(sha256, stored)
      } catch (error) {
        await files.remove(key)
        await store.remove(id)
        throw error
      }
      const name = uploadName(metadata.filename ?? metadata.name ?? '')
      await keepUpload(this.#parts, organizationId, { id, name, stored, options, actor })
    }
    await store.remove(id)
  }
}

/** What is said in an upload's metadata; clients put other things there, too. Throws `RequestInvalid`. */
function saidIn(metadata: Readonly<Record<string, string | null>>): SaidOfUpload {
  const said = Object.entries(metadata).filter(([name, value]) => name in UploadFields.shape && value !== null)
  return saidOfUpload(UploadFields, Object.fromEntries(said))
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
