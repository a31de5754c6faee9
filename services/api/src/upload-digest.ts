import type { StoredFile } from '@weft/store/files'
import type { FastifyRequest } from 'fastify'

/** The bytes that came are not those that the sender meant. */
export class DigestMismatch extends Error {
  override name = 'DigestMismatch'
  readonly stated: string
  readonly received: string
  constructor(stated: string, received: string) {
    super(`the file’s SHA-256 was said to be ${stated}, and what came has ${received}; nothing was kept, send it again`)
    this.stated = stated
    this.received = received
  }
}

/** `Repr-Digest: sha-256=:BASE64:` (RFC 9530), among others perhaps. */
const REPR_DIGEST = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/

/** The SHA-256 that the sender states, in hexadecimal: in a field, else in the header; `null` where it states none. */
export function statedDigest(field: string | null, { headers }: Pick<FastifyRequest, 'headers'>): string | null {
  if (field !== null) return field
  const stated = REPR_DIGEST.exec(String(headers['repr-digest'] ?? ''))?.[1]
  return stated === undefined ? null : Buffer.from(stated, 'base64').toString('hex')
}

/** Throws {@link DigestMismatch}. */
export function assertDigest(stated: string | null, { sha256 }: StoredFile): void {
  if (stated !== null && stated !== sha256) throw new DigestMismatch(stated, sha256)
}
