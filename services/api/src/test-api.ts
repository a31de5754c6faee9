import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileStore } from '@weft/store/files'
import { folderFiles } from '@weft/store/files/folder-files'
import type { Jobs } from '@weft/store/queue'
import { type TestDatabase, testDatabase } from '@weft/store/test-database'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { type ApiSettings, buildServer } from './server.ts'

/** The API on a database and a folder of its own, with a queue that notes what was asked for; for tests. */
export interface TestApi extends AsyncDisposable {
  app: FastifyInstance
  fresh: TestDatabase
  files: FileStore
  /** Where the files lie. */
  folder: string
  /** Where the pieces of unfinished uploads lie. */
  partsFolder: string
  sent: { name: keyof Jobs; data: Jobs[keyof Jobs] }[]
  /** Asks for an address with a key; `null` asks without. */
  get(url: string, key: string | null, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  inject(options: InjectOptions): Promise<LightMyRequestResponse>
}

/** Summer's last quarter is over, autumn's under way. */
export const NOW = new Date('2026-11-01T12:00:00Z')

export async function testApi(settings: Partial<ApiSettings> = {}): Promise<TestApi> {
  const fresh = await testDatabase()
  const home = await mkdtemp(join(tmpdir(), 'weft-api-'))
  const folder = join(home, 'files')
  const partsFolder = join(home, 'parts')
  const files = folderFiles(folder)
  const sent: TestApi['sent'] = []
  const app = await buildServer(
    {
      database: fresh.database,
      files,
      queue: {
        send: async (name, data) => {
          sent.push({ name, data })
          return null
        },
      },
      now: () => NOW,
    },
    { uploadBytesMax: 1024 * 1024, requestsPerMinuteMax: 10_000, partsFolder, ...settings },
  )
  const inject = async (options: InjectOptions) => await app.inject(options)
  return {
    app,
    fresh,
    files,
    folder,
    partsFolder,
    sent,
    inject,
    get: (url, key, headers = {}) =>
      inject({ url, headers: { ...headers, ...(key === null ? {} : { authorization: `Bearer ${key}` }) } }),
    [Symbol.asyncDispose]: async () => {
      await app.close()
      await fresh[Symbol.asyncDispose]()
      await rm(home, { recursive: true })
    },
  }
}

/** Every item of a list, followed from page to page. */
export async function everyItem<Item>(api: TestApi, url: string, key: string): Promise<Item[]> {
  const items: Item[] = []
  for (let next: string | null = ''; next !== null; ) {
    const cursor: string = next === '' ? '' : `${url.includes('?') ? '&' : '?'}cursor=${next}`
    const page: { items: Item[]; nextCursor: string | null } = (await api.get(`${url}${cursor}`, key)).json()
    items.push(...page.items)
    next = page.nextCursor
  }
  return items
}
