import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { inspectCommand } from './inspect.ts'

afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

async function run(files: Record<string, string>, ...options: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'weft-inspect-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  const printed = { out: '', err: '' }
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.out += String(text)
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed.err += String(text)
    return true
  })
  const paths = Object.keys(files).map((name) => join(folder, name))
  await inspectCommand().parseAsync([...paths, ...options], { from: 'user' })
  return { ...printed, exitCode: process.exitCode, paths }
}

const ACTS = 'id,time,kind,actor,target\n1,2015-10-02T00:00:00Z,reply,ana,ben\n2,soon,reply,ana,ben\n'

test('JSON has one entry per export, as architecture fixes it', async () => {
  const { out, err, exitCode, paths } = await run({ 'acts.csv': ACTS }, '--json', '--platform', 'x')
  const [entry, ...others] = JSON.parse(out).files
  expect(others).toEqual([])
  expect(entry).toMatchObject({
    file: paths[0],
    format: 'interactions_csv',
    records: { posts: 0, interactions: 1, follows: 0, accounts: 0 },
    rejected: 1,
    period: ['2015-10-02T00:00:00.000Z', '2015-10-02T00:00:00.000Z'],
    coverage: [{ platform: 'x', direction: 'as_observed', acts: ['reply'] }],
  })
  expect([err, exitCode]).toEqual(['', undefined])
})

test('an export that cannot be read is an entry with its error, on standard error too, and exit status 1', async () => {
  const { out, err, exitCode, paths } = await run({ 'acts.csv': ACTS, 'page.csv': '%PDF-1.7' }, '--json')
  const { files } = JSON.parse(out)
  expect(files[0].error).toBeNull()
  expect(files[1]).toMatchObject({ file: paths[1], format: null, error: { name: 'NotData' } })
  expect(err).toContain('is a PDF document')
  expect(exitCode).toBe(1)
})

test('without --json people read rows, coverage and what to mend', async () => {
  const { out } = await run({ 'acts.csv': ACTS })
  expect(out).toContain('rows       2 (1 rejected, 0 ignored)')
  expect(out).toContain('covers     other, as_observed: reply (2015-10-02 to 2015-10-02)')
  expect(out).toContain('row 3, time "soon": no date or time that can be read; write times as 2015-10-02T20:15:40Z')
})
