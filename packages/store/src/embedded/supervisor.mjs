// Runs one PostgreSQL server for as long as anyone needs it. Plain JavaScript on purpose: it is a process of its own,
// under bare Node, so that it outlives whoever is killed and still stops the server.
//
// In: one line of JSON on standard input (Orders), then nothing; the end of it means that whoever started us is gone.
// Out, a line of JSON each: {"port"} once the server takes connections, {"taken"} when another supervisor has this home,
// {"failed"} with the reason. Others who use the same home connect to the lease port and are told {"id","port"}.
import { spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/**
 * @typedef {object} Orders
 * @property {string} programs folder with PostgreSQL's bin, lib and share
 * @property {string} folder where the data, the log and nothing else is
 * @property {string} password
 * @property {{ uid: number, gid: number } | null} user whom the server runs as; null: whoever runs us
 * @property {{ id: string, port: number } | null} lease where others may join; null: nobody may, and the data goes at the end
 */

const START_SECONDS_MAX = 60
const POLL_MILLISECONDS = 20
const STOP_SECONDS_MAX = 20

/** @type {Set<unknown>} whoever still needs the server: the starter, and a connection each of the others */
const users = new Set(['starter'])
/** @type {import('node:net').Socket[]} */
const waiting = []
/** @type {import('node:child_process').ChildProcess | null} */
let server = null
/** @type {number | null} */
let serverPort = null
let stopping = false
/** @type {import('node:net').Server | null} */
let leases = null

// Whoever reads our output may be killed at any time.
process.stdout.on('error', () => undefined)
// A terminal's Ctrl-C goes to our users too; they decide when the server is no longer needed.
process.on('SIGINT', () => undefined)
process.on('SIGHUP', () => undefined)
process.on('SIGTERM', () => void stop())

const input = createInterface({ input: process.stdin })
input.once('line', (line) => void start(JSON.parse(line)))
input.once('close', () => leave('starter'))

/** @type {Orders} */
let orders

/** @param {Orders} given */
async function start(given) {
  orders = given
  try {
    if (orders.lease !== null && !(await takeLease(orders.lease))) {
      say({ taken: true })
      process.exit(0)
    }
    mkdirSync(orders.folder, { recursive: true, mode: 0o700 })
    giveAway(orders.folder)
    await stopOrphan()
    if (!existsSync(dataFolder())) await createData()
    serverPort = await runServer()
    say({ port: serverPort })
    for (const socket of waiting) tell(socket)
    if (users.size === 0) await stop()
  } catch (error) {
    say({ failed: error instanceof Error ? error.message : String(error) })
    await stop(1)
  }
}

function dataFolder() {
  return join(orders.folder, 'data')
}

/**
 * Listens on the home's port. The system lets one process do so and forgets it when that process dies in any way.
 *
 * @param {{ id: string, port: number }} lease
 * @returns {Promise<boolean>} false when another process has it
 */
function takeLease(lease) {
  return new Promise((resolve, reject) => {
    leases = createServer((socket) => {
      users.add(socket)
      waiting.push(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => leave(socket))
      socket.resume()
      if (serverPort !== null) tell(socket)
    })
    leases.once('error', (error) => {
      if ('code' in error && error.code === 'EADDRINUSE') resolve(false)
      else reject(error)
    })
    leases.listen({ port: lease.port, host: '127.0.0.1', exclusive: true }, () => resolve(true))
  })
}

/** @param {import('node:net').Socket} socket */
function tell(socket) {
  socket.write(`${JSON.stringify({ id: orders.lease?.id, port: serverPort })}\n`)
}

/** @param {unknown} user */
function leave(user) {
  users.delete(user)
  if (users.size > 0) {
    if (user === 'starter') say({ kept: true })
    return
  }
  // While it is starting there is nothing to stop yet; start() looks again.
  if (serverPort !== null || orders === undefined) void stop()
}

/** Ends a server that a killed supervisor left behind, and clears away the mark of one that is no more. */
async function stopOrphan() {
  const mark = join(dataFolder(), 'postmaster.pid')
  if (!existsSync(mark)) return
  const pid = Number(readFileSync(mark, 'utf8').split('\n')[0])
  if (isServerOfOurs(pid)) {
    if (isSupervised(pid)) throw new Error(`another supervisor runs a server in ${orders.folder} (process ${pid})`)
    process.kill(pid, 'SIGINT')
    for (let waited = 0; isServerOfOurs(pid) && waited < STOP_SECONDS_MAX * 1000; waited += POLL_MILLISECONDS)
      await pause()
    if (isServerOfOurs(pid)) throw new Error(`a server from an earlier run (process ${pid}) does not stop`)
  }
  // PostgreSQL would refuse to start beside any process of that number, a zombie or somebody else's.
  rmSync(mark, { force: true })
}

/** @param {number} pid */
function isServerOfOurs(pid) {
  if (!Number.isInteger(pid) || pid <= 1) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM' && process.platform !== 'linux'
  }
  if (process.platform !== 'linux') return true
  try {
    // A zombie has no working folder, and a server's is its data.
    return readlinkSync(`/proc/${pid}/cwd`) === dataFolder()
  } catch {
    return false
  }
}

/** @param {number} pid */
function isSupervised(pid) {
  if (process.platform !== 'linux') return false
  try {
    const parent = readFileSync(`/proc/${pid}/status`, 'utf8').match(/^PPid:\s*(\d+)$/m)?.[1]
    return readFileSync(`/proc/${parent}/cmdline`, 'utf8').includes('supervisor.mjs')
  } catch {
    return false
  }
}

/** Made beside and renamed: a folder called data is a whole one. */
async function createData() {
  const draft = `${dataFolder()}.new`
  const secret = join(orders.folder, 'secret')
  rmSync(draft, { recursive: true, force: true })
  writeFileSync(secret, `${orders.password}\n`, { mode: 0o600 })
  giveAway(secret)
  try {
    const place = ['-D', draft, '-U', 'weft', `--pwfile=${secret}`, '--auth=scram-sha-256', '--no-instructions']
    // The machine's own locales may be any or none.
    const language = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
    await run('initdb', [...place, ...language, ...(orders.lease === null ? ['--no-sync'] : [])])
  } finally {
    rmSync(secret, { force: true })
  }
  renameSync(draft, dataFolder())
}

/**
 * @param {string} program
 * @param {string[]} words
 * @returns {Promise<void>}
 */
function run(program, words) {
  return new Promise((resolve, reject) => {
    const child = launch(program, words, 'pipe')
    let said = ''
    child.stdout?.on('data', (data) => (said += data))
    child.stderr?.on('data', (data) => (said += data))
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} failed (${code}): ${said.trim()}`)),
    )
  })
}

async function runServer() {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort()
    const log = join(orders.folder, 'postgres.log')
    const output = openSync(log, 'w', 0o600)
    giveAway(log)
    server = launch('postgres', settings(port), output)
    closeSync(output)
    const problem = await started(server)
    if (problem === null) return port
    const said = readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n')
    // Another process took the port between our finding it free and using it.
    if (attempt === 3 || !said.includes('Address already in use')) throw new Error(`${problem}: ${said}`)
  }
}

/** @param {number} port */
function settings(port) {
  const common = [
    '-D',
    dataFolder(),
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
  ]
  if (orders.lease !== null) return common
  // What is thrown away at the end need not survive a power cut. Many test files share one server.
  const passing = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300']
  return [...common, ...passing.flatMap((setting) => ['-c', setting])]
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<string | null>} null once it takes connections, or why it never will
 */
async function started(child) {
  /** @type {string | null} */
  let problem = null
  child.once('error', (error) => (problem = error.message))
  child.once('exit', (code, signal) => {
    problem = `PostgreSQL ended while starting (${signal ?? code})`
    // A server that ends on its own leaves nothing to keep alive.
    if (serverPort !== null && !stopping) void stop(1)
  })
  const mark = join(dataFolder(), 'postmaster.pid')
  for (let waited = 0; waited < START_SECONDS_MAX * 1000; waited += POLL_MILLISECONDS) {
    if (problem !== null) return problem
    const lines = existsSync(mark) ? readFileSync(mark, 'utf8').split('\n') : []
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return null
    await pause()
  }
  return `PostgreSQL did not start within ${START_SECONDS_MAX} seconds`
}

/**
 * @param {string} program
 * @param {string[]} words
 * @param {'pipe' | number} output
 */
function launch(program, words, output) {
  const path = join(orders.programs, 'bin', process.platform === 'win32' ? `${program}.exe` : program)
  return spawn(path, words, {
    ...orders.user,
    cwd: orders.folder,
    stdio: ['ignore', output, output],
    // Nothing of our surroundings, PGDATA or PGPORT for one, may reach it.
    env: {
      PATH: process.env.PATH,
      LC_ALL: 'C',
      TZ: 'UTC',
      ...(process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {}),
    },
  })
}

async function stop(status = 0) {
  if (stopping) return
  stopping = true
  leases?.close()
  if (server !== null && server.exitCode === null && server.signalCode === null) {
    const child = server
    await new Promise((resolve) => {
      child.once('exit', resolve)
      // Fast shutdown: open transactions are rolled back, what was committed is kept.
      child.kill('SIGINT')
      setTimeout(() => child.kill('SIGQUIT'), STOP_SECONDS_MAX * 1000).unref()
    })
  }
  if (orders?.lease === null) rmSync(orders.folder, { recursive: true, force: true })
  process.exit(status)
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** @param {string} path */
function giveAway(path) {
  if (orders.user !== null) chownSync(path, orders.user.uid, orders.user.gid)
}

function pause() {
  return new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS))
}

/** @param {object} message */
function say(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}
