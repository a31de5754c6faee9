import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { QuarterScores } from '@weft/model/scores'
import { expect, onTestFinished, test } from 'vitest'
import { weft } from './weft.ts'

/** What `weft analyze` says of the ledgers of a table of mentions: `'2024-01-05 a>b'`. The account a is ours. */
async function ledgersOf(mentions: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'weft-ledger-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const rows = mentions.map((mention, i) => {
    const [day, ends = ''] = mention.split(' ')
    return `m${i},${day}T10:00:00Z,mention,${ends.replace('>', ',')},x`
  })
  await writeFile(join(folder, 'mentions.csv'), `id,time,kind,actor,target,platform\n${rows.join('\n')}\n`)
  const run = await weft([
    'analyze',
    join(folder, 'mentions.csv'),
    '--organization',
    'Invented',
    '--owned',
    'x:a',
    '--out',
    join(folder, 'out'),
  ])
  expect(run.stderr).toBe('')
  const { quarters } = JSON.parse(await readFile(join(folder, 'out', 'scores.json'), 'utf8')) as {
    quarters: QuarterScores[]
  }
  return new Map(quarters.map(({ quarter, network }) => [quarter as string, network.ledger]))
}

test('two quarters of a table: the first is the baseline, the second says what became of ties and accounts', async () => {
  const ledgers = await ledgersOf([
    '2024-01-05 a>b',
    '2024-02-05 a>b',
    '2024-02-06 b>a',
    '2024-02-07 b>c',
    '2024-02-08 d>b',
    '2024-02-09 e>b',
    '2024-04-05 a>b',
    '2024-04-06 c>a',
    '2024-04-07 b>c',
    '2024-05-08 d>b',
    '2024-05-09 d>b',
    '2024-06-20 d>f',
  ])
  expect([...ledgers.keys()]).toEqual(['2024-Q1', '2024-Q2'])
  expect(ledgers.get('2024-Q1')).toBeNull()
  const ties = { new: 2, kept: 1, stronger: 1, weaker: 1, lost: 2, unknown: 0, weightGained: 3, weightLost: 3 }
  // Strengths: a 3 and 2, b 6 and 4, c 1 and 2, d 1 and 3; e is lost, f is new.
  const accounts = { new: 1, kept: 0, stronger: 2, weaker: 2, lost: 1, unknown: 0, weightGained: 4, weightLost: 4 }
  expect(ledgers.get('2024-Q2')).toMatchObject({
    directions: ['outbound', 'inbound', 'among_others'],
    ties,
    accounts,
    withoutOwned: { ties: { new: 1, kept: 1, stronger: 1, weaker: 0, lost: 1 } },
  })
})

test('a table of what we did alone is compared in what we did alone', async () => {
  const ledgers = await ledgersOf(['2024-01-05 a>b', '2024-03-05 a>c', '2024-04-05 a>b', '2024-06-05 a>d'])
  expect(ledgers.get('2024-Q2')).toMatchObject({
    directions: ['outbound'],
    ties: { new: 1, kept: 1, lost: 1, unknown: 0 },
    withoutOwned: null,
  })
})
