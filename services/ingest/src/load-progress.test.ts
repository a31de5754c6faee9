import type { Export } from '@weft/sources/export'
import type { UploadProgress } from '@weft/store/upload'
import { expect, test } from 'vitest'
import { LoadProgress } from './load-progress.ts'

/** Files that come in pieces of a byte. */
function exportOf(files: Record<string, string>): Export {
  return {
    name: 'export.zip',
    files: Object.entries(files).map(([path, content]) => ({
      path,
      bytes: content.length,
      open: async function* () {
        for (const character of content) yield Buffer.from(character)
      },
    })),
  }
}

async function readPieces(pieces: AsyncIterable<Uint8Array> | undefined, count: number): Promise<void> {
  let left = count
  for await (const _ of pieces ?? []) if (--left === 0) return
}

function follow(files: Record<string, string>) {
  const told: UploadProgress[] = []
  const progress = new LoadProgress({ mark: async () => undefined, batch: (at) => told.push(at) })
  return { told, progress, ...progress.follow(exportOf(files)) }
}

test('a file counts by how far its reader is now, also where it was looked through before', async () => {
  const { told, progress, files } = follow({ 'a.csv': 'abcdef', 'b.csv': 'ghij' })
  const [first, second] = files
  await readPieces(first?.open(), 6)
  await readPieces(first?.open(), 2)
  await progress.rows(1)
  await readPieces(first?.openInPlace?.(), 6)
  await readPieces(second?.open(), 3)
  await progress.rows(2)
  await progress.merging()
  expect(told).toEqual([
    { stage: 'reading', bytesRead: 2, bytesTotal: 10, rows: 1 },
    { stage: 'reading', bytesRead: 9, bytesTotal: 10, rows: 3 },
    { stage: 'merging', bytesRead: 10, bytesTotal: 10, rows: 3 },
  ])
})

test('pictures and film are no part of what is to be read', async () => {
  const { told, progress } = follow({ 'data/tweets.js': 'abc', 'media/cat.JPG': 'xxxxxxxx', 'media/dog.mp4': 'x' })
  await progress.rows(1)
  expect(told[0]).toMatchObject({ bytesRead: 0, bytesTotal: 3 })
})

test('what a mark throws ends the reading', async () => {
  const stop = new Error('not wanted any more')
  await expect(new LoadProgress({ mark: () => Promise.reject(stop) }).rows(1)).rejects.toBe(stop)
})
