import { readdirSync, readFileSync } from 'node:fs'
import { ACCOUNT_MEASURES, accountMeasures } from '@weft/network/account-measures'
import { BROKERAGE_ROLES, brokerage } from '@weft/network/brokerage'
import { networkFigures } from '@weft/network/figures'
import { mixing } from '@weft/network/mixing'
import { modularity } from '@weft/network/modularity'
import { networkFromTies } from '@weft/network/network'
import { partiesFromLabels } from '@weft/network/parties'
import { undirectedNetwork } from '@weft/network/undirected-network'
import { describe, expect, test } from 'vitest'

type Value = number | null

/** What make-vectors.py has recorded; `by` names who says so, `tools` their versions. */
interface Said<T> {
  by: string[]
  value: T
}

interface Reference {
  undirected: boolean
  accounts: number
  rows: [from: number, to: number, weight: number][]
  parties: (string | null)[]
  owned: number[]
  partition: number[]
  perAccount: Record<string, Said<Value[] | null>>
  perNetwork: Record<string, Said<Value>>
  mixing: {
    from: string
    to: string
    ties: number
    expected: number
    dyadReciprocity: Value
    interval: [number, number]
  }[]
}

const folder = new URL('networks/', import.meta.url)
const references = readdirSync(folder).map((file): [string, Reference] => [
  file.replace('.json', ''),
  JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Reference,
])

const RELATIVE = 1e-9

/** Beside the relative tolerance: an iterated value that is 0 in truth ends as dust of either sign. */
const ABSOLUTE = 1e-13

function agrees(ours: Value, theirs: Value): boolean {
  if (ours === null || theirs === null) return ours === theirs
  return Math.abs(ours - theirs) <= RELATIVE * Math.abs(theirs) + ABSOLUTE
}

/** The accounts at which two columns differ. */
function apart(ours: ArrayLike<Value> | null, theirs: Value[] | null) {
  if (ours === null || theirs === null) return ours === theirs ? [] : [{ ours, theirs }]
  return theirs.flatMap((value, account) =>
    agrees(ours[account]!, value) ? [] : [{ account, ours: ours[account], theirs: value }],
  )
}

describe.each(references)('as the reference on the network %s', (_, reference) => {
  const { undirected } = reference
  const build = undirected ? undirectedNetwork : networkFromTies
  const [from, to, weight] = [0, 1, 2].map((column) => reference.rows.map((row) => row[column]!))
  const network = build(reference.accounts, from!, to!, weight)
  const parties = partiesFromLabels(reference.parties)
  const owned = new Set(reference.owned)
  const { columns } = accountMeasures(network, parties, { undirected })

  test.each(ACCOUNT_MEASURES.filter((measure) => measure !== 'community'))('%s of every account', (measure) => {
    // Not recorded, and absent here: the reciprocity of relations without direction.
    const theirs = reference.perAccount[measure]?.value ?? null
    expect(theirs === null && measure === 'reciprocity').toBe(undirected && measure === 'reciprocity')
    expect(apart(columns[measure], theirs)).toEqual([])
  })

  test('brokerage of every account in every role', () => {
    const roles = brokerage(network, parties)
    for (const role of BROKERAGE_ROLES) {
      expect([role, apart(roles[role], reference.perAccount[role]!.value)]).toEqual([role, []])
    }
  })

  test('figures of the whole', () => {
    const { modularity: _ours, ...figures } = networkFigures(network, parties, (account) => owned.has(account), {
      undirected,
    })
    const differing = Object.entries(figures).filter(
      ([name, ours]) => !agrees(ours, reference.perNetwork[name]?.value ?? null),
    )
    expect(differing).toEqual([])
  })

  test('modularity of a given partition', () => {
    const theirs = reference.perNetwork['modularity']!.value
    expect(agrees(modularity(network, reference.partition), theirs)).toBe(true)
  })

  test('ties from party to party, what is expected of them, and how many are returned', () => {
    const cells = mixing(network, parties)!
    expect(cells.map(({ from: x, to: y, ties }) => [x, y, ties])).toEqual(
      reference.mixing.map(({ from: x, to: y, ties }) => [x, y, ties]),
    )
    cells.forEach((cell, i) => {
      const theirs = reference.mixing[i]!
      expect(agrees(cell.expected, theirs.expected)).toBe(true)
      expect(agrees(cell.dyadReciprocity, theirs.dyadReciprocity)).toBe(true)
    })
  })

  test('the interval under shuffled labels, as far as 500 shuffles can know it', () => {
    mixing(network, parties)!.forEach((cell, i) => {
      const [low, high] = reference.mixing[i]!.interval
      // Drawn by other generators: the ends may differ by a sixth of the width, and by one tie where ties are few.
      const leeway = Math.max(1, (high - low) / 6)
      expect(Math.abs(cell.expectedInterval[0] - low)).toBeLessThanOrEqual(leeway)
      expect(Math.abs(cell.expectedInterval[1] - high)).toBeLessThanOrEqual(leeway)
    })
  })
})

test('the reference holds every measure, each by somebody', () => {
  expect(references.length).toBeGreaterThanOrEqual(20)
  const known = new Set(references.flatMap(([, { perAccount }]) => Object.keys(perAccount)))
  expect([...ACCOUNT_MEASURES, ...BROKERAGE_ROLES].filter((measure) => !known.has(measure))).toEqual(['community'])
  for (const [, { perAccount, perNetwork }] of references) {
    expect([...Object.values(perAccount), ...Object.values(perNetwork)].every(({ by }) => by.length > 0)).toBe(true)
  }
})
