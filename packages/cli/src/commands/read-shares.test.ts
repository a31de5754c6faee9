import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SIGNALS } from '@weft/model/signal'
import { CommanderError } from 'commander'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCommand } from './read.ts'

let folder: string
let posts: string
const COUNT = 60

/** Every third post thanks, and one is Danish, which is not read. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-shares-'))
  const texts = Array.from({ length: COUNT }, (_, i) =>
    i === 1
      ? 'Vi glæder os til at se jer alle sammen på museet i morgen aften'
      : i % 3 === 0
        ? `Thank you to all ${i} of you who came to the opening night`
        : `The doors of the museum open at ${i} minutes past ten tomorrow`,
  )
  posts = await file('posts.csv', `id,text\n${texts.map((text, i) => `=p${i},${text}\n`).join('')}`)
})
afterAll(() => rm(folder, { recursive: true }))

const thanks = (id: string) => Number(id.replace(/^'?=p/, '')) % 3 === 0

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

/** Runs the command as `weft` does, and says how it ended. */
async function outcome(...given: string[]): Promise<{ exitCode: number; message: string }> {
  const errors: string[] = []
  const command = readCommand()
    .exitOverride()
    .configureOutput({ writeErr: (text) => errors.push(text) })
  try {
    await command.parseAsync(given, { from: 'user' })
    return { exitCode: Number(process.exitCode ?? 0), message: errors.join('') }
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return { exitCode: error.exitCode, message: errors.join('') }
  } finally {
    process.exitCode = undefined
  }
}

type Row = Record<string, string>

async function tableOf(path: string): Promise<Row[]> {
  return parse(await readFile(path), { columns: true, bom: true })
}

/** The shares of the posts with these labels, by signal. */
async function shares(checked?: string): Promise<Record<string, Row>> {
  const to = join(folder, 'shares.csv')
  const given = checked === undefined ? [] : ['--checked', checked]
  expect(await outcome(posts, '--out', join(folder, 'out.csv'), '--shares', to, ...given)).toEqual({
    exitCode: 0,
    message: '',
  })
  return Object.fromEntries((await tableOf(to)).map((row) => [row['signal'], row]))
}

async function sample(size: number, ...more: string[]): Promise<Row[]> {
  const to = join(folder, 'sample.csv')
  expect(await outcome(posts, '--sample', `${size}`, '--sample-out', to, ...more)).toEqual({ exitCode: 0, message: '' })
  return tableOf(to)
}

test('without checked posts each share is a range and no number', async () => {
  const found = await shares()
  expect(Object.keys(found)).toEqual([...SIGNALS])
  expect(Object.keys(found['thanks']!).join(',')).toBe(
    'signal,posts,covered,checked,estimator,share,low,high,naive_count',
  )
  expect(found['thanks']).toMatchObject({ posts: '60', covered: '59', checked: '0', estimator: 'unchecked', share: '' })
  expect(found['thanks']!['naive_count']).toBe('20')
  for (const { low, high } of Object.values(found)) {
    expect(low).toMatch(/^[01]\.\d{4}$/)
    expect(Number(low)).toBeLessThan(Number(high))
  }
})

test('a sample is drawn to be filled in: the larger begins with the smaller, another seed draws another', async () => {
  const drawn = await sample(20)
  expect(Object.keys(drawn[0]!)).toEqual(['order', 'id', 'text', 'sampling_weight', ...SIGNALS])
  expect(drawn.map(({ order }) => order)).toEqual(Array.from({ length: 20 }, (_, i) => `${i + 1}`))
  expect(drawn.every(({ thanks, sampling_weight }) => thanks === '' && Number(sampling_weight) > 1)).toBe(true)
  expect((await sample(30)).slice(0, 20).map(({ id }) => id)).toEqual(drawn.map(({ id }) => id))
  expect((await sample(20, '--seed', 'other')).map(({ id }) => id)).not.toEqual(drawn.map(({ id }) => id))
  expect(await sample(1000)).toHaveLength(COUNT)
})

test('a sample that was filled in goes back as it is, and what was left empty is not checked', async () => {
  const rows = await sample(40)
  const header = Object.keys(rows[0]!)
  const filled = rows.map((row, i) => ({ ...row, thanks: thanks(row['id']!) ? 'yes' : 'No', asks: i < 30 ? '0' : '' }))
  const cells = filled.map((row: Row) => header.map((column) => `"${row[column]}"`).join(',')).join('\n')
  const found = await shares(await file('filled.csv', `\uFEFF${header.join(',')}\n${cells}\n`))
  expect(found['thanks']).toMatchObject({ checked: '40', estimator: 'strata' })
  expect(found['asks']).toMatchObject({ checked: '30', estimator: 'strata' })
  expect(found['toxic']).toMatchObject({ checked: '0', estimator: 'unchecked', share: '' })
  expect(Number(found['thanks']!['share'])).toBeGreaterThan(0.28)
  expect(Number(found['thanks']!['share'])).toBeLessThan(0.38)
  expect(Number(found['thanks']!['low'])).toBeLessThanOrEqual(1 / 3)
  expect(Number(found['thanks']!['high'])).toBeGreaterThanOrEqual(1 / 3)
})

test('labels one a row without weights count as picked at random; all of them labelled is the truth', async () => {
  const labels = (count: number) =>
    Array.from({ length: count }, (_, i) => `=p${i},Thanks,${i % 3 === 0 ? 'TRUE' : 'false'}\n`).join('')
  const random = await shares(await file('random.csv', `id,signal,label\n${labels(36)}`))
  expect(random['thanks']).toMatchObject({ checked: '36', estimator: 'ppi' })
  const few = await shares(await file('few.csv', `id,signal,label\n${labels(24)}`))
  expect(few['thanks']).toMatchObject({ checked: '24', estimator: 'wilson', share: '0.3333' })
  const all = await shares(await file('all.csv', `id,signal,label\n${labels(COUNT)}`))
  expect(all['thanks']).toMatchObject({ share: '0.3333', low: '0.3333', high: '0.3334' })
  const weighted = labels(24).replaceAll('\n', ',2.5\n')
  expect(
    (await shares(await file('weighted.csv', `id,signal,label,sampling_weight\n${weighted}`)))['thanks'],
  ).toMatchObject({
    checked: '24',
    estimator: 'strata',
  })
})

test.each([
  ['signal', 'id,signal,label\n=p0,joy,yes\n', "row 2, column signal: 'joy' is not a signal (difficulty, "],
  ['label', 'id,signal,label\n=p0,thanks,yes\n=p1,thanks,maybe\n', "row 3, column label: 'maybe' is not yes or no"],
  ['stranger', 'id,signal,label\nq7,thanks,yes\n', "row 2, column id: 'q7' is not the id of a post that was read"],
  ['twice', 'id,thanks\n=p0,yes\n=p0,no\n', 'is not the only label of its post for thanks: row 2 has one too'],
  ['weight', 'id,thanks,sampling_weight\n=p0,yes,0\n', "column sampling_weight: '0' is not a number above 0"],
  ['weightless', 'id,thanks,sampling_weight\n=p0,yes,\n', "column sampling_weight: '' is not a number above 0"],
  ['unlabelled', 'id,signal\n=p0,thanks\n', "no column 'label' beside 'signal'"],
  ['nothing', 'id,text\n=p0,hello\n', "neither columns 'signal' and 'label'"],
])('labels that cannot be taken are named, and nothing is written: %s', async (name, text, said) => {
  const checked = await file(`${name}.csv`, text)
  const before = await readdir(folder)
  const { exitCode, message } = await outcome(
    posts,
    '--out',
    join(folder, 'never.csv'),
    '--shares',
    join(folder, 'never-shares.csv'),
    '--checked',
    checked,
  )
  expect(exitCode).toBe(1)
  expect(message).toContain(`${name}.csv`)
  expect(message).toContain(said)
  expect(await readdir(folder)).toEqual(before)
})

test('an id that occurs twice has no share, as a label would not say which is meant', async () => {
  const twice = await file('twice-posts.csv', 'id,text\n1,a\n1,b\n')
  const found = await outcome(twice, '--out', join(folder, 'x.csv'), '--shares', join(folder, 'y.csv'))
  expect(found).toMatchObject({ exitCode: 1, message: expect.stringContaining("the id '1' occurs twice") })
})

test.each([
  ['--checked', 'labels.csv'],
  ['--sample', '10'],
  ['--sample-out', 'sample.csv'],
  ['--shares', 'same.csv', '--out', 'same.csv'],
  ['--quality', '--shares', 'shares.csv'],
])('used wrongly: %s %s', async (...given) => {
  expect(await outcome(posts, ...given)).toMatchObject({ exitCode: 2 })
})

test('a sample of no posts is refused', async () => {
  const { message } = await outcome(posts, '--sample', '0', '--sample-out', 'sample.csv')
  expect(message).toContain('a number of posts from 1')
})
