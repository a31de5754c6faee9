import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { seededRandom } from '@weft/model/seeded-random'

/** One generated act with its text. */
interface GeneratedAct {
  id: string
  /** ISO 8601, UTC. */
  time: string
  kind: 'reply' | 'mention' | 'repost' | 'quote' | 'like'
  actor: string
  target: string
  text: string
  language: string
}

/** Rows made before they are written: one write per row would be most of the work. */
const ROWS_PER_WRITE = 2000

const KINDS = ['reply', 'mention', 'repost', 'quote', 'like'] as const

const WORDS =
  'the weft hall opens again on Friday with looms from Göttingen, cafés, quilts and a naïve dyer 🧵 who asked where threads go; thank you 🎉 für schöne Bänder'.split(
    ' ',
  )

const LANGUAGES = ['en', 'de', 'fr', 'es']

/** Acts of a made-up museum's public: the same for the same seed. About one text in six holds a quote, one in twelve a line feed. */
function* generatedActs(count: number, seed: string): Generator<GeneratedAct> {
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

/** Writes lines to a file in pieces large enough that writing costs little. */
export async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(inPieces(lines)), createWriteStream(path))
}

function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece: string[] = []
  for (const line of lines) {
    if (piece.push(line) < ROWS_PER_WRITE) continue
    yield piece.join('')
    piece = []
  }
  if (piece.length > 0) yield piece.join('')
}

/** The lines of an interactions table with CRLF: umlauts, emoji, quotes and line feeds in quotes. */
export function* interactionsTable(count: number, seed: string): Generator<string> {
  yield 'id,time,kind,actor,target,text,language\r\n'
  for (const { id, time, kind, actor, target, text, language } of generatedActs(count, seed)) {
    const written = /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
    yield `${id},${time},${kind},${actor},${target},${written},${language}\r\n`
  }
}
