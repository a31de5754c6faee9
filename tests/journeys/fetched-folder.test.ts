import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { localPlatforms } from './local-platforms.ts'
import { weft } from './weft.ts'

interface FileReceipt {
  file: string
  rows: number
  rejected: number
  notes: string[]
}

test.each([
  ['mastodon', 'loomgate@museum.example', { followers: 5, following: 0, statuses: 3, threads: 1 }],
  ['bluesky', 'loomgate.test', { followers: 4, following: 0, statuses: 2, threads: 2 }],
])(
  'what was fetched of %s is read whole: its lists, its posts, who answered; a list with nobody on it stops nothing',
  async (platform, account, rows) => {
    const folder = await mkdtemp(join(tmpdir(), 'weft-fetched-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await using server = await localPlatforms(() => false)
    const out = join(folder, 'fetched')
    const fetched = await weft(['fetch', platform, account, '--out', out, '--server', server.address])
    expect(fetched).toMatchObject({ status: 0, stderr: '' })

    const inspected = await weft(['inspect', out, '--json'])
    expect(inspected).toMatchObject({ status: 0, stderr: '' })
    const { files } = JSON.parse(inspected.stdout)
    expect(files).toMatchObject([
      { records: { follows: rows.followers }, coverage: [{ direction: 'inbound', acts: ['follow'] }] },
      { records: { follows: 0 }, rows: 0, error: null },
      { records: { posts: rows.statuses } },
      { records: { posts: rows.threads, interactions: 1 } },
    ])

    const words = ['--organization', 'Invented', '--owned', `${platform}:${account}`, '--quarter', '2026-Q2']
    const analyzed = await weft(['analyze', out, ...words, '--out', join(folder, 'analysis')])
    expect(analyzed).toMatchObject({ status: 0, stderr: '' })
    const receipt = JSON.parse(await readFile(join(folder, 'analysis', 'receipt.json'), 'utf8'))
    expect(receipt.files.map(({ file, rows, rejected, notes }: FileReceipt) => [file, rows, rejected, notes])).toEqual(
      Object.entries(rows).map(([thing, count]) => [`fetched.zip/${thing}.ndjson`, count, 0, []]),
    )
  },
)
