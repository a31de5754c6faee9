import type { Coverage, Direction } from '@weft/model/coverage'
import { INTERACTION_KINDS, type InteractionKind } from '@weft/model/interaction'
import { type Quarter, quarterNamed } from '@weft/model/quarter'
import { seededRandom } from '@weft/model/seeded-random'
import { LEDGER_CHANGES, LEDGER_DIRECTIONS, type LedgerCounts, type LedgerDirection } from '@weft/model/tie-ledger'
import { withOrganization, withOrganizationClient } from '@weft/store/database'
import { createOrganization } from '@weft/store/organizations'
import { readQuarterTies } from '@weft/store/quarter-ties'
import { type TestDatabase, testDatabase } from '@weft/store/test-database'
import { listLedgerAccounts, listLedgerTies } from '@weft/store/tie-ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { quarterLedger } from './quarter-ledger.ts'
import { quarterNetworks } from './quarter-networks.ts'

let tested: TestDatabase
beforeAll(async () => {
  tested = await testDatabase()
})
afterAll(async () => await tested[Symbol.asyncDispose]())

const [before, now] = [quarterNamed('2024-Q1'), quarterNamed('2024-Q2')]

/** More than any list here holds. */
const EVERY_ROW = 1000

/** An organization with twelve accounts that acted at random in two quarters; some were labelled in one of them only. */
async function drawnOrganization(seed: number): Promise<string> {
  const random = seededRandom(seed)
  const draw = (values: number) => Math.floor(values * random())
  const { id } = await createOrganization(tested.database, { name: `Museum ${seed}` })
  await withOrganizationClient(tested.database, id, async (client) => {
    const accounts = await client.query<{ id: string }>(
      `insert into account (organization_id, platform, handle) select $1, 'x', 'a' || n from generate_series(1, 12) as n
       returning id`,
      [id],
    )
    const upload = await client.query<{ id: string }>(
      `insert into upload (organization_id, name, file_key, sha256, bytes) values ($1, 'a', 'a', '', 0) returning id`,
      [id],
    )
    const accountId = (place: number) => accounts.rows[place]?.id
    for (const [place, party] of ['owned', 'owned', 'employee', 'employee', 'media'].entries()) {
      const from = [null, '2024-04-01', null][draw(3)]
      const to = from === null ? [null, '2024-03-31'][draw(2)] : null
      await client.query(
        `insert into party_label (organization_id, account_id, party, basis, set_by, valid_from, valid_to)
         values ($1, $2, $3, 'manual', 'hand', $4, $5)`,
        [id, accountId(place), party, from, to],
      )
    }
    for (let act = 0; act < 150; act++) {
      const time = new Date(before.from + draw(now.to - before.from))
      await client.query(
        `insert into interaction (organization_id, actor_id, target_id, kind, act, time, upload_id, file_number, path, row_number)
         values ($1, $2, $3, $4, $5, $6, $7, 0, 'a', 1)`,
        [id, accountId(draw(12)), accountId(draw(12)), KINDS[draw(3)], String(act), time, upload.rows[0]?.id],
      )
    }
  })
  return id
}

async function measuredOn(
  organizationId: string,
  quarter: Quarter,
  directions: readonly Direction[],
  acts: readonly InteractionKind[],
) {
  const ties = await withOrganizationClient(
    tested.database,
    organizationId,
    (client) => readQuarterTies(client, quarter),
    { oneSnapshot: true },
  )
  const coverage = directions.map((direction): Coverage => {
    const { from, to } = quarter
    return { platform: 'x', account: null, direction, acts: [...acts], text: false, from, to }
  })
  return { networks: quarterNetworks(quarter, ties), coverage }
}

/** The lists, counted as the ledger counts. */
async function counted(
  list: (change: (typeof LEDGER_CHANGES)[number]) => Promise<[weight: number, weightBefore: number][]>,
): Promise<Omit<LedgerCounts, 'unknown'>> {
  const counts = { new: 0, kept: 0, stronger: 0, weaker: 0, lost: 0, weightGained: 0, weightLost: 0 }
  for (const change of LEDGER_CHANGES) {
    for (const [weight, weightBefore] of await list(change)) {
      counts[change]++
      counts.weightGained += Math.max(0, weight - weightBefore)
      counts.weightLost += Math.max(0, weightBefore - weight)
    }
  }
  return counts
}

/** What accounts do here. */
const KINDS = ['mention', 'reply', 'like'] as const

const COVERED: readonly (readonly LedgerDirection[])[] = [
  LEDGER_DIRECTIONS,
  ['outbound'],
  ['inbound'],
  ['outbound', 'inbound'],
  ['outbound', 'among_others'],
]

test.each([1, 2, 3, 4])(
  'the lists hold what the counts say, whatever is covered: drawn organization %d',
  async (seed) => {
    const id = await drawnOrganization(seed)
    for (const directions of COVERED) {
      for (const kinds of [INTERACTION_KINDS, ['reply', 'mention'], ['like']] as const) {
        // What the quarter before covers besides is not compared.
        const then = await measuredOn(id, before, directions, INTERACTION_KINDS)
        const ledger = quarterLedger(await measuredOn(id, now, directions, kinds), then)
        expect(ledger).toMatchObject({ directions, kinds, ...(await listsOf(id, directions, kinds)) })
      }
    }
    // Enough happened that the two could differ, whatever became of a tie.
    const { ties } = await listsOf(id, LEDGER_DIRECTIONS, INTERACTION_KINDS)
    expect(LEDGER_CHANGES.filter((change) => ties[change] === 0)).toEqual([])
  },
)

async function listsOf(
  organizationId: string,
  directions: readonly LedgerDirection[],
  kinds: readonly InteractionKind[],
) {
  const quarters = { now, before, directions, kinds }
  return await withOrganization(tested.database, organizationId, async (tx) => ({
    ties: await counted(async (change) => {
      const ties = await listLedgerTies(tx, quarters, { change, limit: EVERY_ROW })
      return ties.map((tie) => [tie.weight, tie.weightBefore])
    }),
    accounts: await counted(async (change) => {
      const accounts = await listLedgerAccounts(tx, quarters, { change, limit: EVERY_ROW })
      return accounts.map((account) => [account.strength, account.strengthBefore])
    }),
  }))
}
