import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { weft } from './weft.ts'

test('a port that somebody else listens on is named, and all that was started ends', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weft-port-'))
  // The embedded database runs as another user where a test runs as root.
  await chmod(folder, 0o755)
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  try {
    const run = await weft(['serve'], { WEFT_HOME: join(folder, 'home'), PORT: String(port), LOG_LEVEL: 'silent' })
    expect(run).toEqual({ status: 1, stdout: '', stderr: `weft: 127.0.0.1:${port} is taken; set PORT to another\n` })
  } finally {
    other.close()
    await rm(folder, { recursive: true, force: true })
  }
}, 60_000)
