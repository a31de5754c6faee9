#!/usr/bin/env node
// Puts in place what a command needs, then runs it. Needs nothing but Node and npm, and plain JavaScript on purpose:
// it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PNPM = 'pnpm@12.21.0'
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.weft-installed')

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) fail(`Weft needs Node 20.19 or newer; this is ${process.versions.node}`)

const [command, ...args] = process.argv.slice(2)
const commands = { weft, demo, check, bench, 'known-truth': knownTruth }
if (!Object.hasOwn(commands, command)) fail(`usage: bootstrap.mjs ${Object.keys(commands).join(' | ')}`)

install()
commands[command](args)

/** Installs when the lockfile is not the one that was installed last. */
function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  process.stderr.write('Installing what is missing (once) ...\n')
  run('npx', ['--yes', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only'], { quiet: true })
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, lock)
}

function weft(words) {
  process.exitCode = runSource('packages/cli/src/weft.ts', words)
}

function demo(words) {
  weft(['demo', ...words])
}

/** Types, lint, form, direction, unused code, then every test; stops at the first that fails. */
function check(words) {
  const projects = ['packages/cli', 'services/api', 'tests']
  run(bin('tsc'), ['-b', ...projects])
  run(bin('oxlint'), ['--type-aware', '--deny-warnings', '-c', 'infra/checks/oxlint.json', '.'])
  run(bin('biome'), ['ci', '.'])
  run(bin('depcruise'), ['--config', 'infra/checks/dependency-cruiser.cjs', 'packages', 'services', 'tests'])
  run(bin('knip'), ['--config', 'infra/checks/knip.json'])
  run(bin('vitest'), ['run', '--config', 'tests/vitest.config.ts', ...words])
}

/** What a practice moves in invented institutions, and how often intervals hold what is so in them. */
function knownTruth(words) {
  process.exitCode = runSource('tests/known-truth/run.ts', words)
}

/** Builds first: a benchmark of code that is compiled on the way would measure the compiler's memory too. */
function bench(words) {
  run(bin('tsc'), ['-b', 'tests'])
  run(process.execPath, [join(root, 'tests/dist/bench/run.js'), ...words])
}

/** Runs a TypeScript file as it is, workspace packages from their sources. */
function runSource(file, words) {
  const result = spawnSync(
    process.execPath,
    ['--conditions=source', '--import', import.meta.resolve('tsx'), join(root, file), ...words],
    { stdio: 'inherit', env: { ...process.env, PATH: withBin() } },
  )
  if (result.error) fail(result.error.message)
  return result.status ?? 1
}

function run(program, words, { quiet = false } = {}) {
  const result = spawnSync(program, words, {
    cwd: root,
    // An installer's output is only of interest when it fails.
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: withBin() },
  })
  if (result.error) fail(`${program}: ${result.error.message}`)
  if (result.status === 0) return
  if (quiet) process.stderr.write(`${result.stdout}${result.stderr}`)
  process.exit(result.status ?? 1)
}

function bin(name) {
  return join(root, 'node_modules', '.bin', name)
}

function withBin() {
  const separator = process.platform === 'win32' ? ';' : ':'
  return `${join(root, 'node_modules', '.bin')}${separator}${process.env.PATH ?? ''}`
}

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
