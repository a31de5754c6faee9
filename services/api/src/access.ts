import rateLimit from '@fastify/rate-limit'
import { type ApiKey, findApiKey, type Role } from '@weft/store/api-keys'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiParts } from './parts.ts'

/** What a route lets somebody do. */
export type Right =
  | 'read'
  | 'read_accounts'
  | 'upload'
  | 'read_uploads'
  | 'set_party'
  | 'check_posts'
  | 'decide_actions'
  | 'administer'

/**
 * Who may do what. An uploader sees the uploads made with its own key and nothing else. A leader sees what is said of the
 * institution and nothing of single accounts.
 */
const ROLES_WITH: Record<Right, readonly Role[]> = {
  read: ['analyst', 'reviewer', 'leader', 'admin'],
  read_accounts: ['analyst', 'reviewer', 'admin'],
  upload: ['uploader', 'analyst', 'admin'],
  read_uploads: ['uploader', 'analyst', 'reviewer', 'admin'],
  set_party: ['analyst', 'admin'],
  check_posts: ['analyst', 'reviewer', 'admin'],
  decide_actions: ['analyst', 'reviewer', 'admin'],
  administer: ['admin'],
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose request it is; `null` until the key was looked up, and on routes that need none. */
    apiKey: ApiKey | null
  }
  interface FastifyContextConfig {
    /** What the caller must be allowed to do. Every route behind the key names it. */
    needs?: Right
  }
}

export class KeyNeeded extends Error {
  override name = 'KeyNeeded'
  constructor() {
    super('send a valid key as "authorization: Bearer KEY"; an admin makes one with: weft key create')
  }
}

export class RoleNeeded extends Error {
  override name = 'RoleNeeded'
  constructor(role: Role, allowed: readonly Role[]) {
    super(`this key's role is ${role}; this needs ${allowed.join(' or ')}`)
  }
}

export class TooManyRequests extends Error {
  override name = 'TooManyRequests'
  constructor(requestsMax: number, secondsLeft: number) {
    super(`a key may make ${requestsMax} requests a minute; go on in ${secondsLeft} s`)
  }
}

/**
 * Closes every route that is added after it to whoever has no key, whose role does not do, or who asks too often.
 *
 * In this order: the key, then how often it was used, then its role; so a key that keeps knocking at the wrong doors is
 * slowed down too. Counts are kept in this process: behind several, a key may make so many requests to each.
 */
export async function guard(app: FastifyInstance, parts: ApiParts, requestsPerMinuteMax: number): Promise<void> {
  app.addHook('onRoute', ({ config, url }) => {
    if (config?.needs === undefined) throw new Error(`the route ${url} does not say what it needs`)
  })
  app.addHook('onRequest', async (request) => {
    const presented = /^Bearer +(\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1]
    const key = presented === undefined ? undefined : await findApiKey(parts.database, presented, parts.now())
    if (key === undefined) throw new KeyNeeded()
    request.apiKey = key
  })
  await app.register(rateLimit, {
    max: requestsPerMinuteMax,
    timeWindow: '1 minute',
    enableDraftSpec: true,
    keyGenerator: (request) => keyOf(request).id,
    errorResponseBuilder: (_, { max, ttl }) => new TooManyRequests(max, Math.ceil(ttl / 1000)),
  })
  app.addHook('preParsing', async (request) => {
    const { role } = keyOf(request)
    const { needs } = request.routeOptions.config
    const allowed = needs === undefined ? [] : ROLES_WITH[needs]
    if (!allowed.includes(role)) throw new RoleNeeded(role, allowed)
  })
}

/** Whose request it is. Throws {@link KeyNeeded} where nobody's: a route that forgot its guard answers nothing. */
export function keyOf(request: FastifyRequest): ApiKey {
  if (request.apiKey === null) throw new KeyNeeded()
  return request.apiKey
}

/** True where the answer is for leadership, who are told of the institution and of no few accounts. */
export function isLeader(request: FastifyRequest): boolean {
  return keyOf(request).role === 'leader'
}

/** How the audit log names the caller. */
export function actorOf(request: FastifyRequest): string {
  return `key:${keyOf(request).id}`
}
