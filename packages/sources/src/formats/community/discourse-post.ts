import type { AccountRef } from '@weft/model/account'
import { Parser } from 'htmlparser2'

/** A member of a forum. Forums are not told apart: names alone are all that its exports have. */
export function discourseAccount(username: string): AccountRef {
  return { platform: 'discourse', platformId: null, handle: username }
}

/** A post by its topic and its number there, which all of Discourse's exports have; its own id only some have. */
export function discoursePostId(topic: string | number, number: string | number): string {
  return `t/${topic}/${number}`
}

/** By what its topic is called in {@link discoursePostId}. */
export function discourseTopicId(topic: string | number): string {
  return `t/${topic}`
}

/** Forums may allow letters of any script. */
const MENTION = /^@([\p{L}\p{M}\p{N}_.-]+)$/u

/**
 * The members whom a post names or quotes, in order, repeats allowed; not those whom only the quoted words name, nor
 * groups. `cooked` is the post as HTML. O(length).
 */
export function mentionedInCooked(cooked: string): AccountRef[] {
  // Most posts name nobody.
  if (!cooked.includes('mention') && !cooked.includes('data-username')) return []
  const named: AccountRef[] = []
  let quotes = 0
  let mention: string | null = null
  const parser = new Parser({
    onopentag(name, { class: kinds = '', 'data-username': quoted = '' }) {
      if (quotes > 0 || (name === 'aside' && /\bquote\b/.test(kinds))) {
        if (quotes === 0 && quoted !== '') named.push(discourseAccount(quoted))
        quotes++
      } else if (name === 'a' && kinds.split(/\s+/).includes('mention')) mention = ''
    },
    ontext(part) {
      if (mention !== null) mention += part
    },
    onclosetag(name) {
      if (quotes > 0) quotes--
      else if (name === 'a' && mention !== null) {
        const [, username] = MENTION.exec(mention.trim()) ?? []
        if (username !== undefined) named.push(discourseAccount(username))
        mention = null
      }
    },
  })
  parser.end(cooked)
  return named
}
