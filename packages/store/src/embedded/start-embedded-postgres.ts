import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, statfsSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { postgresFolder } from './binaries.ts'
import { freePort } from './free-port.ts'
import { homeRecord, saveHomeRecord } from './home-record.ts'
import { takeLease } from './lease.ts'
import { canEnter, type ServerUser, serverUser } from './server-user.ts'
import { type EmbeddedPostgres, serverUrl, supervise } from './supervise.ts'
import { EmbeddedPostgresUnavailable } from './unavailable.ts'

/** Each round is either a start, a join, or having met a server that stopped under our hands. */
const ROUNDS_MAX = 20

/** A container's /dev/shm is 64 MB by default: less than one database takes. */
const MEMORY_BYTES_MIN = 1024 ** 3

/**
 * Starts the database of a home folder, or joins it when another process has it running. It takes connections from
 * this machine only, and stops when the last process that uses it calls `stop` or ends, in whatever way.
 *
 * As root, with a home that the server's user can't enter, the data lies in the temporary folder; that is said on
 * standard error. Throws {@link EmbeddedPostgresUnavailable} where it can't run. New: about a second; again: 0.2 s.
 */
export async function startEmbeddedPostgres({ home }: { home: string }): Promise<EmbeddedPostgres> {
  const folder = resolve(home)
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const record = homeRecord(folder, await freePort())
    const lease = await takeLease(record.id, record.leasePort)
    if (lease === 'stranger') {
      // While we were away another program got our port.
      saveHomeRecord(folder, { ...record, leasePort: await freePort() })
    } else if (lease === 'nobody') {
      const anyone = serverUser()
      const data = databaseFolder(folder, anyone)
      const user = dataOwner(data) ?? anyone
      const started = await supervise({
        programs: postgresFolder(user),
        folder: data,
        password: record.password,
        user,
        lease: { id: record.id, port: record.leasePort },
      })
      if (started !== null) return started
    } else {
      return { url: serverUrl(record.password, lease.port), stop: async () => lease.release() }
    }
  }
  throw new EmbeddedPostgresUnavailable(`the database of ${folder} keeps starting and stopping`)
}

/** A database of one's own that is gone at the end: for tests and for work that leaves only files. In memory if there is room. */
export async function startEphemeralPostgres(): Promise<EmbeddedPostgres> {
  const user = serverUser()
  const programs = postgresFolder(user)
  const folder = mkdtempSync(join(isRoomInMemory() ? '/dev/shm' : tmpdir(), 'weft-'))
  const password = randomBytes(24).toString('hex')
  const started = await supervise({ programs, folder, password, user, lease: null })
  if (started === null) throw new EmbeddedPostgresUnavailable(`${folder} is in use`)
  return started
}

function databaseFolder(home: string, user: ServerUser | null): string {
  const record = homeRecord(home, 0)
  const within = join(home, 'postgres')
  if (record.movedTo === null && canEnter(user, home)) return within
  if (record.movedTo !== null && existsSync(record.movedTo)) return record.movedTo
  const moved = mkdtempSync(join(tmpdir(), 'weft-'))
  process.stderr.write(
    record.movedTo === null
      ? `The database's user can't enter ${home}: the database is kept in ${moved}, which a restart of this machine may clear. Set WEFT_HOME to an open folder to keep it.\n`
      : `The database that was kept in ${record.movedTo} is gone; a new one is made in ${moved}\n`,
  )
  saveHomeRecord(home, { ...record, movedTo: moved })
  return moved
}

/** As root: whoever's data it already is, if not root's own. The data of a project's owner is used under `sudo` as it is. */
function dataOwner(folder: string): ServerUser | null {
  const data = join(folder, 'data')
  if (process.getuid?.() !== 0 || !existsSync(data)) return null
  const { uid, gid } = statSync(data)
  return uid === 0 ? null : { uid, gid }
}

function isRoomInMemory(): boolean {
  if (process.platform !== 'linux' || !existsSync('/dev/shm')) return false
  const { bavail, bsize } = statfsSync('/dev/shm')
  return bavail * bsize >= MEMORY_BYTES_MIN
}
