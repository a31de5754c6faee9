import { quarterBefore, quarterNamed } from '@weft/model/quarter'
import { type Random, seededRandom } from '@weft/model/seeded-random'
import { SIGNALS, type Signal } from '@weft/model/signal'
import { checkFrames, SENT_SIGNALS } from '@weft/practices/check-frames'
import { DEFAULT_RUBRIC } from '@weft/practices/default-rubric'
import type { History, HistoryAccount, HistoryPost } from '@weft/practices/history'
import { quarterView } from '@weft/practices/quarter-view'
import type { CheckedLabels, ScoringInput, Told } from '@weft/practices/scoring-input'
import { drawCheck } from '@weft/prevalence/check-sample'
import type { Institution, SamplePost } from '@weft/sample/institution'
import { EVERYTHING_COVERED, qualityOf } from '../scored-world.ts'

const CALENDAR = { timeZone: 'UTC', fiscalYearStartMonth: 1 }

/** What people have said of an institution's posts: of every post, or of as many as a check drew of its own and of what was sent to it. */
export type Said = 'everything' | { checked: number; sent: number }

const EVERYTHING = { checked: Number.MAX_SAFE_INTEGER, sent: Number.MAX_SAFE_INTEGER }

/**
 * An invented institution's last quarter as scoring is given it: all that happened is covered, everybody's party is known,
 * posts in English are read by a simulated reader that errs, and people say the truth of what they are asked.
 */
export function institutionInput(institution: Institution, said: Said, replicates: number): ScoringInput {
  const quarter = quarterNamed(institution.quarters.at(-1)!)
  const history = historyOf(institution)
  const truth = new Map(institution.posts.map((post) => [post.id, toldOf(post)]))
  const input: ScoringInput = {
    history,
    quarter,
    previous: quarterBefore(quarter, CALENDAR),
    parties: institution.accounts.map(({ party }) => party),
    coverage: EVERYTHING_COVERED,
    rosterKnown: true,
    weeded: new Set(),
    labels: new Map(),
    checked: new Map(),
    rubric: DEFAULT_RUBRIC,
    quality: QUALITY,
    seed: institution.seed,
    replicates,
  }
  return { ...input, ...labelsOf(input, truth, said) }
}

function historyOf({ seed, quarters, accounts, posts, interactions }: Institution): History {
  const random = seededRandom(`${seed}/${quarters.join()}/reader`)
  const numberOf = new Map(accounts.map((account, number) => [account, number]))
  const placeOf = new Map(posts.map((post, place) => [post, place]))
  const conversations = new Map<string, number>()
  const conversationOf = ({ conversationId }: SamplePost): number => {
    const known = conversations.get(conversationId)
    if (known !== undefined) return known
    conversations.set(conversationId, conversations.size)
    return conversations.size - 1
  }
  const firstSeen = new Map<number, number>()
  const seen = (account: number, time: number) => {
    if (time < (firstSeen.get(account) ?? Number.POSITIVE_INFINITY)) firstSeen.set(account, time)
  }
  for (const { author, time } of posts) seen(numberOf.get(author)!, time)
  for (const { actor, time } of interactions) seen(numberOf.get(actor)!, time)
  return {
    accounts: accounts.map(
      ({ id, handle, person }, number): HistoryAccount => ({
        id,
        platform: 'x',
        name: `@${handle}`,
        person,
        firstSeen: firstSeen.get(number) ?? null,
      }),
    ),
    posts: posts.map(
      (post): HistoryPost => ({
        id: post.id,
        author: numberOf.get(post.author)!,
        time: post.time,
        kind: post.kind,
        parent: post.parent === null ? null : placeOf.get(post.parent)!,
        conversation: conversationOf(post),
        signals: post.kind === 'repost' || post.language !== 'en' ? null : readingOf(post, random),
        hasText: post.kind !== 'repost',
      }),
    ),
    interactions: interactions
      .filter(({ actor, target }) => actor !== target)
      .map(({ actor, target, kind, time, post }, place) => ({
        id: `${place}`,
        actor: numberOf.get(actor)!,
        target: numberOf.get(target)!,
        kind,
        time,
        post: placeOf.get(post)!,
      })),
  }
}

function labelsOf(
  input: ScoringInput,
  truth: ReadonlyMap<string, Told>,
  said: Said,
): Pick<ScoringInput, 'labels' | 'checked'> {
  const { own, sent_to_us: sent } = checkFrames(quarterView(input))
  const framed = own.posts.map(({ id, kind, signals }) => ({ id, isOriginal: kind === 'original', scores: signals }))
  const others = sent.posts.map(({ id, signals }) => ({ id, isOriginal: false, scores: signals }))
  const { checked: ownSize, sent: sentSize } = said === 'everything' ? EVERYTHING : said
  const drawn = [
    ...drawCheck(framed, ownSize, 'known truth'),
    ...drawCheck(others, sentSize, 'known truth', SENT_SIGNALS),
  ]
  const checked = new Map(
    drawn.map(({ id, inclusionProbability }): [string, CheckedLabels] => [
      id,
      { samplingWeight: 1 / inclusionProbability, told: truth.get(id)! },
    ]),
  )
  const labels = said === 'everything' ? truth : new Map(drawn.map(({ id }) => [id, truth.get(id)!]))
  return { labels, checked }
}

function toldOf({ signals }: SamplePost): Told {
  return Object.fromEntries(SIGNALS.map((signal) => [signal, signals.includes(signal)]))
}

/** Mean log-odds of posts that carry a signal and of others, and how far single posts scatter around it. */
const READER = { carrying: 1.5, others: -2.5, scatter: 1.2 }

function readingOf({ signals }: SamplePost, random: Random): Record<Signal, number> {
  const reading = {} as Record<Signal, number>
  for (const signal of SIGNALS) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const logit = (signals.includes(signal) ? READER.carrying : READER.others) + READER.scatter * normal
    reading[signal] = 1 / (1 + Math.exp(-logit))
  }
  return reading
}

/** Rates of that reader at one half, by the normal distribution: of 1.5 / 1.2 and of -2.5 / 1.2 standard deviations. */
const QUALITY = qualityOf({ truePositiveRate: 0.894, falsePositiveRate: 0.019 })
