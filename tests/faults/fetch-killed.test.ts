import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { localPlatforms } from '../journeys/local-platforms.ts'

const WEFT = fileURLToPath(new URL('../../packages/cli/src/weft.ts', import.meta.url))

/** Every page of either platform, one after the other, is one run. */
const RUNS_MAX = 20

test.each([
  ['mastodon', 'loomgate@museum.example'],
  ['bluesky', 'loomgate.test'],
])(
  '`weft fetch %s` killed over every page, before its answer and after, leaves in the end what an undisturbed run leaves',
  async (platform, account) => {
    const folder = await mkdtemp(join(tmpdir(), 'weft-fetch-killed-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    let pagesLeft = Number.POSITIVE_INFINITY
    let fetching: ChildProcess | null = null
    let isAnswered = false
    await using server = await localPlatforms((request, response) => {
      if (isLookUp(request.url) || --pagesLeft > 0) return false
      const kill = () => void fetching?.kill('SIGKILL')
      if (isAnswered) response.once('finish', kill)
      else kill()
      return !isAnswered
    })
    const fetch = async (out: string) => {
      const words = ['fetch', platform, account, '--out', join(folder, out), '--server', server.address]
      const node = ['--conditions=source', '--import', import.meta.resolve('tsx'), WEFT, ...words]
      fetching = spawn(process.execPath, node, { stdio: ['ignore', 'ignore', 'inherit'] })
      const [status, signal] = (await once(fetching, 'exit')) as [number | null, string | null]
      return status ?? signal
    }
    expect(await fetch('undisturbed')).toBe(0)
    const pages = server.asked.filter((url) => !isLookUp(url))

    let runs = 0
    let end: number | string | null = null
    while (end !== 0 && runs++ < RUNS_MAX) {
      const there = await pagesNoted(join(folder, 'killed'))
      server.asked.length = 0
      isAnswered = runs % 2 === 0
      // A run that is killed before its first answer would bring the next no further.
      pagesLeft = isAnswered ? 1 : 2
      end = await fetch('killed')
      expect([0, 'SIGKILL']).toContain(end)
      const asked = server.asked.filter((url) => !isLookUp(url))
      expect(asked).toEqual(pages.slice(there, there + asked.length))
    }
    expect(end).toBe(0)
    expect(runs).toBeGreaterThan(pages.length / 2)
    expect(await fetched(join(folder, 'killed'))).toEqual(await fetched(join(folder, 'undisturbed')))
  },
  180_000,
)

function isLookUp(url: string | undefined): boolean {
  return url?.startsWith('/api/v1/accounts/lookup') ?? false
}

/** How many pages a folder says are there, of all things. */
async function pagesNoted(folder: string): Promise<number> {
  const text = await readFile(join(folder, 'fetch-state.json'), 'utf8').catch(() => '{"things":{}}')
  const { things } = JSON.parse(text) as { things: Record<string, { pages: number }> }
  return Object.values(things).reduce((sum, { pages }) => sum + pages, 0)
}

/** A folder's files, but for when each page was asked for. */
async function fetched(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  for (const name of (await readdir(folder)).toSorted()) {
    files[name] = (await readFile(join(folder, name), 'utf8')).replaceAll(/"taken_at":"[^"]*"/g, '"taken_at":"any"')
  }
  return files
}
