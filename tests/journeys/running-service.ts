import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildServer } from '@weft/api/server'
import { workOnUploads } from '@weft/ingest/work'
import { createApiKey } from '@weft/store/api-keys'
import type { Database } from '@weft/store/database'
import { folderFiles } from '@weft/store/files/folder-files'
import { createOrganization } from '@weft/store/organizations'
import { openQueue } from '@weft/store/queue'
import { testDatabase } from '@weft/store/test-database'
import pino from 'pino'

/** What became of an upload, as its last event says. */
interface Followed {
  id: string
  upload: {
    state: string
    held: { reason: string; detail: string } | null
    problem: { detail: string } | null
    receipt: { files: { format: string }[]; totals: object }
  }
}

/** The API and a worker on a database of their own, asked over a socket as an analyst. */
export interface RunningService extends AsyncDisposable {
  database: Database
  organizationId: string
  /** Asks for a path below `/v1`. */
  ask(path: string, init?: RequestInit): Promise<Response>
  /** Uploads a file and follows it to where it stops. */
  upload(name: string, content: string | Buffer): Promise<Followed>
  /** Waits for where an upload stops. */
  follow(id: string): Promise<Followed>
}

export async function runningService(): Promise<RunningService> {
  const fresh = await testDatabase()
  const { database } = fresh
  const home = await mkdtemp(join(tmpdir(), 'weft-journey-'))
  const files = folderFiles(join(home, 'files'))
  const queue = await openQueue(fresh.url)
  workOnUploads({ database, files, queue, logger: pino({ level: 'silent' }) })
  const settings = { uploadBytesMax: 1_000_000, requestsPerMinuteMax: 1000, partsFolder: join(home, 'parts') }
  const app = await buildServer({ database, files, queue, now: () => new Date() }, settings)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const { id: organizationId } = await createOrganization(database, { name: 'Invented Institute' })
  const { key } = await createApiKey(database, organizationId, { name: 'journey', role: 'analyst' })

  const ask: RunningService['ask'] = async (path, init = {}) => {
    const headers = { ...Object.fromEntries(new Headers(init.headers)), authorization: `Bearer ${key}` }
    return await fetch(`${address}/v1${path}`, { ...init, headers })
  }
  const follow: RunningService['follow'] = async (id) => {
    const events = await (await ask(`/uploads/${id}/events`)).text()
    const [last = '{}'] = events.match(/(?<=^data: )[^\n]*/gm)?.slice(-1) ?? []
    return { id, upload: JSON.parse(last) as Followed['upload'] }
  }
  return {
    database,
    organizationId,
    ask,
    follow,
    upload: async (name, content) => {
      const form = new FormData()
      form.append('file', new Blob([Uint8Array.from(Buffer.from(content))]), name)
      const { id } = (await (await ask('/uploads', { method: 'POST', body: form })).json()) as { id: string }
      return await follow(id)
    },
    [Symbol.asyncDispose]: async () => {
      await app.close()
      await queue.close()
      await fresh[Symbol.asyncDispose]()
      await rm(home, { recursive: true })
    },
  }
}
