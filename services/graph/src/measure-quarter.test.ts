import type { Coverage, Direction } from '@weft/model/coverage'
import { INTERACTION_KINDS } from '@weft/model/interaction'
import type { Party } from '@weft/model/party'
import { quarterNamed } from '@weft/model/quarter'
import type { PairColumns } from '@weft/store/quarter-ties'
import { expect, test } from 'vitest'
import { measureQuarter } from './measure-quarter.ts'
import { networkHash } from './network-hash.ts'
import { quarterNetworks } from './quarter-networks.ts'

const quarter = quarterNamed('2024-Q1')

const ACCOUNTS = ['us', 'ana', 'ben', 'cai']

const parties: Party[] = ['owned', 'partner', 'third_party', 'third_party']

const covered = (direction: Direction, acts: Coverage['acts'] = ['mention']): Coverage => ({
  platform: 'x',
  account: null,
  direction,
  acts,
  text: true,
  from: quarter.from,
  to: quarter.to,
})

interface Told {
  follows: string[]
  coverage: Coverage[]
}

const EVERYTHING = [covered('outbound'), covered('inbound'), covered('among_others')]

/** The quarter's networks of acts between those accounts: `'us>ana'` is a mention, `'us>ana likes'` a like. */
function measuredOn(acts: readonly string[], { follows = [], coverage = EVERYTHING }: Partial<Told> = {}) {
  const networks = quarterNetworks(quarter, {
    accounts: { ids: Float64Array.of(100, 101, 102, 103), keys: Float64Array.of(7, 3, 9, 1), parties },
    acts: { ...columns(acts), kind: Uint8Array.from(acts, kindCode) },
    follows: columns(follows),
  })
  return { networks, coverage }
}

const measured = (
  mentions: readonly string[],
  told: Partial<Told> = {},
  options: Partial<Parameters<typeof measureQuarter>[2]> = {},
) => measureQuarter(measuredOn(mentions, told), null, { seed: 1, ...options })

const kindCode = (act: string) => INTERACTION_KINDS.indexOf(act.endsWith(' likes') ? 'like' : 'mention')

function columns(pairs: readonly string[]): PairColumns {
  const place = (end: 0 | 1) => Int32Array.from(pairs, (pair) => ACCOUNTS.indexOf(pair.split(/[> ]/)[end] ?? ''))
  return { from: place(0), to: place(1) }
}

test('with everything covered, two of three ties returned is two thirds', async () => {
  const { network } = await measured(['us>ana', 'ana>us', 'ana>ben'])
  expect(network.whole).toMatchObject({ accounts: 3, ties: 3, arcReciprocity: 2 / 3, dyadReciprocity: 1 / 2 })
  expect(network.withoutOwned).toMatchObject({ accounts: 2, ties: 1, arcReciprocity: 0 })
  expect(network.layers).toEqual({ mention: { ties: 3, arcReciprocity: 2 / 3, dyadReciprocity: 1 / 2 } })
  expect(network.layersWithoutOwned).toEqual({ mention: { ties: 1, arcReciprocity: 0, dyadReciprocity: 0 } })
})

test('accounts are measured with and without our own, under the ids of the database', async () => {
  const { measures } = await measured(['us>ana', 'us>ana', 'ana>ben', 'us>cai', 'cai>ben'])
  const [all, others] = measures
  expect(all?.withoutOwned).toBe(false)
  expect([...all!.accountIds]).toEqual([100, 101, 102, 103])
  expect(Array.from(all!.columns.in_strength!)).toEqual([0, 2, 2, 1])
  // us > ana > ben: of three parties, without a direct tie. us > cai > ben: cai and ben are of one party.
  expect(Array.from(all!.columns.liaison!)).toEqual([0, 1, 0, 0])
  expect(Array.from(all!.columns.gatekeeper!)).toEqual([0, 0, 0, 1])
  expect(others?.withoutOwned).toBe(true)
  expect([...others!.accountIds]).toEqual([101, 102, 103])
  expect(Array.from(others!.columns.in_strength!)).toEqual([0, 2, 0])
})

test('the parties’ mixing is known of the whole and of what is left without us', async () => {
  const { network } = await measured(['us>ana', 'ana>ben', 'ben>ana'])
  const ties = (cells: typeof network.mixing) =>
    cells.filter((cell) => cell.ties > 0).map(({ from, to }) => `${from} ${to}`)
  expect(ties(network.mixing)).toEqual(['owned partner', 'partner third_party', 'third_party partner'])
  expect(ties(network.mixingWithoutOwned)).toEqual(['partner third_party', 'third_party partner'])
})

test('where only our own acts are covered no tie can be seen to be returned: unknown, not zero', async () => {
  const { network, measures } = await measured(['us>ana', 'us>ben'], { coverage: [covered('outbound')] })
  expect(network.whole).toMatchObject({ accounts: 3, ties: 2, arcReciprocity: null, rho: null, hubDependence: null })
  expect(network.withoutOwned).toBeNull()
  expect(network.layers['mention']).toEqual({ ties: 2, arcReciprocity: null, dyadReciprocity: null })
  expect(network).toMatchObject({ layersWithoutOwned: {}, mixing: [], mixingWithoutOwned: [] })
  expect(measures).toHaveLength(1)
  expect(measures[0]!.columns).toMatchObject({ reciprocity: null, betweenness: null, liaison: null })
  expect(measures[0]!.columns.out_degree?.[0]).toBe(2)
})

test('what others did toward us tells of returns, not of ties among them', async () => {
  const { network } = await measured(['us>ana', 'ana>us'], { coverage: [covered('outbound'), covered('inbound')] })
  expect(network.whole).toMatchObject({ arcReciprocity: 1, hubDependence: null })
})

test('coverage of another quarter tells nothing of this one', async () => {
  const before = { ...covered('inbound'), from: 0, to: quarter.from - 1 }
  const { network } = await measured(['us>ana'], { coverage: [covered('outbound'), before] })
  expect(network.whole.arcReciprocity).toBeNull()
})

test('follows are a layer of their own, and the network where there is nothing else', async () => {
  const coverage = [covered('inbound', ['follow']), covered('outbound', ['follow'])]
  const { network, measures } = await measured([], { follows: ['ana>us', 'us>ana', 'ben>us'], coverage })
  expect([...measures[0]!.accountIds]).toEqual([100, 101, 102])
  expect(network.whole).toMatchObject({ accounts: 3, ties: 3 })
  expect(network.layers).toEqual({ follow: { ties: 3, arcReciprocity: 2 / 3, dyadReciprocity: 1 / 2 } })
})

test('who only follows is not in a network of interactions', async () => {
  const { network, measures } = await measured(['us>ana'], { follows: ['cai>us'] })
  expect([...measures[0]!.accountIds]).toEqual([100, 101])
  expect(network.layers['follow']?.ties).toBe(1)
})

test('an act toward oneself is counted and tied to nobody', async () => {
  const { network } = await measured(['us>ana', 'us>us', 'cai>cai'])
  expect(network.whole).toMatchObject({ accounts: 3, ties: 1, selfLoops: 2 })
})

test('a quarter in which nothing happened has no figures, not zeros', async () => {
  const { network } = await measured([])
  expect(network.whole).toMatchObject({ accounts: 0, ties: 0, arcReciprocity: null, density: null })
  expect(network.unclassifiedShare).toBeNull()
})

test('progress comes to an end, and a wish to end is heeded', async () => {
  const shares: number[] = []
  await measured(['us>ana'], {}, { onProgress: (share) => shares.push(share) })
  expect(shares).toEqual(shares.toSorted((one, other) => one - other))
  const ended = new Error('enough')
  await expect(measured(['us>ana'], {}, { signal: AbortSignal.abort(ended) })).rejects.toBe(ended)
})

test('a network is named by what it is made of: another order of the same rows changes nothing, one act more does', () => {
  const hash = (acts: string[], told: Partial<Told> = {}) => networkHash(measuredOn(acts, told), null, 1)
  const some = hash(['us>ana', 'ana>ben', 'us>ana'])
  expect(some).toMatch(/^[0-9a-f]{64}$/)
  expect(hash(['ana>ben', 'us>ana', 'us>ana'])).toBe(some)
  expect(hash(['us>ana', 'ana>ben'])).not.toBe(some)
  expect(hash(['us>ana', 'ana>ben', 'us>ana'], { coverage: [covered('outbound')] })).not.toBe(some)
  expect(hash(['us>ana', 'ana>ben', 'us>ana'], { follows: ['us>ana'] })).not.toBe(some)
  expect(networkHash(measuredOn(['us>ana', 'ana>ben', 'us>ana']), null, 2)).not.toBe(some)
  expect(networkHash(measuredOn(['us>ana', 'ana>ben', 'us>ana']), measuredOn([]), 1)).not.toBe(some)
})

test('the ledger says what became of ties since the quarter before, by the labels of both', async () => {
  const before = measuredOn(['us>ana', 'us>ben', 'ana>us', 'ben>cai'])
  const now = measuredOn(['us>ana', 'us>ana', 'cai>us', 'ben>cai'])
  const { network } = await measureQuarter(now, before, { seed: 1 })
  expect(network.ledger?.directions).toEqual(['outbound', 'inbound', 'among_others'])
  expect(network.ledger?.ties).toMatchObject({ new: 1, kept: 1, stronger: 1, weaker: 0, lost: 2, unknown: 0 })
  expect(network.ledger?.withoutOwned?.ties).toMatchObject({ new: 0, kept: 1, lost: 0 })
})

test('what one of the quarters does not cover is not called new or lost', async () => {
  const before = measuredOn(['us>ana'], { coverage: [covered('outbound')] })
  const { network } = await measureQuarter(measuredOn(['us>ana', 'ben>us', 'ben>cai']), before, { seed: 1 })
  expect(network.ledger).toMatchObject({ directions: ['outbound'], ties: { kept: 1, new: 0, unknown: 2 } })
  expect(network.ledger?.withoutOwned).toBeNull()
})

test('an act that only one of the quarters’ uploads can hold is neither new nor lost', async () => {
  const withLikes: Coverage[] = EVERYTHING.map((piece) => ({ ...piece, acts: ['mention', 'like'] }))
  const before = measuredOn(['us>ana', 'us>ana likes', 'ben>us likes'], { coverage: withLikes })
  const { network } = await measureQuarter(measuredOn(['us>ana', 'ana>us']), before, { seed: 1 })
  expect(network.ledger).toMatchObject({ kinds: ['mention'], ties: { new: 1, kept: 1, lost: 0, unknown: 0 } })
  // Ben did nothing that both could hold: not lost.
  expect(network.ledger?.accounts).toMatchObject({ new: 0, lost: 0, unknown: 1 })
})

test('there is no ledger in the first quarter, nor between follows and interactions', async () => {
  expect((await measured(['us>ana'])).network.ledger).toBeNull()
  const follows = measuredOn([], { follows: ['us>ana'] })
  expect((await measureQuarter(measuredOn(['us>ana']), follows, { seed: 1 })).network.ledger).toBeNull()
})
