import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const WEFT = fileURLToPath(new URL('../../packages/cli/src/weft.ts', import.meta.url))

/** Enough rows that writing them takes far longer than noticing that it has begun. */
const ACCOUNTS = 200_000

test('`weft metrics` stopped by Ctrl-C while it writes leaves no half-written file, and says that it was stopped', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weft-metrics-stopped-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'edges.csv'), 'source,target\n1,2\n')
  const accounts = Array.from({ length: ACCOUNTS }, (_, account) => `${account},\n`).join('')
  await writeFile(join(folder, 'accounts.csv'), `id,party\n${accounts}`)

  const files = ['edges.csv', '--accounts', 'accounts.csv', '--out', 'out.csv', '--summary', 'summary.json']
  const node = ['--conditions=source', '--import', import.meta.resolve('tsx'), WEFT, 'metrics', ...files]
  const measuring = spawn(process.execPath, node, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  const watcher = watch(folder, (_, name) => {
    if (name?.endsWith('.part')) measuring.kill('SIGINT')
  })
  const [status, signal] = (await once(measuring, 'exit')) as [number | null, string | null]
  watcher.close()
  expect([status, signal]).toEqual([null, 'SIGINT'])
  expect((await readdir(folder)).toSorted()).toEqual(['accounts.csv', 'edges.csv'])
}, 60_000)
