/** What a server said when it refused for now: how many milliseconds to wait, `null` where it did not say. */
export interface Refusal {
  waitMilliseconds: number | null
}

/** Waits this long after the first failure that says nothing of waiting, then twice as long each time. */
const FIRST_WAIT_MILLISECONDS = 1000

/** Servers ask for up to 15 minutes when their limit is used up; who asks for more is not to be waited for. */
const WAIT_MILLISECONDS_MAX = 20 * 60 * 1000

const ATTEMPTS_MAX = 6

export interface Patience {
  /** What the error says of waiting; `undefined` where trying again is no use. */
  refusalOf(error: unknown): Refusal | undefined
  wait(milliseconds: number): Promise<void>
  /** Told before each wait. */
  onWait(milliseconds: number): void
}

/**
 * Asks until it is answered: waits as long as the server says when its limit is reached, ever longer when it is out of
 * order, and gives up after six attempts with the last error.
 */
export async function patiently<Answer>(ask: () => Promise<Answer>, patience: Patience): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      const refusal = patience.refusalOf(error)
      const wait = refusal?.waitMilliseconds ?? FIRST_WAIT_MILLISECONDS * 2 ** (attempt - 1)
      if (refusal === undefined || attempt === ATTEMPTS_MAX || wait > WAIT_MILLISECONDS_MAX) throw error
      patience.onWait(wait)
      await patience.wait(wait)
    }
  }
}

/** True for answers that may be others a little later: too many requests, or a server that is out of order. */
export function isPassing(status: number): boolean {
  return status === 429 || status === 408 || status >= 500
}

/**
 * How long an answer's headers ask to wait, from `retry-after` (seconds or a date) or a rate limit's reset (seconds
 * since 1970 or a date); `null` where they say nothing. Never less than 0.
 */
export function waitOf(headers: { get(name: string): string | null }, now: number): number | null {
  const retryAfter = headers.get('retry-after')
  if (retryAfter !== null && /^\d+$/.test(retryAfter.trim())) return Number(retryAfter) * 1000
  const reset = retryAfter ?? headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset')
  if (reset === null) return null
  const at = /^\d{9,}$/.test(reset.trim()) ? Number(reset) * 1000 : Date.parse(reset)
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}
