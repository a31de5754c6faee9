import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { startEmbeddedPostgres, startEphemeralPostgres } from './start-embedded-postgres.ts'

/** Creating a database takes a second alone, and many on a busy machine. */
const SLOW = 60_000

function emptyHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'weft-home-'))
  // The server's user is not ours when we are root.
  chmodSync(home, 0o755)
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  return home
}

async function ask(url: string, question: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ answer: unknown }>(question)
    return rows[0]?.answer
  } finally {
    await client.end()
  }
}

async function isListening(url: string): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) })
  return (await new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  }).finally(() => socket.destroy())) as boolean
}

const gone = async (url: string): Promise<void> => {
  await expect.poll(async () => await isListening(url), { timeout: 20_000 }).toBe(false)
}

/** Another process that starts or joins the home's server, and says its address. */
async function neighbour(home: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(
    process.execPath,
    [
      '--conditions=source',
      '--import',
      import.meta.resolve('tsx'),
      fileURLToPath(new URL('./hold-server.ts', import.meta.url)),
      home,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, url: line.toString().trim() }
}

test('what is kept in a home is there the next time', { timeout: SLOW }, async () => {
  const home = emptyHome()
  const first = await startEmbeddedPostgres({ home })
  await ask(first.url, 'create table thread as select 42 as answer')
  await first.stop()
  expect(await isListening(first.url)).toBe(false)
  const second = await startEmbeddedPostgres({ home })
  expect(await ask(second.url, 'select answer from thread')).toBe(42)
  await second.stop()
})

test('the password is random, readable by its owner only, and needed', { timeout: SLOW }, async () => {
  const home = emptyHome()
  const server = await startEmbeddedPostgres({ home })
  const { password } = new URL(server.url)
  expect(password).toMatch(/^[0-9a-f]{48}$/)
  expect(statSync(join(home, 'database.json')).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(home, 'postgres'))).not.toContain('secret')
  await expect(ask(server.url.replace(password, 'guess'), 'select 1')).rejects.toThrow('password authentication failed')
  expect(await ask(server.url, 'select current_setting($$listen_addresses$$) as answer')).toBe('127.0.0.1')
  await server.stop()
})

test('two starts at once on one empty home share one server, which stops with the last', {
  timeout: SLOW,
}, async () => {
  const home = emptyHome()
  const [one, two] = await Promise.all([startEmbeddedPostgres({ home }), startEmbeddedPostgres({ home })])
  expect(one.url).toBe(two.url)
  await one.stop()
  expect(await ask(two.url, 'select 1 as answer')).toBe(1)
  await two.stop()
  await gone(two.url)
})

test('a killed process takes its server along, but not one that another still uses', { timeout: SLOW }, async () => {
  const home = emptyHome()
  const starter = await neighbour(home)
  const joiner = await startEmbeddedPostgres({ home })
  expect(joiner.url).toBe(starter.url)
  const closed = once(starter.child, 'close')
  starter.child.kill('SIGKILL')
  await closed
  expect(await ask(joiner.url, 'select 1 as answer')).toBe(1)
  await joiner.stop()
  await gone(joiner.url)

  const alone = await neighbour(home)
  const server = Number(readFileSync(join(home, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
  alone.child.kill('SIGKILL')
  await gone(alone.url)
  await expect.poll(() => isRunning(server), { timeout: 20_000 }).toBe(false)
})

test.runIf(process.platform === 'linux')(
  'a server whose supervisor was killed is stopped, and what it had committed is kept',
  {
    timeout: SLOW,
  },
  async () => {
    const home = emptyHome()
    const first = await neighbour(home)
    await ask(first.url, 'create table thread as select 42 as answer')
    const server = Number(readFileSync(join(home, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(parentOf(server), 'SIGKILL')
    first.child.kill('SIGKILL')
    const second = await startEmbeddedPostgres({ home })
    expect(await ask(second.url, 'select answer from thread')).toBe(42)
    expect(isRunning(server)).toBe(false)
    await second.stop()
  },
)

test('the mark of a server that is no more, whose number another process has, does not stand in the way', {
  timeout: SLOW,
}, async () => {
  const home = emptyHome()
  await (await startEmbeddedPostgres({ home })).stop()
  writeFileSync(join(home, 'postgres', 'data', 'postmaster.pid'), `${process.pid}\n${home}\n1\n1\n\n\n\nready\n`)
  const server = await startEmbeddedPostgres({ home })
  expect(await ask(server.url, 'select 1 as answer')).toBe(1)
  await server.stop()
})

test('a program that took the home’s port meanwhile is left alone', { timeout: SLOW }, async () => {
  const home = emptyHome()
  await (await startEmbeddedPostgres({ home })).stop()
  const { leasePort } = JSON.parse(readFileSync(join(home, 'database.json'), 'utf8')) as { leasePort: number }
  const stranger = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
    leasePort,
    '127.0.0.1',
  )
  await once(stranger, 'listening')
  const server = await startEmbeddedPostgres({ home })
  expect(await ask(server.url, 'select 1 as answer')).toBe(1)
  await server.stop()
  stranger.close()
})

test('an ephemeral server leaves nothing behind', { timeout: SLOW }, async () => {
  const server = await startEphemeralPostgres()
  const folder = String(await ask(server.url, 'select current_setting($$data_directory$$) as answer'))
  expect(await ask(server.url, 'select current_setting($$fsync$$) as answer')).toBe('off')
  await server.stop()
  expect(await isListening(server.url)).toBe(false)
  expect(existsSync(folder)).toBe(false)
})

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // Where nothing collects orphans, one that has ended stays in the list for ever.
    return process.platform !== 'linux' || !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}
