import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { weft } from './weft.ts'

/**
 * Five accounts, worked by hand. Mentions: a->b, b->a, a->c, c->d, d->c, d->e: 4 of 6 ties are returned; the pairs
 * ab, ac, cd, de: 2 of 4 are mutual. Follows: a->b, b->a, c->a: 2 of 3 and 1 of 2.
 */
const MENTIONS = ['a,b', 'b,a', 'a,c', 'c,d', 'd,c', 'd,e', 'a,b', 'e,e']
const FOLLOWS = ['a,b', 'b,a', 'c,a']

test('relations as plain tables give each layer its reciprocity', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weft-relations-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = (name: string) => join(folder, name)
  const rows = MENTIONS.map((ends, i) => `m${i},2024-02-0${i + 1}T10:00:00Z,mention,${ends},x`)
  await writeFile(path('mentions.csv'), `id,time,kind,actor,target,platform\n${rows.join('\n')}\n`)
  await writeFile(
    path('follows.csv'),
    `follower,followed,snapshot_date,platform\n${FOLLOWS.map((ends) => `${ends},2024-03-01,x`).join('\n')}\n`,
  )
  await writeFile(path('roster.csv'), 'platform,handle,party,basis\nx,a,owned,owned\nx,b,partner,manual\n')
  const out = path('out')
  const run = await weft([
    'analyze',
    path('mentions.csv'),
    path('follows.csv'),
    '--roster',
    path('roster.csv'),
    '--organization',
    'Invented',
    '--owned',
    'x:a',
    '--quarter',
    '2024-Q1',
    '--out',
    out,
  ])
  expect(run.stderr).toBe('')
  expect(run.status).toBe(0)
  const scores = JSON.parse(await readFile(join(out, 'scores.json'), 'utf8'))
  const [quarter] = scores.quarters
  expect(quarter.quarter).toBe('2024-Q1')
  expect(quarter.network.layers).toEqual({
    follow: { ties: 3, arcReciprocity: 2 / 3, dyadReciprocity: 1 / 2 },
    mention: { ties: 6, arcReciprocity: 4 / 6, dyadReciprocity: 2 / 4 },
  })
  expect(quarter.network.whole).toMatchObject({ accounts: 5, ties: 6, selfLoops: 1 })
  const receipt = JSON.parse(await readFile(join(out, 'receipt.json'), 'utf8'))
  expect(receipt.totals).toEqual({ rows: 13, new: 13, updated: 0, known: 0, rejected: 0, ignored: 0 })
})
