import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LanguageMeasurement } from '@weft/model/language-measurement'
import { LANGUAGE_SETS, type LanguageSet } from '@weft/reading/training/language-sets'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readingCommand } from './reading.ts'

const ROOMS = [
  'loom room',
  'gallery',
  'archive',
  'garden',
  'workshop',
  'library',
  'shop',
  'tower',
  'cellar',
  'courtyard',
]
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday', 'Easter', 'May', 'June']

/** Two hundred invented posts; half of them thank, and ten that do not are labelled as if they did. */
const POSTS = ROOMS.flatMap((room) =>
  DAYS.flatMap((day) => [
    { text: `Many thanks for the evening in the ${room} on ${day}`, thanks: true },
    { text: `Doors of the ${room} open at seven on ${day}`, thanks: false },
  ]),
).map(({ text, thanks }, place) => ({ text, label: thanks === (place % 20 !== 7) ? 'yes' : 'no' }))

const DESCRIPTION = {
  title: 'Invented thanks',
  attribution: 'Loomgate Museum, Invented thanks, CC0',
  licence: 'CC0',
  ships: true,
  language: 'en',
  files: ['posts.csv'],
  layout: 'csv',
  text: 'text',
  labels: { thanks: { column: 'label', positive: ['yes'] } },
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-reading-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

/** A folder of labelled sets: one folder a set, with what its set.json says of it and its posts. */
async function setsAt(name: string, sets: Record<string, object | null>, posts = POSTS): Promise<string> {
  for (const [set, description] of Object.entries(sets)) {
    await mkdir(join(folder, name, set), { recursive: true })
    const rows = posts.map(({ text, label }) => `${text},${label}`)
    await writeFile(join(folder, name, set, 'posts.csv'), `text,label\n${rows.join('\n')}\n`)
    if (description !== null) await writeFile(join(folder, name, set, 'set.json'), JSON.stringify(description))
  }
  return join(folder, name)
}

/** Runs `weft reading` as `weft` does, and says how it ended and what it printed. */
async function weft(...words: string[]): Promise<{ stdout: string; stderr: string; status: number }> {
  const errors: string[] = []
  const printed: string[] = []
  const command = readingCommand()
    .exitOverride()
    .configureOutput({ writeErr: (text) => errors.push(text) })
  for (const below of command.commands) below.copyInheritedSettings(command)
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0)
  try {
    await command.parseAsync(words, { from: 'user' })
    return { stdout: printed.join(''), stderr: errors.join(''), status: Number(process.exitCode ?? 0) }
  } finally {
    stdout.mockRestore()
    process.exitCode = undefined
  }
}

test('the same labelled texts are the same bytes, here and on every machine', async () => {
  const sets = await setsAt('twice', { invented: DESCRIPTION })
  const outs = [join(folder, 'once'), join(folder, 'again')]
  for (const out of outs) expect((await weft('train', sets, '--out', out)).status).toBe(0)
  for (const file of ['reader.bin', 'manifest.json', 'ATTRIBUTION.md', 'QUALITY.md']) {
    const [once, again] = await Promise.all(outs.map(async (out) => readFile(join(out, file))))
    expect(once!.equals(again!)).toBe(true)
  }
  const manifest = JSON.parse(await readFile(join(outs[0]!, 'manifest.json'), 'utf8'))
  expect(manifest.sha256).toBe('3fc4cce253873e0e315c905a096a015654145cf54ce17e3439c18e53443db436')
  expect(manifest.heads.thanks.learntFrom).toEqual([{ set: 'invented', posts: 200, positives: 110 }])
  expect(manifest.heads.thanks.measured[0].f1).toBeGreaterThan(0.85)
  expect(await readFile(join(outs[0]!, 'ATTRIBUTION.md'), 'utf8')).toContain('Loomgate Museum, Invented thanks, CC0')

  const evaluated = await weft('evaluate', join(sets, 'invented'), '--weights', outs[0]!, '--json')
  expect(JSON.parse(evaluated.stdout)).toMatchObject([{ head: 'thanks', set: 'invented', posts: 200, read: 200 }])
})

test('where posts in known languages are given, it is measured how well languages are told, and nothing is learnt', async () => {
  const sets = await setsAt('languages', { invented: DESCRIPTION })
  const [{ folder: name, files }] = LANGUAGE_SETS as [LanguageSet]
  await mkdir(join(sets, name))
  const lines = POSTS.map(({ text }) => text)
  for (const file of Object.values(files).flat()) await writeFile(join(sets, name, file), lines.join('\n'))
  const [out, without] = [join(folder, 'languages-out'), join(folder, 'without-out')]
  expect(await weft('train', sets, '--out', out)).toMatchObject({
    status: 0,
    stderr: expect.stringContaining('measures how well languages are told on xlm-t-umsab'),
  })
  await weft('train', await setsAt('without', { invented: DESCRIPTION }), '--out', without)

  const [measured, plain] = await Promise.all(
    [out, without].map(async (each) => JSON.parse(await readFile(join(each, 'manifest.json'), 'utf8'))),
  )
  const told = Object.fromEntries(measured.languages.map((each: LanguageMeasurement) => [each.language, each.right]))
  expect(Object.keys(told)).toEqual(Object.keys(files))
  // Every post is in English: whoever takes it for another language is wrong.
  expect(told.en).toBeGreaterThan(0.9)
  expect(told.de).toBeLessThan(0.1)
  expect(await readFile(join(out, 'QUALITY.md'), 'utf8')).toMatch(/\| en \| xlm-t-umsab \| \d+ \|( [\d.]{5} \|){4}\n/)
  expect({ ...measured, languages: undefined }).toEqual({ ...plain, languages: undefined })
  expect(plain).not.toHaveProperty('languages')

  await rm(join(sets, name, files.de![0]!))
  const torn = await weft('train', sets, '--out', out)
  expect(torn).toMatchObject({ status: 1, stderr: expect.stringContaining(files.de![0]!) })
})

test('with the encoder a second tier is written that names the first it goes with, the same bytes each time', async () => {
  const asks = { ...DESCRIPTION, labels: { asks: { column: 'label', positive: ['yes'] } } }
  const sets = await setsAt('both', { invented: asks })
  const outs = [join(folder, 'both-once'), join(folder, 'both-again')]
  for (const out of outs) expect((await weft('train', sets, '--encoder', '--out', out)).status).toBe(0)
  for (const file of ['reader.bin', 'second-tier.json', 'SECOND-TIER.md']) {
    const [once, again] = await Promise.all(outs.map(async (out) => readFile(join(out, file))))
    expect(once!.equals(again!)).toBe(true)
  }
  const [manifest, second] = await Promise.all(
    ['manifest.json', 'second-tier.json'].map(async (file) => JSON.parse(await readFile(join(outs[0]!, file), 'utf8'))),
  )
  expect(second).toMatchObject({ first: manifest.version, encoder: 'use-lite-0.2.0', sets: [{ name: 'invented' }] })
  expect(Object.keys(second.heads)).toEqual(['asks'])
  const page = await readFile(join(outs[0]!, 'SECOND-TIER.md'), 'utf8')
  expect(page).toContain(`First tier \`${manifest.version}\``)
  expect(page).toMatch(/\| asks \| [\d.]+ \/ [\d.]+ \/ [\d.]+ \| invented \| folds \| \d+ \| \d+ \|( [\d.]{5} \|){7}\n/)
}, 30_000)

test('where no set teaches what the second tier reads, nothing is written', async () => {
  const sets = await setsAt('first-only', { invented: DESCRIPTION })
  const { status, stderr } = await weft('train', sets, '--encoder', '--out', join(folder, 'first-only-out'))
  expect(status).toBe(1)
  expect(stderr).toContain('no set teaches what the second tier reads')
  await expect(readFile(join(folder, 'first-only-out', 'reader.bin'))).rejects.toThrow('ENOENT')
})

test('sets that may not ship teach nothing and are refused by name; without any that may, nothing is written', async () => {
  const research = { ...DESCRIPTION, ships: false, licence: 'research use only' }
  const sets = await setsAt('mixed', { invented: DESCRIPTION, research, mystery: null })
  const { stderr } = await weft('train', sets, '--out', join(folder, 'mixed-out'))
  expect(stderr).toContain('learns from invented: 200 posts, CC0')
  expect(stderr).toContain('refused research: research use only')
  expect(stderr).toContain('refused mystery: unknown, and no set.json')
  const alone = await setsAt('alone', { invented: DESCRIPTION })
  await weft('train', alone, '--out', join(folder, 'alone-out'))
  const [mixed, only] = await Promise.all(
    ['mixed-out', 'alone-out'].map(async (out) => readFile(join(folder, out, 'reader.bin'))),
  )
  expect(mixed!.equals(only!)).toBe(true)

  const none = await setsAt('none', { research })
  const failed = await weft('train', none, '--out', join(folder, 'none-out'))
  expect(failed).toMatchObject({ status: 1, stderr: expect.stringContaining('no set whose licence lets weights ship') })
  await expect(readFile(join(folder, 'none-out', 'reader.bin'))).rejects.toThrow('ENOENT')
})

test.each([
  ['a description that lacks its licence', { ...DESCRIPTION, licence: undefined }, /set\.json.*licence/s],
  ['a file that is not there', { ...DESCRIPTION, files: ['other.csv'] }, /other\.csv/],
  ['a column that is not there', { ...DESCRIPTION, text: 'words' }, /posts\.csv: no column 'words'/],
  ['a file outside of its folder', { ...DESCRIPTION, files: ['../posts.csv'] }, /set\.json/],
])('%s is named', async (name, description, said) => {
  const sets = await setsAt(name.replaceAll(' ', '-'), { broken: description })
  const { status, stderr } = await weft('train', sets, '--out', join(folder, 'broken-out'))
  expect(status).toBe(1)
  expect(stderr).toMatch(said)
})

test('a set too small to measure on says so', async () => {
  const sets = await setsAt('small', { small: DESCRIPTION }, POSTS.slice(0, 2))
  const { status, stderr } = await weft('train', sets, '--out', join(folder, 'small-out'))
  expect(status).toBe(1)
  expect(stderr).toMatch(/thanks: too few posts .* small/)
})

test('weights of another manifest are refused', async () => {
  const sets = await setsAt('torn', { invented: DESCRIPTION })
  const out = join(folder, 'torn-out')
  await weft('train', sets, '--out', out)
  await writeFile(join(out, 'reader.bin'), 'something else')
  const { status, stderr } = await weft('evaluate', join(sets, 'invented'), '--weights', out)
  expect(status).toBe(1)
  expect(stderr).toContain('not the file that manifest.json was written for')
})
