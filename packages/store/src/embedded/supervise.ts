import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { ServerUser } from './server-user.ts'
import { EmbeddedPostgresUnavailable } from './unavailable.ts'

/** A running server: how to reach it, and how to say that it is no longer needed. */
export interface EmbeddedPostgres {
  url: string
  stop(): Promise<void>
}

/** What the supervisor is told; see supervisor.mjs. */
export interface Orders {
  programs: string
  folder: string
  password: string
  user: ServerUser | null
  lease: { id: string; port: number } | null
}

type Message = { port: number } | { taken: true } | { failed: string } | { kept: true }

/**
 * Starts a supervisor and with it a server. `null` when another supervisor has the home. Throws
 * {@link EmbeddedPostgresUnavailable} with PostgreSQL's own words when it does not start.
 *
 * The server ends when `stop` is called or this process ends in any way, unless another process still uses it.
 */
export async function supervise(orders: Orders): Promise<EmbeddedPostgres | null> {
  // Detached: a terminal's Ctrl-C must reach us and not the server we are still writing to.
  const child = spawn(process.execPath, [fileURLToPath(new URL('./supervisor.mjs', import.meta.url))], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('close', () => resolve())
  })
  child.stdin.on('error', () => undefined)
  child.stdin.write(`${JSON.stringify(orders)}\n`)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const first = await nextMessage(lines)
  if (first !== null && 'port' in first) {
    // A program that forgets to stop us must still be able to end.
    child.unref()
    for (const stream of [child.stdin, child.stdout]) (stream as unknown as { unref(): void }).unref()
    return { url: serverUrl(orders.password, first.port), stop }
  }
  await ended
  if (first !== null && 'taken' in first) return null
  throw new EmbeddedPostgresUnavailable(
    `PostgreSQL could not be started in ${orders.folder} (${first !== null && 'failed' in first ? first.failed : 'the supervisor ended'})`,
  )

  async function stop(): Promise<void> {
    child.ref()
    child.stdin.end()
    // Its word that others still use the server, or its end.
    const kept = await nextMessage(lines)
    if (kept === null) await ended
    child.unref()
  }
}

/** Where the server of that password listens: on this machine only. */
export function serverUrl(password: string, port: number): string {
  return `postgres://weft:${password}@127.0.0.1:${port}/postgres`
}

async function nextMessage(lines: AsyncIterator<string>): Promise<Message | null> {
  const line = await lines.next()
  return line.done === true ? null : (JSON.parse(line.value) as Message)
}
