import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { seededRandom } from '@weft/model/seeded-random'

/** One generated act with its text. */
export interface GeneratedAct {
  id: string
  /** ISO 8601, UTC. */
  time: string
  kind: 'reply' | 'mention' | 'repost' | 'quote' | 'like'
  actor: string
  target: string
  text: string
  language: string
}

/** A post in JSON takes many times the bytes of a row: of as many fewer posts a file of about the same size is made. */
export const ROWS_PER_POST = 10

/** Rows made before they are written: one write per row would be most of the work. */
const ROWS_PER_WRITE = 2000

const KINDS = ['reply', 'mention', 'repost', 'quote', 'like'] as const

const WORDS =
  'the weft hall opens again on Friday with looms from Göttingen, cafés, quilts and a naïve dyer 🧵 who asked where threads go; thank you 🎉 für schöne Bänder'.split(
    ' ',
  )

const LANGUAGES = ['en', 'de', 'fr', 'es']

/** Acts of a made-up museum's public: the same for the same seed. About one text in six holds a quote, one in twelve a line feed. */
export function* generatedActs(count: number, seed: string): Generator<GeneratedAct> {
  const random = seededRandom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const start = Date.UTC(2015, 0, 1)
  for (let row = 0; row < count; row++) {
    const words = Array.from({ length: 4 + below(16) }, () => WORDS[below(WORDS.length)] ?? '')
    if (below(6) === 0) words.splice(1, 0, '"warp"')
    if (below(12) === 0) words.splice(2, 0, 'and\nthen')
    yield {
      // Beyond 2^53, as ids of platforms are.
      id: String(649_008_991_427_694_592n + BigInt(row) * 1009n),
      time: new Date(start + row * 7919 + below(7919)).toISOString(),
      kind: KINDS[below(KINDS.length)] ?? 'reply',
      // A few names make most of the acts, as among people: the product of two draws leans to low numbers.
      actor: `visitor_${Math.floor(random() * random() * 100_000)}`,
      target: below(3) === 0 ? 'weftmuseum' : `visitor_${Math.floor(random() * random() * 100_000)}`,
      text: words.join(' '),
      language: LANGUAGES[below(LANGUAGES.length)] ?? 'en',
    }
  }
}

export async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(bytesOfLines(lines)), createWriteStream(path))
}

/** The lines in pieces large enough that writing costs little. */
export function* bytesOfLines(lines: Iterable<string>): Generator<Uint8Array> {
  let piece: string[] = []
  for (const line of lines) {
    if (piece.push(line) < ROWS_PER_WRITE) continue
    yield Buffer.from(piece.join(''))
    piece = []
  }
  if (piece.length > 0) yield Buffer.from(piece.join(''))
}

/** The lines of an interactions table with CRLF: umlauts, emoji, quotes and line feeds in quotes. */
export function* interactionsTable(count: number, seed: string): Generator<string> {
  yield 'id,time,kind,actor,target,text,language\r\n'
  for (const { id, time, kind, actor, target, text, language } of generatedActs(count, seed)) {
    const written = /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
    yield `${id},${time},${kind},${actor},${target},${written},${language}\r\n`
  }
}

/** `tweets.js` of an X archive: posts with who they mention, over many lines each, as X writes them. */
export function* xArchiveTweets(count: number, seed: string): Generator<string> {
  yield 'window.YTD.tweets.part0 = [ '
  let separator = ''
  for (const act of generatedActs(count, seed)) {
    const tweet = {
      edit_info: { initial: { editTweetIds: [act.id], editableUntil: act.time, isEditEligible: true } },
      retweeted: false,
      source: '<a href="https://loom.example" rel="nofollow">Loom</a>',
      entities: { hashtags: [], user_mentions: [mentionOf(act)], urls: [] },
      display_text_range: ['0', String(act.text.length)],
      favorite_count: '3',
      id_str: act.id,
      truncated: false,
      retweet_count: '1',
      id: act.id,
      created_at: act.time,
      favorited: false,
      full_text: `@${act.target} ${act.text}`,
      lang: act.language,
      in_reply_to_screen_name: act.target,
    }
    yield separator + JSON.stringify({ tweet }, null, 2)
    separator = ', '
  }
  yield ' ]'
}

/** A post of the API v1.1 per line, with ids as bare numbers beyond 2^53, and its author's profile. */
export function* twitterApiLines(count: number, seed: string): Generator<string> {
  for (const act of generatedActs(count, seed)) {
    const text = JSON.stringify({
      created_at: act.time,
      id_str: act.id,
      full_text: `@${act.target} ${act.text}`,
      truncated: false,
      entities: { hashtags: [], symbols: [], user_mentions: [mentionOf(act)], urls: [] },
      source: '<a href="https://loom.example" rel="nofollow">Loom</a>',
      in_reply_to_screen_name: act.target,
      user: {
        id_str: act.id.slice(3),
        name: act.actor,
        screen_name: act.actor,
        location: 'Göttingen',
        description: 'Weaves 🧵 and asks',
        followers_count: 120,
        friends_count: 80,
        created_at: 'Wed Dec 15 15:08:28 +0000 2010',
        lang: act.language,
      },
      retweet_count: 1,
      favorite_count: 3,
      lang: act.language,
    })
    yield `{"id":${act.id},"in_reply_to_status_id":${act.id},${text.slice(1)}\n`
  }
}

/** A Mastodon archive's `outbox.json`: one object, its posts in one list. */
export function* mastodonOutbox(count: number, seed: string): Generator<string> {
  yield `{"@context":"https://www.w3.org/ns/activitystreams","id":"outbox.json","type":"OrderedCollection","totalItems":${count},"orderedItems":[`
  let separator = ''
  for (const act of generatedActs(count, seed)) {
    const actor = `https://loom.example/users/${act.actor}`
    const target = `https://loom.example/users/${act.target}`
    const activity = {
      id: `${actor}/statuses/${act.id}/activity`,
      type: 'Create',
      actor,
      published: act.time,
      to: ['https://www.w3.org/ns/activitystreams#Public'],
      cc: [`${actor}/followers`, target],
      object: {
        id: `${actor}/statuses/${act.id}`,
        type: 'Note',
        summary: null,
        inReplyTo: `${target}/statuses/${act.id}`,
        published: act.time,
        attributedTo: actor,
        sensitive: false,
        content: `<p>${act.text}</p>`,
        contentMap: { [act.language]: `<p>${act.text}</p>` },
        attachment: [],
        tag: [{ type: 'Mention', href: target, name: `@${act.target}@loom.example` }],
      },
    }
    yield separator + JSON.stringify(activity)
    separator = ','
  }
  yield ']}'
}

function mentionOf({ id, target }: GeneratedAct) {
  return { name: target, screen_name: target, indices: ['0', '9'], id_str: id.slice(2), id: id.slice(2) }
}
