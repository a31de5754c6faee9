import type { AccountRef } from '@weft/model/account'

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
