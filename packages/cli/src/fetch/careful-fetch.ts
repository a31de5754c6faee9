import { CannotDo } from '../expected-error.ts'
import { jsonLevels } from './json-levels.ts'
import { isPassing, waitOf } from './patience.ts'

/** A page of an API has some hundred kilobytes, the longest conversations some ten megabytes. */
const ANSWER_BYTES_MAX = 64 * 1024 * 1024

/** With the line that a page is kept in, as deep as those go who read it. */
const ANSWER_LEVELS_MAX = 511

/** Whoever has not given a page by then gives none. */
const ANSWER_MILLISECONDS_MAX = 5 * 60 * 1000

/** Above it no status means anything. */
const STATUS_MAX = 599

const MEGABYTE = 1024 * 1024

/** No answer came, or one that says that the server is out of order: it may be another a little later. */
export class NoAnswer extends Error {
  override name = 'NoAnswer'
  /** How long the server asked to wait; `null` where it did not say. */
  readonly waitMilliseconds: number | null

  constructor(problem: string, waitMilliseconds: number | null, options?: ErrorOptions) {
    super(problem, options)
    this.waitMilliseconds = waitMilliseconds
  }
}

interface Limits {
  bytesMax: number
  millisecondsMax: number
}

/**
 * A fetch that trusts no server: answers are JSON of at most 64 MB and 511 levels, whole within five minutes, and a
 * question that holds a secret is never sent on to another address. Throws {@link NoAnswer} where asking again may
 * help, and {@link CannotDo} where it does not. Answers with JSON are given back whatever their status.
 */
export function carefulFetch(
  fetch: typeof globalThis.fetch,
  { bytesMax, millisecondsMax }: Limits = { bytesMax: ANSWER_BYTES_MAX, millisecondsMax: ANSWER_MILLISECONDS_MAX },
): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const { origin, pathname } = new URL(request.url)
    // What is posted is a password, too.
    const isSecret = request.headers.has('authorization') || request.method !== 'GET'
    const redirect = isSecret ? 'manual' : 'follow'
    const signal = AbortSignal.timeout(millisecondsMax)
    const answer = await fetch(request, { redirect, signal }).catch((error: unknown) => {
      throw unanswered(origin, error)
    })
    if (answer.status >= 300 && answer.status < 400) throw new CannotDo(sentOn(origin, answer))
    const bytes = await wholeBody(answer, bytesMax, origin)
    if (isJson(answer) && jsonLevels(bytes) > ANSWER_LEVELS_MAX) {
      throw new CannotDo(`${origin}${pathname} answers with JSON nested deeper than ${ANSWER_LEVELS_MAX} levels`)
    }
    if (!isJson(answer) || !isListOrObject(bytes) || answer.status > STATUS_MAX) {
      const problem = `${origin}${pathname} answers ${answer.status} without readable JSON, not as a server of the platform`
      if (!isPassing(answer.status)) throw new CannotDo(problem)
      throw new NoAnswer(problem, waitOf(answer.headers, Date.now()))
    }
    return new Response(bytes, answer)
  }
}

function isJson(answer: Response): boolean {
  return /^application\/json\s*(;|$)/i.test(answer.headers.get('content-type') ?? '')
}

function isListOrObject(bytes: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}

async function wholeBody(answer: Response, bytesMax: number, origin: string): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const piece of answer.body ?? []) {
      bytes += piece.length
      if (bytes > bytesMax) break
      pieces.push(piece)
    }
  } catch (error) {
    throw unanswered(origin, error)
  }
  if (bytes > bytesMax) throw new CannotDo(`an answer of ${origin} is larger than ${bytesMax / MEGABYTE} MB`)
  return new Uint8Array(Buffer.concat(pieces))
}

function sentOn(origin: string, answer: Response): string {
  const to = answer.headers.get('location') ?? ''
  const other = URL.canParse(to, origin) ? new URL(to, origin).origin : 'nowhere'
  return `${origin} sends on to ${other}, which is not told the secret; if it is the right server, name it with --server`
}

/** The runtime says in an error's cause why there was no connection. */
function unanswered(origin: string, error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOTFOUND') {
    return new CannotDo(`there is no server ${origin}`, { cause: error })
  }
  const said = cause instanceof Error ? cause.message : String(cause)
  return new NoAnswer(`${origin} does not answer (${said})`, null, { cause: error })
}
