import type { AccountRef } from '@weft/model/account'

/** A record's address: whose repository, which collection, which key. */
export interface AtUri {
  did: string
  collection: string
  key: string
}

/** Reads `at://did/collection/key`; `null` for anything else. */
export function readAtUri(uri: string | null): AtUri | null {
  const [, did, collection, key] = /^at:\/\/(did:[a-z]+:[\w.:%-]+)\/([\w.-]+)\/([\w.~:-]+)$/.exec(uri ?? '') ?? []
  return did === undefined || collection === undefined || key === undefined ? null : { did, collection, key }
}

export function isDid(text: string): boolean {
  return /^did:[a-z]+:[\w.:%-]+$/.test(text)
}

/** A Bluesky account by its stable id. A handle that does not lead back to it is none. */
export function blueskyAccount(did: string, handle: string | null = null): AccountRef {
  return { platform: 'bluesky', platformId: did, handle: handle === 'handle.invalid' ? null : handle }
}

/** Whose record an address names; `null` where it names none. */
export function accountOfUri(uri: string | null): AccountRef | null {
  const read = readAtUri(uri)
  return read === null ? null : blueskyAccount(read.did)
}

const TID_ALPHABET = '234567abcdefghijklmnopqrstuvwxyz'

/** When a record's key was made, UTC milliseconds: keys of 13 characters are clocks. `null` for other keys. */
export function timeOfKey(key: string): number | null {
  if (!/^[2-7a-j][2-7a-z]{12}$/.test(key)) return null
  let number = 0n
  for (const character of key) number = number * 32n + BigInt(TID_ALPHABET.indexOf(character))
  return Number((number >> 10n) / 1000n)
}
