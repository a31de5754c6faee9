import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SIGNALS } from '@weft/model/signal'
import { CommanderError } from 'commander'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCommand } from './read.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-read-'))
})
afterAll(() => rm(folder, { recursive: true }))

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

async function rowsOf(posts: string): Promise<Record<string, string>[]> {
  const out = join(folder, 'out.csv')
  expect(await outcome(posts, '--out', out)).toEqual({ exitCode: 0, message: '' })
  return parse(await readFile(out), { columns: true })
}

const THANKS = 'Thank you to everyone who came to the opening night'
const DANISH = 'Vi glæder os til at se jer alle sammen på museet i morgen aften'

test('with the encoder the columns are the same, the model names both tiers, and what it does not know stays', async () => {
  const posts = await file(
    'twice.csv',
    `id,text\n1,Could you please send us your advice?\n2,We open at nine.\n3,${DANISH}\n`,
  )
  const [first, out] = [await rowsOf(posts), join(folder, 'encoder.csv')]
  expect(await outcome(posts, '--encoder', '--out', out)).toEqual({ exitCode: 0, message: '' })
  const both: Record<string, string>[] = parse(await readFile(out), { columns: true })
  expect(Object.keys(both[0]!)).toEqual(Object.keys(first[0]!))
  expect(both[0]!['model']).toMatch(new RegExp(`^${first[0]!['model']}\\+sentences-`))
  expect(both.map((row) => row['p_thanks'])).toEqual(first.map((row) => row['p_thanks']))
  expect(both[0]!['p_asks']).not.toBe(first[0]!['p_asks'])
  expect(Number(both[0]!['p_asks'])).toBeGreaterThan(Number(both[1]!['p_asks']) + 0.5)
  expect(both[2]!['p_asks']).toBe('')
})

test('many posts come out in their order, each read as by itself', async () => {
  const texts = Array.from({ length: 600 }, (_, place) => (place % 7 === 0 ? THANKS : `Open until ${place}`))
  const rows = await rowsOf(await file('many.csv', `id,text\n${texts.map((text, id) => `${id},${text}`).join('\n')}\n`))
  expect(rows.map(({ id }) => Number(id))).toEqual(texts.map((_, place) => place))
  expect(rows.flatMap(({ id, p_thanks }) => (Number(p_thanks) > 0.8 ? [Number(id) % 7] : []))).toEqual(
    Array(86).fill(0),
  )
})

test('a row comes out for every post in its order, empty where its language is not covered', async () => {
  const posts = await file('posts.csv', `id,text,language\nb2,"${THANKS}",\na1,${DANISH},\nb2,"",\nc3,Ta!,en-GB\n`)
  const rows = await rowsOf(posts)
  expect(
    rows.map(({ id, language, language_reliable, covered }) => [id, language, language_reliable, covered]),
  ).toEqual([
    ['b2', 'en', 'true', 'true'],
    ['a1', 'da', 'true', 'false'],
    ['b2', 'und', 'false', 'false'],
    ['c3', 'en', 'false', 'true'],
  ])
  expect(rows[0]?.['p_thanks']).toMatch(/^0\.[89]\d{3}$/)
  expect(rows[1]?.['p_thanks']).toBe('')
})

test('of a German post its toxicity is read, by the head that learnt German, and nothing else', async () => {
  const kind = 'Herzlichen Dank an alle, die gestern Abend bei uns im Museum waren'
  const hostile = 'Du bist so ein dummes Arschloch, halt endlich deine verdammte Fresse, du Idiot'
  const rows = await rowsOf(await file('german.csv', `id,text\n1,"${kind}"\n2,"${hostile}"\n`))
  expect(rows.map(({ language, covered, p_thanks }) => [language, covered, p_thanks])).toEqual([
    ['de', 'false', ''],
    ['de', 'false', ''],
  ])
  expect(Number(rows[0]!['p_toxic'])).toBeLessThan(0.4)
  expect(Number(rows[1]!['p_toxic'])).toBeGreaterThan(0.7)
})

test('the columns are those that scripts rely on', async () => {
  const [row = {}] = await rowsOf(await file('columns.csv', `id,text\n1,${THANKS}\n`))
  expect(Object.keys(row).join(',')).toBe(
    'id,language,language_reliable,covered,model,p_difficulty,p_apology,p_asks,p_question,p_personal,p_stance,' +
      'p_praise_of_other,p_thanks,p_welcome,p_self_promotion,p_toxic',
  )
  expect(row['model']).toMatch(/^ngrams-1\.[0-9a-f]{12}$/)
})

test('posts as JSON Lines read as they do from CSV', async () => {
  const asCsv = await rowsOf(await file('same.csv', `id,text\n7,${THANKS}\n`))
  const asJson = await rowsOf(await file('same.jsonl', `${JSON.stringify({ id: 7, text: THANKS })}\n\n`))
  expect(asJson).toEqual(asCsv)
})

test('--json gives a reading a line', async () => {
  const out = join(folder, 'out.jsonl')
  await outcome(await file('json.csv', `id,text\n7,${THANKS}\n8,${DANISH}\n`), '--json', '--out', out)
  const [read, notRead] = (await readFile(out, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(Object.keys(read.signals)).toEqual(SIGNALS)
  expect(notRead).toMatchObject({ id: '8', language: 'da', signals: null })
})

test.each([
  ['nameless.csv', 'id,text\n1,a\n,b\n', "row 3, column id: '' is not a post's id"],
  ['headless.csv', 'number,words\n1,a\n', "no column 'id'"],
  ['rowless.csv', 'id,text\n', 'no rows'],
  ['broken.jsonl', '{"id":"1","text":"a"}\n{"id":\n', 'row 2: not JSON'],
  ['number.jsonl', '{"id":"1","text":5}\n', "row 1, column text: '5' is not a text"],
  ['list.jsonl', '[1]\n', 'row 1: not a JSON object'],
  ['long-id.jsonl', '{"id":12345678901234567890,"text":"a"}\n', 'row 1, column id'],
])('a post that cannot be taken is named and leaves nothing written: %s', async (name, text, said) => {
  const path = await file(name, text)
  const { exitCode, message } = await outcome(path, '--out', join(folder, 'never.csv'))
  expect(exitCode).toBe(1)
  expect(message).toContain(name)
  expect(message).toContain(said)
  expect((await readdir(folder)).filter((entry) => entry.startsWith('never'))).toEqual([])
})

test('a file that is not there is status 1, a wrong call status 2', async () => {
  expect(await outcome(join(folder, 'nowhere.csv'))).toMatchObject({ exitCode: 1 })
  expect(await outcome(join(folder, 'nowhere.jsonl'), '--out', join(folder, 'x'))).toMatchObject({ exitCode: 1 })
  expect(await outcome()).toMatchObject({ exitCode: 2 })
  const posts = await file('both.csv', 'id,text\n1,a\n')
  expect(await outcome(posts, '--out', posts)).toMatchObject({ exitCode: 2 })
})

test('--quality has a row for every signal, measured or not', async () => {
  const out = join(folder, 'quality.csv')
  await outcome('--quality', '--out', out)
  const rows: Record<string, string>[] = parse(await readFile(out), { columns: true })
  expect(new Set(rows.map((row) => row['signal']))).toEqual(new Set(SIGNALS))
  expect(rows.find((row) => row['signal'] === 'welcome')).toMatchObject({ tier: 'weak', set: '', auc: '' })
  expect(Number(rows.find((row) => row['signal'] === 'thanks')?.['auc'])).toBeGreaterThan(0.9)
})
