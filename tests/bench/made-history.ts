import type { Party } from '@weft/model/party'
import { quarterBefore, quarterNamed } from '@weft/model/quarter'
import { type Random, seededRandom } from '@weft/model/seeded-random'
import { SIGNALS, type Signal } from '@weft/model/signal'
import { DEFAULT_RUBRIC } from '@weft/practices/default-rubric'
import type { HistoryAccount, HistoryInteraction, HistoryPost } from '@weft/practices/history'
import type { ScoringInput } from '@weft/practices/scoring-input'
import { EVERYTHING_COVERED, qualityOf } from '../scored-world.ts'

const QUARTER = quarterNamed('2026-Q2')
const CALENDAR = { timeZone: 'UTC', fiscalYearStartMonth: 1 }
const HOUR = 3_600_000

/** Interactions of the quarter to a post of it, and to an account. */
const ACTS_PER_POST = 10
const ACTS_PER_ACCOUNT = 5
const STAFF = 40
/** Of the posts: said by us of our own accord, our answers, what others answer us, what they say to us, and among themselves. */
const SHARES = { originals: 0.03, answers: 0.05, replies: 0.32, toUs: 0.2, amongOthers: 0.3 }

/**
 * A busy institution's quarter as scoring is given it, with a tenth as much from before: its own posts and their threads, what
 * others say to it and among themselves, and likes above all. Made from a seed: it says nothing of any real one.
 */
export function madeScoringInput(interactions: number, seed: string, replicates: number): ScoringInput {
  const random = seededRandom(seed)
  const chance = (probability: number) => random() < probability
  const pick = (below: number) => Math.floor(random() * below)
  const accounts = Math.max(1_000, Math.round(interactions / ACTS_PER_ACCOUNT))
  const ours = 1 + STAFF
  // Few speak often: the square of a chance prefers low numbers.
  const outsider = () => ours + Math.floor((accounts - ours) * random() ** 2)
  const insider = () => (chance(0.6) ? 0 : 1 + pick(STAFF))
  const length = QUARTER.to - QUARTER.from
  const moment = () => (chance(0.1) ? QUARTER.from - random() * length : QUARTER.from + random() * length)

  const posts: Written[] = []
  const acts: Act[] = []
  const write = (post: Omit<Written, 'signals'>): Written => {
    const written = { ...post, signals: post.kind === 'repost' ? null : signalsBy(random) }
    posts.push(written)
    const { author, parent, kind, time } = post
    if (parent !== null && kind !== 'original')
      acts.push({ actor: author, target: parent.author, kind, time, post: written })
    return written
  }
  const mention = (post: Written, target: number) =>
    acts.push({ actor: post.author, target, kind: 'mention', time: post.time, post })
  const count = Math.round(interactions / ACTS_PER_POST)
  const of = (share: number) => Array.from({ length: Math.round(count * share) })

  const originals = of(SHARES.originals).map(() => {
    const post = write({ author: insider(), time: moment(), kind: 'original', parent: null })
    if (chance(0.3)) for (const _ of [0, 1]) mention(post, outsider())
    return post
  })
  const replies = of(SHARES.replies).map(() => {
    const parent = originals[pick(originals.length)]!
    return write({ author: outsider(), time: parent.time + random() * 72 * HOUR, kind: 'reply', parent })
  })
  const toUs = of(SHARES.toUs).map(() => {
    const post = write({ author: outsider(), time: moment(), kind: 'original', parent: null })
    mention(post, insider())
    return post
  })
  const answered = [...replies, ...toUs]
  of(SHARES.answers).forEach(() => {
    const parent = answered[pick(answered.length)]!
    write({ author: insider(), time: parent.time + random() * 80 * HOUR, kind: 'reply', parent })
  })
  of(SHARES.amongOthers).forEach(() => {
    const parent = answered[pick(answered.length)]!
    const author = outsider()
    if (author === parent.author) return
    write({ author, time: parent.time + random() * 72 * HOUR, kind: 'reply', parent })
  })
  while (posts.length < count) {
    const parent = originals[pick(originals.length)]!
    write({ author: outsider(), time: parent.time + random() * 48 * HOUR, kind: 'repost', parent })
  }
  while (acts.length < interactions) {
    const post = chance(0.7) ? originals[pick(originals.length)]! : posts[pick(posts.length)]!
    const actor = chance(0.03) ? insider() : outsider()
    if (actor === post.author) continue
    acts.push({ actor, target: post.author, kind: 'like', time: post.time + random() * 48 * HOUR, post })
  }
  return {
    history: historyOf(posts, acts, accounts),
    quarter: QUARTER,
    previous: quarterBefore(QUARTER, CALENDAR),
    parties: Array.from({ length: accounts }, (_, account) => partyOf(account)),
    coverage: EVERYTHING_COVERED,
    rosterKnown: true,
    weeded: new Set(),
    labels: new Map(),
    checked: new Map(),
    rubric: DEFAULT_RUBRIC,
    quality: qualityOf({ truePositiveRate: 0.8, falsePositiveRate: 0.1 }),
    seed: 1,
    replicates,
  }
}

interface Written extends Pick<HistoryPost, 'author' | 'time' | 'kind' | 'signals'> {
  parent: Written | null
}

interface Act extends Pick<HistoryInteraction, 'actor' | 'target' | 'kind' | 'time'> {
  post: Written
}

function historyOf(written: Written[], acts: Act[], accounts: number): ScoringInput['history'] {
  written.sort((one, other) => one.time - other.time)
  acts.sort((one, other) => one.time - other.time)
  const placeOf = new Map(written.map((post, place) => [post, place]))
  const conversations = new Map<Written, number>()
  const rootOf = (post: Written): Written =>
    post.parent === null || post.kind === 'repost' ? post : rootOf(post.parent)
  const conversationOf = (post: Written) => {
    const root = rootOf(post)
    if (!conversations.has(root)) conversations.set(root, conversations.size)
    return conversations.get(root)!
  }
  const firstSeen = Array.from({ length: accounts }, (): number | null => null)
  for (const { actor, time } of acts) firstSeen[actor] ??= time
  return {
    accounts: firstSeen.map(
      (time, account): HistoryAccount => ({
        id: String(account),
        platform: 'x',
        name: `@a${account}`,
        person: null,
        firstSeen: time,
      }),
    ),
    posts: written.map((post, place) => ({
      id: `p${place}`,
      author: post.author,
      time: post.time,
      kind: post.kind,
      parent: post.parent === null ? null : placeOf.get(post.parent)!,
      conversation: conversationOf(post),
      signals: post.signals,
      hasText: post.kind !== 'repost',
    })),
    interactions: acts.map(({ post, ...act }, place) => ({ id: `i${place}`, ...act, post: placeOf.get(post)! })),
  }
}

/** One signal in three posts, and some doubt about each. */
function signalsBy(random: Random): Record<Signal, number> {
  const sure = random() < 1 / 3 ? SIGNALS[Math.floor(random() * SIGNALS.length)] : undefined
  const signals = {} as Record<Signal, number>
  for (const signal of SIGNALS) signals[signal] = signal === sure ? 0.95 : random() ** 6
  return signals
}

function partyOf(account: number): Party {
  if (account === 0) return 'owned'
  if (account <= STAFF) return 'employee'
  return OUTSIDE[account % OUTSIDE.length]!
}

const OUTSIDE: readonly Party[] = ['customer', 'third_party', 'unclassified', 'media', 'partner', 'unclassified']
