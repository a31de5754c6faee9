import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { CommanderError } from 'commander'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { metricsCommand } from './metrics.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-metrics-'))
})
afterAll(() => rm(folder, { recursive: true }))

const CHAIN = 'source,target,weight\nana,ben,2\nben,ana,1\nben,cai,3\nana,ben,1\ndee,dee,5\n'

async function file(name: string, text: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

interface Outcome {
  exitCode: number
  message: string
}

/** Runs the command as `weft` does, and says how it ended. */
async function outcome(edges: string, ...options: string[]): Promise<Outcome> {
  const errors: string[] = []
  const command = metricsCommand()
    .exitOverride()
    .configureOutput({ writeErr: (text) => errors.push(text) })
  try {
    await command.parseAsync([edges, ...options], { from: 'user' })
    return { exitCode: Number(process.exitCode ?? 0), message: errors.join('') }
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return { exitCode: error.exitCode, message: errors.join('') }
  } finally {
    process.exitCode = undefined
  }
}

/** Runs the command on good files; gives the rows and the summary. */
async function run(edges: string, ...options: string[]) {
  const out = join(folder, 'out.csv')
  const summary = join(folder, 'summary.json')
  try {
    const { exitCode, message } = await outcome(edges, '--out', out, '--summary', summary, ...options)
    expect([exitCode, message]).toEqual([0, ''])
    const [header = [], ...rows] = (await readFile(out, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','))
    const cells = rows.map((row) => Object.fromEntries(header.map((column, i) => [column, row[i]])))
    return { header, rows: cells, summary: JSON.parse(await readFile(summary, 'utf8')) as Record<string, unknown> }
  } finally {
    await Promise.all([out, summary].map((path) => rm(path, { force: true })))
  }
}

/** Runs the command with results asked for, so that whatever it leaves behind shows. */
const failure = (edges: string, ...options: string[]) => outcome(edges, '--out', join(folder, 'out.csv'), ...options)

test('writes the fixed columns, a row per account, absent values as empty cells', async () => {
  const { header, rows } = await run(await file('chain.csv', CHAIN))
  expect(header.join(',')).toBe(
    'id,in_degree,out_degree,in_strength,out_strength,pagerank,betweenness,closeness,harmonic,eigenvector,hub,authority,' +
      'core,constraint,clustering,community,ei_index,reciprocity',
  )
  expect(rows.map((row) => row['id'])).toEqual(['ana', 'ben', 'cai', 'dee'])
  expect(rows[1]).toMatchObject({ in_degree: '1', out_degree: '2', in_strength: '3', out_strength: '4', ei_index: '' })
  expect(rows[3]).toMatchObject({ in_degree: '0', constraint: '', reciprocity: '', core: '0' })
})

test('adds up repeats, leaves self-loops out and keeps their accounts', async () => {
  const { summary } = await run(await file('chain.csv', CHAIN))
  expect(summary).toMatchObject({
    accounts: 4,
    ties: 3,
    self_loops: 1,
    density: 0.25,
    components: 2,
    hub_dependence: null,
  })
  expect(summary['arc_reciprocity']).toBeCloseTo(2 / 3, 12)
  expect(summary['dyad_reciprocity']).toBe(0.5)
  // min(3, 1) there and back, of 3 + 1 + 3.
  expect(summary['weighted_reciprocity']).toBeCloseTo(2 / 7, 12)
  expect(summary['mixing']).toEqual([])
})

test('counts accounts of the accounts file that have no ties as isolates, and reads parties from it', async () => {
  const accounts = await file('accounts.csv', 'id,party\nana,owned\nben,press\neve,press\n')
  const { rows, summary } = await run(await file('chain.csv', CHAIN), '--accounts', accounts)
  expect(rows.map((row) => row['id'])).toEqual(['ana', 'ben', 'cai', 'dee', 'eve'])
  expect(rows[0]).toMatchObject({ ei_index: '1' })
  expect(summary['mixing']).toContainEqual(
    expect.objectContaining({ from: 'owned', to: 'press', ties: 1, expected: 0.5, dyad_reciprocity: 1 }),
  )
  // Without ana, ben and cai are left of the three that hung together.
  expect(summary['hub_dependence']).toBeCloseTo(1 / 3, 12)
})

test('gives undirected relations no reciprocity', async () => {
  const { rows, summary } = await run(await file('chain.csv', CHAIN), '--undirected')
  expect(summary).toMatchObject({ ties: 4, arc_reciprocity: null, dyad_reciprocity: null, rho: null })
  expect(summary['weighted_reciprocity']).toBeNull()
  expect(rows.map((row) => row['reciprocity'])).toEqual(['', '', '', ''])
  expect(rows[0]).toMatchObject({ in_strength: '4', out_strength: '4' })
})

test.each([
  ['TAB', '\t'],
  ['semicolon', ';'],
])('reads files separated by %s', async (name, delimiter) => {
  const { summary } = await run(await file(`${name}.csv`, CHAIN.replaceAll(',', delimiter)))
  expect(summary).toMatchObject({ accounts: 4, ties: 3 })
})

test.each([
  ['UTF-16, as spreadsheets save Unicode text', Buffer.from('\ufeffsource\ttarget\nzoë\tana\n', 'utf16le')],
  ['Windows-1252', Buffer.from('source,target\nzoë,ana\n', 'latin1')],
  ['UTF-8 with a byte order mark, quoted', Buffer.from('\ufeff"source","target"\r\n"zoë","ana"\r\n')],
  ['gzip', gzipSync('source,target\nzoë,ana\n')],
])('reads ids from a file in %s', async (_, bytes) => {
  const { rows } = await run(await file('bytes.csv', bytes))
  expect(rows.map((row) => row['id'])).toEqual(['ana', 'zoë'])
})

test('counts rows as a spreadsheet does, blank ones and line breaks inside quotes too', async () => {
  const edges = await file('blank.csv', 'source,target\n\n"a\nb",c\n\n\nd,\n')
  expect((await failure(edges)).message).toContain("row 6, column target: '' is not an account's id")
})

test('gives the same bytes whatever the order of rows', async () => {
  const [header, ...rows] = CHAIN.trimEnd().split('\n')
  const forth = await run(await file('chain.csv', CHAIN))
  const back = await run(await file('turned.csv', `${[header, ...rows.toReversed()].join('\r\n')}\r\n`))
  expect(back).toEqual(forth)
})

test.each([
  ['no such column', 'from,to\na,b\n', "no column 'source' in the header (found: from, to)"],
  ['an empty id', 'source,target\na,b\na,\n', "row 3, column target: '' is not an account's id"],
  [
    'a weight that is no number',
    'source,target,weight\na,b,many\n',
    "row 2, column weight: 'many' is not a number above 0",
  ],
  ['a weight of nothing', 'source,target,weight\na,b,0\n', "row 2, column weight: '0' is not a number above 0"],
  [
    'a weight beyond all amounts',
    'source,target,weight\na,b,1e101\n',
    "row 2, column weight: '1e101' is not from 1e-100",
  ],
  ['an empty weight', 'source,target,weight\na,b,\n', "row 2, column weight: '' is not a number above 0"],
  ['a short row', 'source,target,weight\na,b\n', 'row 2: 2 cells, expected 3 as in the header'],
  ['a quote never closed', 'source,target\na,b\n"a,b\n', 'after row 2: Quote Not Closed'],
  ['no rows', 'source,target\n', 'no rows, expected a header (source, target) and rows below it'],
  ['an empty file', '', 'no rows'],
  ['another kind of file', '%PDF-1.7\n%\u00e2\u00e3\n', "no column 'source' in the header"],
])('refuses %s with status 1, saying where, and writes nothing', async (_, text, said) => {
  const edges = await file('bad.csv', text)
  const before = await readdir(folder)
  const { exitCode, message } = await failure(edges)
  expect(exitCode).toBe(1)
  expect(message).toContain(edges)
  expect(message).toContain(said)
  expect(await readdir(folder)).toEqual(before)
})

test('prints the rows where no file is named, and with --json the figures instead', async () => {
  const edges = await file('chain.csv', CHAIN)
  const printed: string[] = []
  const print = vi.spyOn(process.stdout, 'write').mockImplementation((text, ...rest) => {
    printed.push(String(text))
    const done = rest.find((one) => typeof one === 'function')
    if (done !== undefined) done(null)
    return true
  })
  onTestFinished(() => print.mockRestore())
  expect(await outcome(edges)).toEqual({ exitCode: 0, message: '' })
  expect(
    printed
      .join('')
      .split('\n')
      .map((line) => line.split(',')[0]),
  ).toEqual(['id', 'ana', 'ben', 'cai', 'dee', ''])
  printed.length = 0
  expect(await outcome(edges, '--json')).toEqual({ exitCode: 0, message: '' })
  expect(JSON.parse(printed.join(''))).toMatchObject({ accounts: 4, ties: 3, sampled_sources: null, seed: 1 })
})

test('refuses two parties for one account', async () => {
  const accounts = await file('accounts.csv', 'id,party\nana,owned\nana,press\n')
  const { exitCode, message } = await failure(await file('chain.csv', CHAIN), '--accounts', accounts)
  expect(exitCode).toBe(1)
  expect(message).toContain("row 3, column party: 'press' is not 'owned', as another row says of 'ana'")
})

test('refuses a file that is not there', async () => {
  const { exitCode, message } = await failure(join(folder, 'nowhere.csv'))
  expect(exitCode).toBe(1)
  expect(message).toContain('cannot be read (ENOENT)')
})

test('refuses to write over what it reads, as wrong use', async () => {
  const edges = await file('chain.csv', CHAIN)
  expect(await failure(edges, '--accounts', edges)).toMatchObject({ exitCode: 2 })
  expect(await readFile(edges, 'utf8')).toBe(CHAIN)
})

test('leaves no part of a result where the second cannot be written', async () => {
  const edges = await file('chain.csv', CHAIN)
  const before = await readdir(folder)
  const { exitCode } = await failure(edges, '--summary', join(folder, 'no-such-folder', 'summary.json'))
  expect(exitCode).toBe(1)
  expect(await readdir(folder)).toEqual(before)
})

test('an option that does not exist is wrong use', async () => {
  const { exitCode, message } = await failure(await file('chain.csv', CHAIN), '--sumary', 'x')
  expect(exitCode).not.toBe(0)
  expect(message).toContain("unknown option '--sumary'")
})
