import { type Random, seededRandom } from '@weft/model/seeded-random'
import { oneOf } from './chance.ts'
import type { SampleAccount } from './institution.ts'

/** A text as an X archive holds it: links shortened, `&`, `<` and `>` escaped, and what it names with its place. */
export interface ArchiveText {
  fullText: string
  /** Code points of the escaped text, which is what the archive counts in. */
  length: number
  entities: {
    hashtags: { text: string; indices: Indices }[]
    symbols: never[]
    user_mentions: { name: string; screen_name: string; indices: Indices; id_str: string; id: string }[]
    urls: { url: string; expanded_url: string; display_url: string; indices: Indices }[]
  }
}

type Indices = [from: string, to: string]

/** A text with its links shortened, and what each short link stands for. */
export interface ShortenedText {
  text: string
  links: Map<string, string>
}

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789')

/** X shortens every link to `https://t.co/` and ten letters; the post's id decides them here. */
export function shortenLinks(text: string, postId: string): ShortenedText {
  const random = seededRandom(`links of ${postId}`)
  const links = new Map<string, string>()
  const shortened = text.replace(/https:\/\/\S+/g, (link) => {
    const short = `https://t.co/${Array.from({ length: 10 }, () => letter(random)).join('')}`
    links.set(short, link)
    return short
  })
  return { text: shortened, links }
}

function letter(random: Random): string {
  return oneOf(random, LETTERS) ?? 'a'
}

/** What X keeps of a post that is passed on: the first 140 code points, the last of them `…` where there was more. */
const REPOST_LENGTH_MAX = 140

/** The text of a retweet: `RT @name: …`. */
export function repostText({ text, links }: ShortenedText, handle: string): ShortenedText {
  const points = Array.from(`RT @${handle}: ${text}`)
  if (points.length <= REPOST_LENGTH_MAX) return { text: points.join(''), links }
  return { text: `${points.slice(0, REPOST_LENGTH_MAX - 1).join('')}…`, links }
}

/** Longest form in which X shows a link. */
const DISPLAY_LENGTH_MAX = 26

/** Escapes a text and finds the links, hashtags and accounts in it. `named` are the accounts it may name. */
export function archiveText({ text, links }: ShortenedText, named: readonly SampleAccount[]): ArchiveText {
  const accounts = new Map(named.map((account) => [account.handle.toLowerCase(), account]))
  const entities: ArchiveText['entities'] = { hashtags: [], symbols: [], user_mentions: [], urls: [] }
  let fullText = ''
  let length = 0
  const write = (part: string): Indices => {
    const from = length
    const escaped = escape(part)
    fullText += escaped
    length += Array.from(escaped).length
    return [String(from), String(length)]
  }
  for (const part of text.split(/(https:\/\/t\.co\/\w{10}|@\w+|#\w+(?!\w|…))/)) {
    if (part === '') continue
    const indices = write(part)
    const expanded = links.get(part)
    const account = part.startsWith('@') ? accounts.get(part.slice(1).toLowerCase()) : undefined
    if (expanded !== undefined) {
      entities.urls.push({ url: part, expanded_url: expanded, display_url: displayed(expanded), indices })
    } else if (account !== undefined) {
      const { id, handle, displayName } = account
      entities.user_mentions.push({ name: displayName, screen_name: handle, indices, id_str: id, id })
    } else if (/^#\w+$/.test(part)) {
      entities.hashtags.push({ text: part.slice(1), indices })
    }
  }
  return { fullText, length, entities }
}

/** X escapes these three and no others. */
export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function displayed(link: string): string {
  const bare = link.replace(/^https:\/\/(www\.)?/, '')
  return bare.length > DISPLAY_LENGTH_MAX ? `${bare.slice(0, DISPLAY_LENGTH_MAX)}…` : bare
}
