import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ACCOUNT_MEASURES, accountMeasures } from './account-measures.ts'
import { networkFigures } from './figures.ts'
import { mixing } from './mixing.ts'
import { modularity } from './modularity.ts'
import { networkFromTies } from './network.ts'
import { partiesFromLabels } from './parties.ts'
import { undirectedNetwork } from './undirected-network.ts'

interface Vector {
  tool: string
  undirected: boolean
  accounts: number
  rows: [from: number, to: number, weight: number][]
  parties: (string | null)[]
  perAccount: Record<string, (number | null)[] | null>
  perNetwork: Record<string, number | null>
  mixing: number[][]
  partition: { member: number[]; modularity: number }
}

const folder = new URL('../vectors/', import.meta.url)
const vectors = readdirSync(folder).map((file): [string, Vector] => [
  file.replace('.json', ''),
  JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Vector,
])

/** Found by iteration, on both sides; the rest is counted. */
const iterated = new Set(['pagerank', 'eigenvector', 'hub', 'authority'])

/** What networkx has no word for, or leaves to chance. */
const elsewhere = new Set(['community', 'ei_index'])

/** 1e-12 absolute beside the relative tolerance: an iterated value that is 0 in truth ends as dust of either sign. */
function agrees(ours: number | null, theirs: number | null, relative: number): boolean {
  if (ours === null || theirs === null) return ours === theirs
  return Math.abs(ours - theirs) <= relative * Math.abs(theirs) + 1e-12
}

describe.each(vectors)('as networkx on the network %s', (_, vector) => {
  const build = vector.undirected ? undirectedNetwork : networkFromTies
  const [from, to, weight] = [0, 1, 2].map((column) => vector.rows.map((row) => row[column]!))
  const network = build(vector.accounts, from!, to!, weight)
  const parties = partiesFromLabels(vector.parties)
  const { columns } = accountMeasures(network, parties)

  const shared = ACCOUNT_MEASURES.filter((measure) => !elsewhere.has(measure))

  test.each(shared)('%s of every account', (measure) => {
    const theirs = vector.perAccount[measure]!
    const ours = columns[measure]
    expect(ours === null).toBe(theirs === null)
    const relative = iterated.has(measure) ? 1e-6 : 1e-9
    const apart = (theirs ?? []).flatMap((value, account) =>
      agrees(ours![account]!, value, relative) ? [] : [{ account, ours: ours![account], theirs: value }],
    )
    expect(apart).toEqual([])
  })

  test('figures of the whole', () => {
    const figures = networkFigures(network, parties, () => false)
    const apart = Object.entries(vector.perNetwork).flatMap(([name, theirs]) => {
      const ours = figures[name as keyof typeof figures]
      return agrees(ours, theirs, 1e-9) ? [] : [{ name, ours, theirs }]
    })
    expect(apart).toEqual([])
  })

  test('ties from party to party', () => {
    const counts = mixing(network, parties).map((cell) => cell.ties)
    expect(counts).toEqual(vector.mixing.flat())
  })

  test('modularity of the partition it found', () => {
    expect(agrees(modularity(network, vector.partition.member), vector.partition.modularity, 1e-9)).toBe(true)
  })
})

test('the reference networks are all there', () => {
  expect(vectors.map(([name]) => name).toSorted()).toEqual([
    'disconnected',
    'karate-club',
    'one-way',
    'self-loops-and-repeats',
    'two-hundred',
    'weighted',
    'with-isolates',
  ])
})
