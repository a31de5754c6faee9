import { execFile } from 'node:child_process'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'

const CHILD = fileURLToPath(new URL('./inspect-hostile.test-data.ts', import.meta.url))

/** Larger than all that a reader may hold at once, and small enough to be written in a moment. */
const HOSTILE_BYTES = 100 * 1024 * 1024

/** Node with our sources takes about 110 MB before it reads anything. */
const PEAK_BYTES_MAX = 250 * 1024 * 1024

const ACTS = 'id,time,kind,actor,target,text\n'

test.each([
  ['a cell without end', 'acts.csv', `${ACTS}1,2024-03-01,reply,ana,us,`, 'x'],
  ['a quoted cell without end', 'acts.csv', `${ACTS}1,2024-03-01,reply,ana,us,"`, 'x\n'],
  ['columns without end', 'acts.csv', `${ACTS}1,2024-03-01,reply,ana,us`, ','],
  ['a header without end', 'acts.csv', 'id,time,kind,actor,target', ',x'],
  ['a JSON text without end', 'a.json', '[{"id":"', 'x'],
  ['JSON without end to its depth', 'a.json', '[{"id":', '['],
  ['a line without end', 'a.ndjson', '{"id":"1"}\n{"id":"', 'x'],
  ['an XML attribute without end', 'g.gexf', '<gexf version="1.3"><graph><nodes><node id="', 'x'],
  ['an XML text without end', 'g.gexf', '<gexf version="1.3"><graph><nodes><node id="a">', 'x'],
])(
  '%s is read in bounded memory and told in words',
  async (_, name, head, piece) => {
    const folder = await mkdtemp(join(tmpdir(), 'weft-hostile-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const path = join(folder, name)
    await using file = await open(path, 'w')
    await file.write(head)
    const block = piece.repeat(Math.floor((1024 * 1024) / piece.length))
    for (let bytes = 0; bytes < HOSTILE_BYTES; bytes += block.length) await file.write(block)
    const node = ['--conditions=source', '--import', import.meta.resolve('tsx'), CHILD, path]
    const { stdout } = await promisify(execFile)(process.execPath, node)
    const { said, peakBytes } = JSON.parse(stdout) as { said: string; peakBytes: number }
    expect(said).toMatch(/broken at|no format that is known|no rows|longer than|more than/)
    expect(peakBytes).toBeLessThan(PEAK_BYTES_MAX)
  },
  60_000,
)
