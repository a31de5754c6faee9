import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const Greeting = z.object({ id: z.string(), port: z.int() })

/** A share in a server that another process started. */
export interface Lease {
  port: number
  release(): void
}

/** A supervisor creating a database on a slow disk says nothing for a while; a stranger on its port says nothing ever. */
const GREETING_MILLISECONDS_MAX = 90_000

/**
 * Joins the server of that home, waiting while it starts. `'nobody'` when nobody listens (or just stopped),
 * `'stranger'` when the port is in use by something that is not this home's supervisor.
 */
export async function takeLease(id: string, port: number): Promise<Lease | 'nobody' | 'stranger'> {
  const socket = connect({ port, host: '127.0.0.1' })
  const connected = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
  })
  if (!connected) return 'nobody'
  socket.on('error', () => undefined)
  socket.setTimeout(GREETING_MILLISECONDS_MAX, () => socket.destroy(new Error('no greeting')))
  let silent = false
  socket.once('timeout', () => (silent = true))
  const line = await firstLine(socket)
  if (line === null) return silent ? 'stranger' : 'nobody'
  const greeting = Greeting.safeParse(jsonOrNull(line))
  if (!greeting.success || greeting.data.id !== id) {
    socket.destroy()
    return 'stranger'
  }
  socket.setTimeout(0)
  socket.unref()
  return { port: greeting.data.port, release: () => socket.destroy() }
}

/** `null` when the other side went away instead. */
async function firstLine(socket: Socket): Promise<string | null> {
  try {
    const line = await createInterface({ input: socket })[Symbol.asyncIterator]().next()
    return line.done === true ? null : line.value
  } catch {
    return null
  }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
