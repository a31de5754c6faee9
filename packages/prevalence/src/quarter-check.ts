import { setImmediate } from 'node:timers/promises'
import { type ReaderQuality, SIGNALS, type Signal, type SignalTier } from '@weft/model/signal'
import { whatCheckingBuys } from './check-plan.ts'
import { CHECK_SIZE, CHECKED_MIN } from './check-sample.ts'
import { errorRatesOf } from './error-rates.ts'
import { type CheckedPost, type ShareOfPosts, shareOfPosts, stratumPosteriors } from './share-of-posts.ts'

/** One of the organization's own posts of the quarter with text, and what the check says of it. */
export interface QuarterCheckPost {
  isOriginal: boolean
  /** `null` where the reader does not read it. */
  scores: Record<Signal, number> | null
  /** 1 / the probability with which the check drew it; `null` where it did not. */
  samplingWeight: number | null
  /** What the check had people say; `null` while nobody did, or they could not tell. */
  labels: Record<Signal, boolean> | null
}

/** The share of posts with one signal; `null`, so only its interval, until the check is `enough`. */
export interface SignalShare extends Omit<ShareOfPosts, 'interval' | 'naiveCount'> {
  signal: Signal
  tier: SignalTier
  /** `null` where it would be told of too few posts. */
  interval: [low: number, high: number] | null
  naiveCount: number | null
  /** Half of the interval's width in points, now and once more posts are checked; empty where there is no interval. */
  buys: { checked: number; halfWidth: number }[]
}

/** `none`: nothing drawn. `enough`: so many posts are checked that what rests on them is a number. */
export type CheckState = 'none' | 'open' | 'enough'

/** How far a check of so many posts has come: fifty are enough, or all where there are fewer. */
export function checkState({ posts, drawn, checked }: { posts: number; drawn: number; checked: number }): CheckState {
  if (drawn === 0) return 'none'
  return checked >= Math.min(CHECKED_MIN, posts) ? 'enough' : 'open'
}

/** How far a quarter's check of the organization's own posts has come, and what it says. */
export interface QuarterCheck {
  /** `enough` of originals too. */
  state: CheckState
  posts: number
  /** Posts that were read. */
  covered: number
  originals: { posts: number; checked: number }
  drawn: number
  checked: number
  signals: SignalShare[]
  /** What checking more would buy; `null` where every post is checked. */
  next: { posts: number; sentence: string } | null
}

/** Of these a share over a handful of posts would be talk of single posts, and so of who wrote them. */
const TOLD_OF_MANY: ReadonlySet<Signal> = new Set(['difficulty', 'toxic', 'personal'])

/** Fewer posts than this and a share of what is {@link TOLD_OF_MANY} is not told. */
export const TOLD_POSTS_MIN = 20

/** Posts that a whole check is enlarged by. */
const FURTHER_POSTS = 40

/**
 * What a quarter's check says of each signal, and what checking more would buy. Between two signals whatever else waits
 * for the event loop has its turn: a large quarter takes some time. O(posts log posts) a signal.
 */
export async function quarterCheck(
  posts: readonly QuarterCheckPost[],
  quality: ReaderQuality,
  seed: string,
): Promise<QuarterCheck> {
  const isChecked = (post: QuarterCheckPost) => post.labels !== null && post.samplingWeight !== null
  const checked = posts.filter(isChecked).length
  const originals = posts.filter(({ isOriginal }) => isOriginal)
  const originalsChecked = originals.filter(isChecked).length
  const drawn = posts.filter(({ samplingWeight }) => samplingWeight !== null).length
  const states = [
    checkState({ posts: posts.length, drawn, checked }),
    checkState({ posts: originals.length, drawn, checked: originalsChecked }),
  ]
  const isEnough = states.every((state) => state === 'enough')
  const goal = checked < CHECK_SIZE ? CHECK_SIZE : checked + FURTHER_POSTS
  const further = Math.min(goal, posts.length) - checked
  const signals: SignalShare[] = []
  for (const signal of SIGNALS) {
    const found = shareOfSignal(signal, posts, quality, seed, further)
    signals.push(isEnough ? found : { ...found, share: null })
    await setImmediate()
  }
  return {
    state: isEnough ? 'enough' : states.includes('none') ? 'none' : 'open',
    posts: posts.length,
    covered: posts.filter(({ scores }) => scores !== null).length,
    originals: { posts: originals.length, checked: originalsChecked },
    drawn,
    checked,
    signals,
    next: further === 0 ? null : { posts: further, sentence: inWords(signals, checked, further) },
  }
}

function shareOfSignal(
  signal: Signal,
  posts: readonly QuarterCheckPost[],
  quality: ReaderQuality,
  seed: string,
  further: number,
): SignalShare {
  const { tier, thresholds } = quality.signals[signal]
  const checked = posts.flatMap(({ labels, samplingWeight }, place): CheckedPost[] =>
    labels === null || samplingWeight === null ? [] : [{ place, positive: labels[signal], samplingWeight }],
  )
  const input = {
    scores: Float64Array.from(posts, ({ scores }) => scores?.[signal] ?? Number.NaN),
    checked,
    picked: 'check' as const,
    threshold: thresholds.usual,
    rates: errorRatesOf(quality.signals[signal]),
    seed,
  }
  const posteriors = stratumPosteriors(input)
  const share = shareOfPosts(input, posteriors)
  if (TOLD_OF_MANY.has(signal) && posts.length < TOLD_POSTS_MIN) {
    return { signal, tier, ...share, share: null, interval: null, naiveCount: null, buys: [] }
  }
  return { signal, tier, ...share, buys: further === 0 ? [] : whatCheckingBuys(input, [further], posteriors, share) }
}

/** "Check 40 more posts: the widest share, of thanks, then lies within about ±6 points instead of ±9." */
function inWords(signals: readonly SignalShare[], checked: number, further: number): string {
  const widest = signals
    .flatMap(({ signal, buys: [now, then] }) =>
      now && then ? [{ signal, now: now.halfWidth, later: Math.min(now.halfWidth, then.halfWidth) }] : [],
    )
    .reduce((wide, one) => (one.now > wide.now ? one : wide))
  const { signal, now, later } = widest
  const check = `Check ${further}${checked === 0 ? '' : ' more'} ${further === 1 ? 'post' : 'posts'}`
  const what = `the widest share, of ${signal.replaceAll('_', ' ')},`
  const instead =
    checked === 0 ? `where it is a range of ${Math.round(2 * now)} points now` : `instead of ${within(now)}`
  return `${check}: ${what} then lies within about ${within(later)}${checked === 0 ? ', ' : ' '}${instead}.`
}

/** "±6 points"; a half counts as one where it is not nothing. */
function within(halfWidth: number): string {
  const points = halfWidth === 0 ? 0 : Math.max(1, Math.round(halfWidth))
  return `±${points} ${points === 1 ? 'point' : 'points'}`
}
