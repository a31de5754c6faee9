import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { EmbeddedPostgresUnavailable } from './unavailable.ts'

/** Whom the server runs as, where that is not whoever runs us. */
export interface ServerUser {
  uid: number
  gid: number
}

/**
 * The user to run the server as: `null` for ourselves; `postgres`, or else `nobody`, when we are root, whom PostgreSQL
 * refuses. No user is created. Throws {@link EmbeddedPostgresUnavailable} when there is none.
 */
export function serverUser(): ServerUser | null {
  if (process.getuid?.() !== 0) {
    try {
      userInfo()
      return null
    } catch (error) {
      throw new EmbeddedPostgresUnavailable('this user has no entry in /etc/passwd, which PostgreSQL needs', {
        cause: error,
      })
    }
  }
  const entries = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = entries.find((entry) => entry.startsWith(`${name}:`))?.split(':') ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new EmbeddedPostgresUnavailable('PostgreSQL does not run as root, and there is no user "postgres" or "nobody"')
}

/** Whether that user gets into the folder: asked of the system, since a closed folder further up is enough to say no. */
export function canEnter(user: ServerUser | null, folder: string): boolean {
  if (user === null) return true
  const asked = spawnSync('/bin/sh', ['-c', 'test -r "$0" && test -x "$0"', folder], {
    ...user,
    cwd: '/',
    stdio: 'ignore',
  })
  if (asked.error) {
    throw new EmbeddedPostgresUnavailable(
      'PostgreSQL does not run as root, and root may not become another user here',
      {
        cause: asked.error,
      },
    )
  }
  return asked.status === 0
}
