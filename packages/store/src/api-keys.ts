import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type Database, withOrganization } from './database.ts'

/** What whoever holds a key may do, from least to most. */
export type Role = 'uploader' | 'analyst' | 'reviewer' | 'leader' | 'admin'

/** The roles, from least to most. */
export const ROLES: readonly Role[] = ['uploader', 'analyst', 'reviewer', 'leader', 'admin']

/** Whose key was presented, and what it allows. */
export interface ApiKey {
  organizationId: string
  id: string
  name: string
  role: Role
}

/** A key as its organization sees it: never the key itself. */
export interface ApiKeyListed {
  id: string
  name: string
  role: string
  /** The key's first characters, by which people tell their keys apart. */
  prefix: string
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
  revokedAt: Date | null
}

/** More than anyone can guess: 192 bits. That is also why a plain digest is enough to keep. */
const KEY_BYTES = 24

const KEY = /^weft_[\w-]{32}$/

/** `weft_` and six characters of 64 kinds: enough to tell an organization's keys apart, useless for guessing the rest. */
const PREFIX_CHARACTERS = 11

/** A key's last use is written down once a minute, not for each request. */
const LAST_USE_SECONDS = 60

/** Makes a key. It is returned here and never again: only its digest is kept. */
export async function createApiKey(
  database: Database,
  organizationId: string,
  { name, role, expiresAt = null }: { name: string; role: Role; expiresAt?: Date | null },
): Promise<{ id: string; key: string }> {
  const key = `weft_${randomBytes(KEY_BYTES).toString('base64url')}`
  const { id } = await withOrganization(database, organizationId, async (tx) =>
    tx
      .insertInto('api_key')
      .values({
        organization_id: organizationId,
        name,
        role,
        prefix: key.slice(0, PREFIX_CHARACTERS),
        digest: digestOf(key),
        expires_at: expiresAt,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  return { id, key }
}

/**
 * Whose key that is; `undefined` when nobody's, or expired, or revoked: whoever presents it is not told which.
 *
 * One look-up by digest whatever is presented, so that the time taken says nothing about how near a guess was.
 */
export async function findApiKey(database: Database, presented: string, now: Date): Promise<ApiKey | undefined> {
  const { rows } = await sql<ApiKey & { expiresAt: Date | null; revokedAt: Date | null }>`
    select organization_id as "organizationId", id, name, role, expires_at as "expiresAt", revoked_at as "revokedAt"
    from find_api_key(${digestOf(presented)})`.execute(database.kysely)
  const found = rows[0]
  if (found === undefined || !KEY.test(presented)) return undefined
  const { expiresAt, revokedAt, ...key } = found
  if (revokedAt !== null || (expiresAt !== null && expiresAt <= now)) return undefined
  await rememberUse(database, key, now)
  return key
}

/** Every key of the organization, newest first, those that no longer open anything too. */
export async function listApiKeys(database: Database, organizationId: string): Promise<ApiKeyListed[]> {
  return await withOrganization(database, organizationId, async (tx) =>
    tx
      .selectFrom('api_key')
      .select([
        'id',
        'name',
        'role',
        'prefix',
        'created_at as createdAt',
        'expires_at as expiresAt',
        'last_used_at as lastUsedAt',
        'revoked_at as revokedAt',
      ])
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .execute(),
  )
}

/** From now on the key opens nothing; `false` when the organization has no such key, or it was revoked before. */
export async function revokeApiKey(
  database: Database,
  organizationId: string,
  keyId: string,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await withOrganization(database, organizationId, async (tx) =>
    tx
      .updateTable('api_key')
      .set({ revoked_at: now })
      .where('id', '=', keyId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst(),
  )
  return numUpdatedRows > 0n
}

async function rememberUse(database: Database, { organizationId, id }: ApiKey, now: Date): Promise<void> {
  const before = new Date(now.getTime() - LAST_USE_SECONDS * 1000)
  await withOrganization(database, organizationId, async (tx) =>
    tx
      .updateTable('api_key')
      .set({ last_used_at: now })
      .where('id', '=', id)
      .where((where) => where.or([where('last_used_at', 'is', null), where('last_used_at', '<', before)]))
      .execute(),
  )
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}
