import { expect, test } from 'vitest'
import { ACCOUNT_MEASURES, accountMeasures } from './account-measures.ts'
import { BROKERAGE_ROLES } from './brokerage.ts'
import { drawnNetwork } from './drawn-network.ts'
import { layerFigures, networkFigures } from './figures.ts'
import { ACCOUNT_MEASURES_ABOUT, NETWORK_FIGURES_ABOUT } from './measures.ts'
import { partiesFromLabels, partiesOfKept } from './parties.ts'
import { withoutAccounts } from './without-accounts.ts'

const network = drawnNetwork('a>b b>a a>c c>a a>d d>e e>d b>b')
const parties = partiesFromLabels(['owned', 'media', 'customer', 'media', 'media'])
const isOwned = (account: number) => account === 0

test('says everything of a network with its owned account, and of what is left without it', () => {
  const whole = networkFigures(network, parties, isOwned)
  const { network: rest, kept } = withoutAccounts(network, isOwned)
  const withoutOwned = networkFigures(rest, partiesOfKept(parties, kept), () => false)
  expect(whole).toMatchObject({
    accounts: 5,
    ties: 7,
    selfLoops: 1,
    density: 7 / 20,
    components: 1,
    strongComponents: 2,
  })
  expect(whole.arcReciprocity).toBe(6 / 7)
  expect(whole.dyadReciprocity).toBe(3 / 4)
  expect(whole.hubDependence).toBeCloseTo(1 - 2 / 5, 12)
  expect(whole.eiIndex).toBe(0.5)
  expect(withoutOwned).toMatchObject({
    accounts: 4,
    ties: 2,
    selfLoops: 1,
    components: 3,
    hubDependence: null,
    eiIndex: -1,
  })
})

test('takes what is known already instead of working it out again', () => {
  const { betweenness, community } = accountMeasures(network, parties)
  expect(networkFigures(network, parties, isOwned, { betweenness, community })).toEqual(
    networkFigures(network, parties, isOwned),
  )
  const other = { values: Float64Array.of(1, 0, 0, 0, 0), sampled: null }
  expect(networkFigures(network, parties, isOwned, { betweenness: other }).betweennessCentralization).toBe(1)
})

test('an empty network has no figures but its sizes', () => {
  expect(networkFigures(drawnNetwork('b'), partiesFromLabels(['owned', null]), isOwned)).toEqual({
    accounts: 2,
    ties: 0,
    selfLoops: 0,
    density: 0,
    arcReciprocity: null,
    dyadReciprocity: null,
    rho: null,
    weightedReciprocity: null,
    degreeCentralization: null,
    betweennessCentralization: null,
    assortativity: null,
    eiIndex: null,
    eiIndexExpected: null,
    eiIndexRescaled: null,
    components: 2,
    strongComponents: 2,
    modularity: null,
    hubDependence: null,
  })
})

test('undirected relations have no reciprocity of any kind', () => {
  const figures = networkFigures(network, parties, isOwned, { undirected: true })
  const { arcReciprocity, dyadReciprocity, rho, weightedReciprocity } = figures
  expect([arcReciprocity, dyadReciprocity, rho, weightedReciprocity]).toEqual([null, null, null, null])
  expect(accountMeasures(network, parties, { undirected: true }).columns.reciprocity).toBeNull()
})

test('a layer says how many ties it has and how many are returned', () => {
  expect(layerFigures(network)).toEqual({ ties: 7, arcReciprocity: 6 / 7, dyadReciprocity: 3 / 4 })
})

test('every measure says what it is, why it matters and what it is not good for', () => {
  const counted = ['accounts', 'ties', 'selfLoops']
  const figures = Object.keys(networkFigures(network, parties, isOwned)).filter((name) => !counted.includes(name))
  expect(Object.keys(NETWORK_FIGURES_ABOUT)).toEqual([...figures, 'mixing', 'ledger'])
  const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  expect(Object.keys(ACCOUNT_MEASURES_ABOUT).map(snakeCase)).toEqual([
    ...ACCOUNT_MEASURES,
    ...BROKERAGE_ROLES.map(snakeCase),
  ])
  for (const about of [...Object.values(ACCOUNT_MEASURES_ABOUT), ...Object.values(NETWORK_FIGURES_ABOUT)]) {
    expect(Object.values(about).every((sentence) => /[.?]$/.test(sentence))).toBe(true)
  }
})
