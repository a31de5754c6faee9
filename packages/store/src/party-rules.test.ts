import type { PartyRule } from '@weft/model/party-rule'
import { quarterNamed, UTC_CALENDAR } from '@weft/model/quarter'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findAccount } from './accounts.ts'
import { setCustomerConsent } from './customer-consent.ts'
import { type OrganizationTransaction, withOrganization } from './database.ts'
import { createOrganization } from './organizations.ts'
import { labelByHand, partiesOfQuarter, partySettings, withdrawHandLabel } from './parties.ts'
import { accountsOfRule, applyPartyRules, createPartyRule, listPartyRules, retirePartyRule } from './party-rules.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'

let tested: TestDatabase
let organizationId: string

beforeAll(async () => {
  tested = await testDatabase()
})
afterAll(async () => await tested[Symbol.asyncDispose]())
beforeEach(async () => {
  organizationId = (await createOrganization(tested.database, { name: 'Invented Institute' })).id
})

const within = <Result>(work: (tx: OrganizationTransaction) => Promise<Result>): Promise<Result> =>
  withOrganization(tested.database, organizationId, work)

interface Seen {
  platform?: string
  handle: string
  description?: string
  website?: string
}

async function seen(accounts: readonly Seen[]): Promise<void> {
  await within(async (tx) => {
    for (const { platform = 'x', handle, description = null, website = null } of accounts) {
      await sql`insert into account (organization_id, platform, handle, description, website)
        values (${organizationId}, ${platform}, ${handle}, ${description}, ${website})`.execute(tx)
    }
  })
}

const rule = (part: Partial<PartyRule> & Pick<PartyRule, 'kind' | 'terms'>): PartyRule => ({
  platform: null,
  party: 'third_party',
  validFrom: null,
  validTo: null,
  ...part,
})

const set = (of: PartyRule): Promise<string> =>
  within(async (tx) => {
    const id = await createPartyRule(tx, organizationId, { ...of, createdBy: 'key:test' })
    await applyPartyRules(tx, organizationId)
    return id
  })

/** Party by handle in the first quarter of 2024. */
const parties = (): Promise<Record<string, string>> =>
  within(async (tx) => {
    const labels = await partiesOfQuarter(tx, quarterNamed('2024-Q1', UTC_CALENDAR))
    const pairs = await Promise.all(
      labels.map(async ({ accountId, party }) => [(await findAccount(tx, accountId, '2024-02-01'))?.handle, party]),
    )
    return Object.fromEntries(pairs) as Record<string, string>
  })

const matched = async (of: PartyRule): Promise<string[]> =>
  (await within((tx) => accountsOfRule(tx, of, 100))).first.map(({ handle }) => handle ?? '')

test('a list of handles fits whatever the case, and only on its platform where it names one', async () => {
  await seen([{ handle: 'Ana' }, { handle: 'ana', platform: 'instagram' }, { handle: 'anabel' }])
  expect(await matched(rule({ kind: 'handles', terms: ['ana'] }))).toEqual(['Ana', 'ana'])
  expect(await matched(rule({ kind: 'handles', terms: ['ana'], platform: 'instagram' }))).toEqual(['ana'])
})

test('a domain fits websites at it and below it, and Mastodon and Bluesky handles; not names that merely end alike', async () => {
  await seen([
    { handle: 'site', website: 'https://www.Weavers.example/about' },
    { handle: 'bare', website: 'weavers.example' },
    { handle: 'port', website: 'http://shop.weavers.example:8080?x=1' },
    { handle: 'user', website: 'https://me@weavers.example/' },
    { handle: 'other', website: 'https://notweavers.example' },
    { handle: 'path', website: 'https://evil.example/weavers.example' },
    { handle: 'ben@weavers.example', platform: 'mastodon' },
    { handle: 'ben@weavers.example.evil', platform: 'mastodon' },
    { handle: 'cai.weavers.example', platform: 'bluesky' },
    { handle: 'ben@weavers.example', platform: 'x' },
  ])
  expect((await matched(rule({ kind: 'domain', terms: ['weavers.example'] }))).toSorted()).toEqual(
    ['bare', 'ben@weavers.example', 'cai.weavers.example', 'port', 'site', 'user'].toSorted(),
  )
})

test('bio words fit as whole words and phrases, and what would be a pattern is a letter like any other', async () => {
  await seen([
    { handle: 'one', description: 'Curator at Loomgate  Museum, Leeds' },
    { handle: 'two', description: 'Loomgate Museums fan' },
    { handle: 'three', description: 'C++ & yarn (50%)' },
    { handle: 'four', description: 'Größe zählt' },
  ])
  expect(await matched(rule({ kind: 'bio_words', terms: ['loomgate museum'] }))).toEqual(['one'])
  expect(await matched(rule({ kind: 'bio_words', terms: ['c++'] }))).toEqual(['three'])
  expect(await matched(rule({ kind: 'bio_words', terms: ['.*', '50%'] }))).toEqual(['three'])
  expect(await matched(rule({ kind: 'bio_words', terms: ['größe'] }))).toEqual(['four'])
})

test('a rule labels what is there, and what is seen later once it is applied again; twice changes nothing', async () => {
  await seen([{ handle: 'ana' }])
  await set(rule({ kind: 'handles', terms: ['ana', 'ben'], party: 'partner' }))
  expect(await parties()).toEqual({ ana: 'partner' })
  await seen([{ handle: 'ben' }])
  expect(await within((tx) => applyPartyRules(tx, organizationId))).toBe(1)
  expect(await within((tx) => applyPartyRules(tx, organizationId))).toBe(0)
  expect(await parties()).toEqual({ ana: 'partner', ben: 'partner' })
})

test('a label whose ground is gone is withdrawn and stays as history', async () => {
  await seen([{ handle: 'ana', description: 'journalist' }])
  await set(rule({ kind: 'bio_words', terms: ['journalist'], party: 'media' }))
  await within((tx) => sql`update account set description = 'gardener'`.execute(tx))
  await within((tx) => applyPartyRules(tx, organizationId))
  expect(await parties()).toEqual({})
  const { rows } = await within((tx) => sql<{ id: string }>`select id::text from account`.execute(tx))
  const account = await within((tx) => findAccount(tx, rows[0]?.id ?? '', '2024-02-01'))
  expect(account).toMatchObject({ party: 'unclassified', labels: [{ party: 'media', basis: 'self_described' }] })
  expect(account?.labels[0]?.withdrawnAt).toBeInstanceOf(Date)
})

test('retiring a rule takes its labels back, once, and the older rule speaks again', async () => {
  await seen([{ handle: 'ana' }])
  await set(rule({ kind: 'handles', terms: ['ana'], party: 'partner' }))
  const newer = await set(rule({ kind: 'handles', terms: ['ana'], party: 'media' }))
  expect(await parties()).toEqual({ ana: 'media' })
  expect(await within((tx) => retirePartyRule(tx, newer))).toBe(true)
  expect(await within((tx) => retirePartyRule(tx, newer))).toBe(false)
  await within((tx) => applyPartyRules(tx, organizationId))
  expect(await parties()).toEqual({ ana: 'partner' })
  expect((await within(listPartyRules)).map(({ accounts, retiredAt }) => [accounts, retiredAt !== null])).toEqual([
    [0, true],
    [1, false],
  ])
})

test('a newer rule beats an older one also where the older came to fit later', async () => {
  await seen([{ handle: 'ana', website: 'https://ana.example' }])
  await set(rule({ kind: 'bio_words', terms: ['editor'], party: 'media' }))
  await set(rule({ kind: 'domain', terms: ['ana.example'], party: 'partner' }))
  await within((tx) => sql`update account set description = 'editor'`.execute(tx))
  await within((tx) => applyPartyRules(tx, organizationId))
  expect(await parties()).toEqual({ ana: 'partner' })
})

test('a setting by hand beats a rule, and taken back leaves the rule’s label in force', async () => {
  await seen([{ handle: 'ana' }])
  await set(rule({ kind: 'handles', terms: ['ana'], party: 'partner' }))
  const { rows } = await within((tx) => sql<{ id: string }>`select id::text from account`.execute(tx))
  const accountId = rows[0]?.id ?? ''
  await within((tx) =>
    labelByHand(tx, organizationId, { accountId, party: 'media', basis: 'manual', validFrom: null, validTo: null }),
  )
  expect(await parties()).toEqual({ ana: 'media' })
  const label = (await within((tx) => findAccount(tx, accountId, '2024-02-01')))?.labels[0]
  const withdraw = () => within((tx) => withdrawHandLabel(tx, accountId, label?.id ?? ''))
  expect([await withdraw(), await withdraw()]).toEqual([true, false])
  expect(await parties()).toEqual({ ana: 'partner' })
})

test('a rule’s dates are its labels’ dates', async () => {
  await seen([{ handle: 'ana' }])
  await set(rule({ kind: 'handles', terms: ['ana'], validFrom: '2024-04-01' }))
  expect(await parties()).toEqual({})
})

test('without consent a rule leaves X accounts out of the customers, and takes them in once that is waived', async () => {
  await seen([{ handle: 'ana' }, { handle: 'ben', platform: 'bluesky' }])
  const customers = rule({ kind: 'handles', terms: ['ana', 'ben'], party: 'customer' })
  expect(await matched(customers)).toEqual(['ben'])
  await set(customers)
  expect(await parties()).toEqual({ ben: 'customer' })
  await within((tx) => setCustomerConsent(tx, 'waived'))
  await within((tx) => applyPartyRules(tx, organizationId))
  expect(await parties()).toEqual({ ana: 'customer', ben: 'customer' })
})

test('what is said about parties changes with a rule and is as before once it is retired', async () => {
  await seen([{ handle: 'ana' }])
  const before = await within(partySettings)
  const id = await set(rule({ kind: 'handles', terms: ['ana'] }))
  expect(await within(partySettings)).not.toBe(before)
  await within(async (tx) => {
    await retirePartyRule(tx, id)
    await applyPartyRules(tx, organizationId)
  })
  expect(await within(partySettings)).toBe(before)
})
