import { createHash } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SCORED } from '@weft/model/practice'
import { scoreQuarter } from '@weft/practices/score'
import { generateInstitution, STORY } from '@weft/sample/generate-institution'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { institutionInput } from '../known-truth/institution-input.ts'
import { type Run, weft } from './weft.ts'

/** The demo, once: an invented museum's exports over the REST API, through the queue, to the scorecard. */
let home: string
let demo: Run

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'weft-demo-'))
  // Open to the database's own user, who cannot enter a folder that is root's alone.
  await chmod(home, 0o755)
  demo = await weft(['demo', '--once', '--json'], { WEFT_HOME: home })
}, 180_000)
afterAll(async () => {
  await rm(home, { recursive: true, force: true })
})

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function textOf(path: string): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(await readFile(path)) }).promise
  expect(document.numPages).toBe(1)
  const content = await (await document.getPage(1)).getTextContent()
  return content.items.map((item) => ('str' in item ? item.str : '')).join(' ')
}

test('the demo ends with a scorecard of one page that names the museum and its quarter', async () => {
  expect(demo.status, demo.stderr).toBe(0)
  const { scorecard } = JSON.parse(demo.stdout) as { scorecard: string }
  const text = await textOf(scorecard)
  expect(text).toContain('Loomgate Museum')
  expect(text).toContain('2026-Q2')
  // The quarters that nobody checked stay ranges.
  expect(text).toContain('provisional ranges')
  expect(text).toMatch(/Express vulnerability.*Seed, feed and weed.*The weave/)
})

test('what the museum truly does lies in the interval of every practice, from files, a reader that errs and a check', async () => {
  const { scorecard } = JSON.parse(demo.stdout) as { scorecard: string }
  const told = [...(await textOf(scorecard)).matchAll(/90 % interval (\d+) to (\d+)/g)]
  const truth = scoreQuarter(institutionInput(generateInstitution(STORY), 'everything', 2)).scores
  const held = SCORED.map((scored, row) => {
    const [, low = '', high = ''] = told[row] ?? []
    const score = Math.round(truth[scored].score ?? Number.NaN)
    return [scored, Number(low) <= score && score <= Number(high)]
  })
  expect(held).toEqual(SCORED.map((scored) => [scored, true]))
})

test('a second run finds every row known, and the scorecard unchanged', async () => {
  const { scorecard } = JSON.parse(demo.stdout) as { scorecard: string }
  const before = sha256(await readFile(scorecard))
  const again = await weft(['demo', '--once'], { WEFT_HOME: home })
  expect(again.status, again.stderr).toBe(0)
  expect(again.stderr).toMatch(/mentions-and-replies\.csv: (\d+) rows = 0 new \+ 0 updated \+ \1 known/)
  expect(again.stdout.trim().split('\n').at(-1)).toBe(scorecard)
  expect(sha256(await readFile(scorecard))).toBe(before)
}, 120_000)

test('the same exports give the same scores and the same PDF bytes, twice, from the command line', async () => {
  const { exports } = JSON.parse(demo.stdout) as { exports: string[] }
  const analyzed = async (out: string) => {
    const words = ['--organization', 'Loomgate Museum', '--owned', 'x:loomgatemuseum', '--out', join(home, out)]
    const run = await weft(['analyze', ...exports, ...words])
    expect(run.status, run.stderr).toBe(0)
    const bytes = (name: string) => readFile(join(home, out, name))
    return { scores: await bytes('scores.json'), pdf: await bytes('scorecard.pdf'), gexf: await bytes('network.gexf') }
  }
  const one = await analyzed('one')
  const other = await analyzed('other')
  expect(sha256(other.scores)).toBe(sha256(one.scores))
  expect(sha256(other.pdf)).toBe(sha256(one.pdf))
  expect(sha256(other.gexf)).toBe(sha256(one.gexf))

  const scores = JSON.parse(one.scores.toString()) as {
    quarters: { quarter: string; baseline: boolean; practices: Record<string, { state: string; change: unknown }> }[]
  }
  expect(scores.quarters.map(({ quarter }) => quarter)).toEqual(['2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2'])
  expect(scores.quarters.map(({ baseline }) => baseline)).toEqual([true, false, false, false])
  for (const { practices } of scores.quarters.slice(1)) {
    for (const practice of Object.values(practices)) expect(practice).toMatchObject({ state: 'scored' })
  }
}, 180_000)

test('an archive alone says what it cannot know: answers are not measurable, with the reason, and nothing is 0', async () => {
  const { exports } = JSON.parse(demo.stdout) as { exports: string[] }
  const [archive = ''] = exports
  const out = join(home, 'archive-alone')
  const words = [
    '--organization',
    'Loomgate Museum',
    '--owned',
    'x:loomgatemuseum',
    '--quarter',
    '2026-Q1',
    '--out',
    out,
  ]
  const run = await weft(['analyze', archive, ...words])
  expect(run.status, run.stderr).toBe(0)
  const { quarters } = JSON.parse(await readFile(join(out, 'scores.json'), 'utf8'))
  const [{ practices, weave, network }] = quarters
  expect(practices.vulnerability.indicators['vulnerability.answered']).toMatchObject({
    state: 'not_measurable',
    value: null,
    score: null,
    reason: expect.stringMatching(/replies|mentions/),
  })
  expect(practices.promotion).toMatchObject({ state: 'scored', provisional: true, score: null })
  expect(weave).toMatchObject({ state: 'not_enough_evidence', score: null, interval: null })
  expect(network.whole).toMatchObject({ arcReciprocity: null, hubDependence: null })
  expect(network.withoutOwned).toBeNull()
  expect(await textOf(join(out, 'scorecard.pdf'))).toMatch(/Not enough evidence/)
}, 120_000)
