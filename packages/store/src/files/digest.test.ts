import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { digestOfFile } from './digest.ts'

test.each([0, 1, 256 * 1024, 600_001])('size and digest of a file of %i bytes are those of all of it', async (size) => {
  const folder = await mkdtemp(join(tmpdir(), 'weft-digest-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const bytes = Buffer.from(Uint8Array.from({ length: size }, (_, at) => at % 251))
  await writeFile(join(folder, 'threads.csv'), bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  expect(await digestOfFile(join(folder, 'threads.csv'))).toEqual({ bytes: size, sha256 })
})
