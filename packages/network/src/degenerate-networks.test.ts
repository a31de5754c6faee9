import { describe, expect, test } from 'vitest'
import { ACCOUNT_MEASURES, type AccountMeasures, accountMeasures } from './account-measures.ts'
import { BROKERAGE_ROLES, brokerage } from './brokerage.ts'
import { drawnNetwork } from './drawn-network.ts'
import { networkFigures } from './figures.ts'
import { mixing } from './mixing.ts'
import { type Network, networkFromTies } from './network.ts'
import { partiesFromLabels } from './parties.ts'
import { undirectedNetwork } from './undirected-network.ts'
import { withoutAccounts } from './without-accounts.ts'

const odd: [name: string, network: Network][] = [
  ['nobody', networkFromTies(0, [], [])],
  ['one account', networkFromTies(1, [], [])],
  ['one account that talks to itself', networkFromTies(1, [0, 0], [0, 0], [2, 3])],
  ['two accounts without a tie', drawnNetwork('b')],
  ['two accounts that talk to themselves', drawnNetwork('a>a b>b')],
  ['one tie', drawnNetwork('a>b')],
  ['one tie both ways', drawnNetwork('a>b b>a')],
  ['one tie, in three rows', networkFromTies(2, [0, 0, 0], [1, 1, 1], [1, 2, 3])],
  ['one tie and an isolate', drawnNetwork('a>b c')],
  ['isolates and self-loops only', drawnNetwork('a>a c>c e')],
  ['three parts, no way between them', drawnNetwork('a>b c>d d>c e>f f>g g>e h')],
  ['a way through all, one direction', drawnNetwork('a>b b>c c>d')],
  ['everybody with everybody', drawnNetwork('a>b b>a a>c c>a b>c c>b')],
  ['weights of every size', networkFromTies(3, [0, 1, 2, 0], [1, 2, 0, 2], [1e-100, 1e100, 1, 2 ** 53])],
  ['an undirected edge and its repeat', undirectedNetwork(3, [0, 1], [1, 0], [1, 2])],
  ['all taken out', withoutAccounts(drawnNetwork('a>b b>a'), () => true).network],
]

const labellings: [name: string, label: (account: number) => string | null][] = [
  ['no party', () => null],
  ['one party', () => 'owned'],
  ['a party for each', (account) => `party ${account}`],
  ['one account with a party', (account) => (account === 0 ? 'owned' : null)],
]

function measured(network: Network, label: (account: number) => string | null) {
  const parties = partiesFromLabels(Array.from({ length: network.accounts }, (_, account) => label(account)))
  const owned = (account: number) => label(account) === 'owned'
  return {
    columns: accountMeasures(network, parties).columns,
    roles: brokerage(network, parties),
    figures: networkFigures(network, parties, owned),
    cells: mixing(network, parties)!,
  }
}

describe.each(odd)('%s', (_, network) => {
  test.each(labellings)('every measure is a finite number or absent, with %s', (__, label) => {
    const { columns, roles, figures, cells } = measured(network, label)
    const perAccount = [...Object.values(columns), ...Object.values(roles)].filter((column) => column !== null)
    expect(perAccount.map((column) => column.length)).toEqual(perAccount.map(() => network.accounts))
    const values = [
      ...perAccount.flatMap((column) => Array.from(column)),
      ...Object.values(figures),
      ...cells.flatMap((cell) => [cell.ties, cell.expected, cell.dyadReciprocity, ...cell.expectedInterval]),
    ]
    expect(values.filter((value) => value !== null && !Number.isFinite(value))).toEqual([])
  })
})

/** Every account measure's value of the first account; `'none'` where the whole network has none. */
function firstValues({ columns }: Pick<AccountMeasures, 'columns'>) {
  return Object.fromEntries(
    ACCOUNT_MEASURES.map((measure) => [measure, columns[measure] === null ? 'none' : columns[measure][0]]),
  )
}

test('an account that nobody addresses and that addresses nobody: what is known of it is 0, the rest is absent', () => {
  const known = {
    in_degree: 0,
    out_degree: 0,
    in_strength: 0,
    out_strength: 0,
    betweenness: 0,
    closeness: 0,
    harmonic: 0,
    core: 0,
    clustering: 0,
    constraint: null,
    reciprocity: null,
    ei_index: null,
  }
  const alone = firstValues(measured(networkFromTies(1, [0], [0]), () => 'owned'))
  expect(alone).toEqual({ ...known, pagerank: 1, eigenvector: 1, hub: 'none', authority: 'none', community: 0 })
  const amongTied = firstValues(measured(drawnNetwork('b>c c>b'), () => 'owned'))
  expect(amongTied).toMatchObject({ ...known, hub: 0, authority: 0 })
  expect(amongTied['pagerank']).toBeCloseTo(0.05 / (1 - 0.85 / 3), 12)
})

test('nobody: sizes and no figure', () => {
  const { figures, cells } = measured(networkFromTies(0, [], []), () => null)
  const sizes = { accounts: 0, ties: 0, selfLoops: 0, components: 0, strongComponents: 0 }
  expect(figures).toEqual({ ...Object.fromEntries(Object.keys(figures).map((name) => [name, null])), ...sizes })
  expect(cells).toEqual([])
})

test('self-loops are counted, and change nothing else', () => {
  const drawing = 'a>b b>c c>a a>c'
  const label = (account: number) => (account === 0 ? 'owned' : 'media')
  const without = measured(drawnNetwork(drawing), label)
  const withLoops = measured(drawnNetwork(`${drawing} a>a:5 c>c`), label)
  expect(withLoops).toEqual({ ...without, figures: { ...without.figures, selfLoops: 2 } })
})

test('a tie in three rows is the tie whose weight is their sum', () => {
  const label = (account: number) => (account === 0 ? 'owned' : 'media')
  const rows = networkFromTies(3, [0, 1, 0, 2, 0], [1, 0, 1, 1, 1], [1, 1, 2, 4, 3])
  expect(measured(rows, label)).toEqual(measured(drawnNetwork('a>b:6 b>a:1 c>b:4'), label))
})

test('parts without a tie between them are measured as on their own, where a measure looks at neighbours only', () => {
  const one = 'a>b:2 b>a b>c c>a:3 a>c'
  const both = measured(drawnNetwork(`${one} d>e:9 e>f f>d`), (account) => (account % 2 === 0 ? 'x' : 'y'))
  const alone = measured(drawnNetwork(one), (account) => (account % 2 === 0 ? 'x' : 'y'))
  const local = [
    'in_degree',
    'out_strength',
    'harmonic',
    'core',
    'constraint',
    'clustering',
    'ei_index',
    'reciprocity',
  ] as const
  for (const measure of local) {
    expect([measure, Array.from(both.columns[measure]!).slice(0, 3)]).toEqual([
      measure,
      Array.from(alone.columns[measure]!),
    ])
  }
  for (const role of BROKERAGE_ROLES) expect([...both.roles[role]].slice(0, 3)).toEqual([...alone.roles[role]])
})
