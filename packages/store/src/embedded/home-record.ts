import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const HomeRecord = z.object({
  /** Tells this home from any other, to whoever answers on its port. */
  id: z.string(),
  password: z.string(),
  /** Where this home's supervisor listens; holding it is what makes a supervisor the only one. */
  leasePort: z.int(),
  /** Where the data is, when that is not in the home. */
  movedTo: z.string().nullable(),
})

/** What a home keeps about its database, in a file only its owner reads. */
export type HomeRecord = z.infer<typeof HomeRecord>

const FILE = 'database.json'

/** The home's record; made when there is none. Two processes that both make it get the same one. */
export function homeRecord(home: string, leasePort: number): HomeRecord {
  mkdirSync(home, { recursive: true })
  const file = join(home, FILE)
  const known = readRecord(file)
  if (known !== null) return known
  const made = { id: secret(), password: secret(), leasePort, movedTo: null }
  const draft = writeDraft(home, made)
  try {
    // Unlike a rename, a link refuses to replace what another process has put there.
    linkSync(draft, file)
    return made
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return homeRecord(home, leasePort)
  } finally {
    rmSync(draft)
  }
}

/** Replaces the home's record. */
export function saveHomeRecord(home: string, record: HomeRecord): void {
  renameSync(writeDraft(home, record), join(home, FILE))
}

function readRecord(file: string): HomeRecord | null {
  try {
    return HomeRecord.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function writeDraft(home: string, record: HomeRecord): string {
  const draft = join(home, `.${FILE}.${randomBytes(6).toString('hex')}`)
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  return draft
}

function secret(): string {
  return randomBytes(24).toString('hex')
}
