import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withOrganization } from '@weft/store/database'
import { createOrganization } from '@weft/store/organizations'
import { listTailorings } from '@weft/store/rubric-tailorings'
import { testDatabase } from '@weft/store/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { weft } from './weft.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-rubric-'))
})
afterAll(async () => await rm(folder, { recursive: true, force: true }))

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const EXEMPT = { indicators: { 'promotion.breadth': { exempt: 'Our charter names whom we may promote.' } } }

test('a rubric is tailored from a file, shown in words, and set back; a file that is none changes nothing', async () => {
  await using fresh = await testDatabase()
  const { id } = await createOrganization(fresh.database, { name: 'Museum' })
  const rubric = (...words: string[]) => weft(['rubric', '--org', id, ...words], { DATABASE_URL: fresh.url })

  const tailored = await rubric('--set', await file('rubric.json', EXEMPT))
  expect([tailored.stderr, tailored.status]).toEqual(['', 0])
  expect(tailored.stdout).toContain('many, not the same few is left out (Our charter names whom we may promote).')

  for (const [content, said] of [
    ['{', 'is not JSON'],
    [{ indicators: { 'promotion.fame': { exempt: 'x' } } }, 'promotion.fame": expected an indicator of GET /v1/method'],
    [
      { indicators: { 'promotion.share': { weight: 'much' } } },
      'indicators.promotion.share.weight is "much": expected number',
    ],
  ] as const) {
    const refused = await rubric('--set', await file('wrong.json', content))
    expect([refused.status, refused.stdout]).toEqual([1, ''])
    expect(refused.stderr).toContain('wrong.json')
    expect(refused.stderr).toContain(said)
  }
  expect((await rubric('--default')).stdout).toContain('The default rubric.')
  const versions = await withOrganization(fresh.database, id, (tx) => listTailorings(tx, { limit: 9 }))
  expect(versions.map(({ version, setBy }) => [version, setBy])).toEqual([
    [2, 'command line'],
    [1, 'command line'],
  ])
})

test('an analysis goes by a tailored rubric and says so; what-if supposes another and stores nothing', async () => {
  const home = join(folder, 'home')
  const rows = Array.from({ length: 40 }, (_, at) => {
    const time = new Date(Date.UTC(2026, 0, 2) + at * 2 * 86_400_000).toISOString()
    const visitor = `visitor${at % 7}`
    return `o${at},${time},reply,museum,${visitor},x\nv${at},${time},reply,${visitor},museum,x`
  })
  const table = await file('acts.csv', `id,time,kind,actor,target,platform\n${rows.join('\n')}\n`)
  const exempt = { indicators: { 'weave.reciprocity': { exempt: 'We broadcast by law.' } } }
  const law = await file('law.json', exempt)
  const whose = ['--organization', 'Museum', '--owned', 'x:museum', '--quarter', '2026-Q1']
  const analyzed = await weft([
    'analyze',
    table,
    ...whose,
    '--rubric',
    law,
    '--home',
    home,
    '--out',
    join(folder, 'out'),
  ])
  expect([analyzed.stderr.includes('weft:'), analyzed.status]).toEqual([false, 0])
  const { method, quarters } = JSON.parse(await readFile(join(folder, 'out/scores.json'), 'utf8'))
  expect(method.rubricChanges).toMatchObject([{ indicator: 'weave.reciprocity', reason: 'We broadcast by law.' }])
  expect(quarters[0].weave.indicators['weave.reciprocity'].state).toBe('exempt')

  const env = { WEFT_HOME: home }
  const id = JSON.parse((await weft(['org', 'list', '--json'], env)).stdout)[0].id
  const suppose = await file('suppose.json', { indicators: { 'tending.responsiveness': { exempt: 'What if' } } })
  const supposed = await weft(['what-if', '2026-Q1', suppose, '--org', id, '--json'], env)
  expect([supposed.stderr, supposed.status]).toEqual(['', 0])
  expect(JSON.parse(supposed.stdout).practices.tending.indicators['tending.responsiveness'].state).toBe('exempt')
  const none = await weft(['what-if', '2031-Q1', suppose, '--org', id], env)
  expect([none.status, none.stderr]).toEqual([1, expect.stringContaining('2031-Q1')])
  const { changes } = JSON.parse((await weft(['rubric', '--org', id, '--json'], env)).stdout)
  expect(changes.map(({ indicator }: { indicator: string }) => indicator)).toEqual(['weave.reciprocity'])
})
