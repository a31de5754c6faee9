import { seededRandom } from '@weft/model/seeded-random'
import { expect, test } from 'vitest'
import { accountMeasures } from './account-measures.ts'
import { brokerage } from './brokerage.ts'
import { drawnNetwork } from './drawn-network.ts'
import { networkFigures } from './figures.ts'
import { type MeasureInThreadsOptions, measureInThreads } from './measure-in-threads.ts'
import { mixing } from './mixing.ts'
import { type Network, networkFromTies } from './network.ts'
import { type Parties, partiesFromLabels } from './parties.ts'

const isOwned = (account: number) => account < 3

function drawn(accounts: number, rows: number): { network: Network; parties: Parties } {
  const random = seededRandom(accounts)
  const ends = () => Int32Array.from({ length: rows }, () => Math.floor(random() ** 2 * accounts))
  const labels = Array.from(
    { length: accounts },
    (_, account) => ['owned', 'media', 'partner', null][account % 4] ?? null,
  )
  return { network: networkFromTies(accounts, ends(), ends()), parties: partiesFromLabels(labels) }
}

/** The same by the functions that measure one thing each, on the spot. */
function onTheSpot({ network, parties }: ReturnType<typeof drawn>, options: MeasureInThreadsOptions = {}) {
  const measures = accountMeasures(network, parties, options)
  const { betweenness, community } = measures
  return {
    measures,
    figures: networkFigures(network, parties, isOwned, { ...options, betweenness, community }),
    mixing: mixing(network, parties, options.seed),
    brokerage: brokerage(network, parties),
  }
}

const inThreads = ({ network, parties }: ReturnType<typeof drawn>, options: MeasureInThreadsOptions = {}) =>
  measureInThreads(network, parties, isOwned, options)

test('threads find what is found on the spot, to the last bit, however many they are', async () => {
  const large = drawn(1_500, 12_000)
  const expected = onTheSpot(large, { seed: 7 })
  for (const threads of [1, 3]) expect(await inThreads(large, { seed: 7, threads })).toEqual(expected)
}, 30_000)

test('so do sampled ways', async () => {
  const large = drawn(3_000, 110_000)
  const sampling = { seed: 5, exactStepsMax: 1, sampledSteps: 150 * large.network.ties }
  const found = await inThreads(large, { ...sampling, threads: 2 })
  expect(found.measures.sampled).toMatchObject({ sources: 150, seed: 5 })
  expect(found).toEqual(onTheSpot(large, sampling))
}, 30_000)

test('small networks, down to none, are measured on the spot', async () => {
  for (const drawing of ['a>b b>c c>a a>d d', 'a', 'a>b']) {
    const network = drawnNetwork(drawing)
    const parties = partiesFromLabels(Array.from({ length: network.accounts }, () => 'media'))
    expect(await inThreads({ network, parties })).toEqual(onTheSpot({ network, parties }))
  }
  const none = { network: networkFromTies(0, [], []), parties: partiesFromLabels([]) }
  expect((await inThreads(none)).figures).toMatchObject({ accounts: 0, density: null })
})

test('progress goes from little to all and never back', async () => {
  const shares: number[] = []
  await inThreads(drawn(1_500, 12_000), { threads: 2, onProgress: (share) => shares.push(share) })
  expect(shares.length).toBeGreaterThan(20)
  expect(shares).toEqual(shares.toSorted((one, other) => one - other))
  expect(shares.at(-1)).toBeCloseTo(1, 12)
}, 30_000)

test('a wish to end is heeded at once, before the work and while it runs', async () => {
  const enough = new Error('enough')
  await expect(inThreads(drawn(10, 20), { signal: AbortSignal.abort(enough) })).rejects.toBe(enough)
  const ending = new AbortController()
  const onProgress = () => ending.abort(enough)
  const large = drawn(20_000, 200_000)
  await expect(inThreads(large, { threads: 2, onProgress, signal: ending.signal })).rejects.toBe(enough)
}, 30_000)

test('what goes wrong in a thread is told', async () => {
  const { network, parties } = drawn(1_500, 12_000)
  const broken = { ...network, outTarget: null as unknown as Int32Array }
  await expect(measureInThreads(broken, parties, isOwned, { threads: 2 })).rejects.toThrow(TypeError)
}, 30_000)
