import type { QuarterName } from '@weft/model/quarter'
import { quarterNamed } from '@weft/model/quarter'
import { type Random, seededRandom } from '@weft/model/seeded-random'
import { happens, oneOf } from './chance.ts'
import type { SampleAccount, SampleFollow, SamplePost } from './institution.ts'

/** Share of the outsiders who follow the brand: of those who have written to anyone by then, and of the others. */
const FOLLOWS_BRAND = { wrote: 0.62, silent: 0.2 }

/** Whom the brand follows, by party. */
const BRAND_FOLLOWS: Partial<Record<SampleAccount['party'], number>> = {
  employee: 0.9,
  partner: 0.9,
  third_party: 0.45,
  media: 0.7,
  customer: 0.04,
}

/** Other accounts whom one of these follows, on average. */
const FOLLOWS_EACH: Partial<Record<SampleAccount['party'], number>> = {
  employee: 12,
  third_party: 8,
  media: 6,
  partner: 3,
}

/** Share of follows that are gone by the second list. */
const LOST = 0.03

/**
 * Two lists of who follows whom: on a day in the middle of the period and on its last day. Between the two, some are
 * lost and those who began to write are gained.
 */
export function takeFollowLists(
  seed: number,
  accounts: readonly SampleAccount[],
  posts: readonly SamplePost[],
  quarters: readonly QuarterName[],
): SampleFollow[] {
  const random = seededRandom(`${seed}/follows`)
  const bounds = quarters.map((name) => quarterNamed(name))
  const from = bounds[0]?.from ?? 0
  const to = (bounds.at(-1)?.to ?? 0) - 86_400_000
  const middle = from + Math.floor((to - from) / 2)
  const firstWords = new Map<SampleAccount, number>()
  for (const { author, time } of posts) if (!firstWords.has(author)) firstWords.set(author, time)

  const early = listAt(random, accounts, (account) => (firstWords.get(account) ?? to + 1) <= middle)
  const kept = early.filter(() => !happens(random, LOST))
  const known = new Set(early.map(([follower, followed]) => `${follower.id} ${followed.id}`))
  const gained = listAt(random, accounts, (account) => firstWords.has(account)).filter(
    ([follower, followed]) => !known.has(`${follower.id} ${followed.id}`) && happens(random, 0.25),
  )
  const listed = (pairs: Pair[], time: number) =>
    pairs.map(([follower, followed]) => ({
      follower,
      followed,
      snapshotDate: new Date(time).toISOString().slice(0, 10),
    }))
  return [...listed(early, middle), ...listed([...kept, ...gained], to)]
}

type Pair = [follower: SampleAccount, followed: SampleAccount]

function listAt(
  random: Random,
  accounts: readonly SampleAccount[],
  wrote: (account: SampleAccount) => boolean,
): Pair[] {
  const [brand, ...others] = accounts
  if (brand === undefined) return []
  const pairs = new Map<string, Pair>()
  const add = (follower: SampleAccount, followed: SampleAccount) => {
    if (follower !== followed) pairs.set(`${follower.id} ${followed.id}`, [follower, followed])
  }
  for (const account of others) {
    const likely = account.party === 'employee' ? 1 : wrote(account) ? FOLLOWS_BRAND.wrote : FOLLOWS_BRAND.silent
    if (happens(random, likely)) add(account, brand)
    if (happens(random, BRAND_FOLLOWS[account.party] ?? 0)) add(brand, account)
    for (let i = 0; i < (FOLLOWS_EACH[account.party] ?? 0); i++) {
      const followed = oneOf(random, others)
      // Few follow strangers back: most of these ties stay among those who have a name here.
      if (followed !== undefined && (followed.party !== 'unclassified' || happens(random, 0.1))) add(account, followed)
    }
  }
  return [...pairs.values()]
}
