import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeDatabase, type Database, openDatabase } from '@weft/store/database'
import { startEmbeddedPostgres, startEphemeralPostgres } from '@weft/store/embedded/start-embedded-postgres'
import type { FileStore } from '@weft/store/files'
import { openFiles } from '@weft/store/files/open-files'
import { migrate } from '@weft/store/migrate'
import type { Settings } from '@weft/store/settings'

/** An open Weft: its database, migrated, and its files. */
export interface Installation extends AsyncDisposable {
  url: string
  database: Database
  files: FileStore
}

/** Opens the installation that the settings name: a server's database, or the embedded one in the home folder. */
export async function openInstallation(settings: Pick<Settings, 'databaseUrl' | 'home' | 's3'>): Promise<Installation> {
  if (settings.databaseUrl !== null) {
    return await openOn(settings.databaseUrl, settings, async () => undefined)
  }
  const postgres = await startEmbeddedPostgres({ home: settings.home })
  return await openOn(postgres.url, settings, () => postgres.stop())
}

/** An installation of one's own that leaves nothing behind. */
export async function openPassingInstallation(): Promise<Installation> {
  const home = await mkdtemp(join(tmpdir(), 'weft-'))
  const postgres = await startEphemeralPostgres()
  return await openOn(postgres.url, { home, s3: null }, async () => {
    await postgres.stop()
    await rm(home, { recursive: true, force: true })
  })
}

async function openOn(
  url: string,
  settings: Pick<Settings, 'home' | 's3'>,
  close: () => Promise<void>,
): Promise<Installation> {
  try {
    await migrate(url)
    const database = await openDatabase({ url })
    return {
      url,
      database,
      files: await openFiles(settings),
      [Symbol.asyncDispose]: async () => {
        await closeDatabase(database)
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}
