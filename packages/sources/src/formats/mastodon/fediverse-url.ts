import type { AccountRef } from '@weft/model/account'
import { type JsonObject, textAt } from '../../json-fields.ts'

/** How Mastodon and its relatives write whose a status is into its address. */
const STATUS_URL = /^https?:\/\/([^/?#\s]+)\/(?:users\/([\w.-]+)\/statuses\/|@([\w.-]+)(?:@[\w.-]+)?\/)\d+/i

const ACTOR_URL = /^https?:\/\/([^/?#\s]+)\/(?:users\/|@|u\/|profile\/)([\w.-]+)\/?$/i

/** A Fediverse account by `user` and `host`. */
export function fediverseAccount(user: string, host: string): AccountRef {
  return { platform: 'mastodon', platformId: null, handle: `${user}@${host.toLowerCase()}` }
}

/** Whose a status is, by its address; `null` where the address does not say. */
export function authorOfStatusUrl(url: string): AccountRef | null {
  const [, host, user, shortUser] = STATUS_URL.exec(url) ?? []
  const name = user ?? shortUser
  return host === undefined || name === undefined ? null : fediverseAccount(name, host)
}

/** The address of a status’s author, as mentions write it; `null` where the status’s address does not have it. */
export function actorUrlOfStatus(url: string): string | null {
  return /^(https?:\/\/[^/?#\s]+\/(?:ap\/)?users\/[^/?#\s]+)\/statuses\//i.exec(url)?.[1] ?? null
}

/** The account that an actor's or profile's address names; `null` where it does not. */
export function accountOfActorUrl(url: string): AccountRef | null {
  const [, host, user] = ACTOR_URL.exec(url) ?? []
  return host === undefined || user === undefined ? null : fediverseAccount(user, host)
}

/** `@user@host` or, where the host is left out, the user at the host of that address. */
export function mentionedAccount(name: string, href: string): AccountRef | null {
  const [, user, host] = /^@?([\w.-]+)(?:@([\w.-]+(?::\d+)?))?$/.exec(name.trim()) ?? []
  if (user === undefined) return accountOfActorUrl(href)
  if (host !== undefined) return fediverseAccount(user, host)
  const linked = /^https?:\/\/([^/?#\s]+)/i.exec(href)?.[1]
  return linked === undefined ? null : fediverseAccount(user, linked)
}

/** The first link in the fields of a profile, those first that the server has checked to link back. */
export function websiteAmong(fields: readonly JsonObject[]): string | null {
  const checkedFirst = [
    ...fields.filter((field) => textAt(field, 'verified_at') !== null),
    ...fields.filter((field) => textAt(field, 'verified_at') === null),
  ]
  for (const field of checkedFirst) {
    const link = /https?:\/\/[^\s"'<]+/.exec(textAt(field, 'value') ?? '')?.[0]
    if (link !== undefined) return link
  }
  return null
}
