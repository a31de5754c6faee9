import type { CheckFrame } from '@weft/model/check-frame'
import type { Quarter, QuarterName } from '@weft/model/quarter'
import { SIGNALS, type Signal } from '@weft/model/signal'
import type { SampledPost } from '@weft/prevalence/check-sample'
import { type RawBuilder, sql, type Transaction } from 'kysely'
import { takeLabels } from './label-turn.ts'
import { type HeldLabels, heldLabels } from './labels.ts'
import { labelsInForce } from './parties.ts'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** A post that a quarter's check may draw: one with text that the organization wrote, or that was sent to it. */
export interface FramePost {
  postId: string
  /** The platform's name and its name for the post: the same in every installation, and after every upload. */
  id: string
  isOriginal: boolean
  /** False while no reader has looked at it. */
  wasRead: boolean
  /** `null` where the reader does not read it. */
  scores: Record<Signal, number> | null
}

/**
 * The posts that a quarter's check draws from: originals, replies and quotes with text, either by accounts that are inside in
 * the quarter, or by others where they answer, name or quote one that is, or reply in a conversation that one of them
 * began in the quarter. In the platforms' order. O(posts and interactions of the quarter).
 */
export async function frameOfQuarter(tx: Tx, quarter: Quarter, frame: CheckFrame = 'own'): Promise<FramePost[]> {
  const isSent = sql`
    (author_id, platform_post_id) in (select actor_id, platform_post_id from act)
    or kind = 'reply' and (platform, platform_post_id) in (select platform, id from thread)`
  const { rows } = await sql<Omit<FramePost, 'scores'> & { signals: number[] | null }>`
    with recursive label as materialized (${labelsInForce(quarter)}),
    act as (
      select actor_id, platform_post_id from interaction join label on account_id = target_id
      where ${isInside} and kind not in ('like', 'repost') and ${isWithin(quarter)}),
    begun as (
      select platform, platform_post_id as id, coalesce(conversation_id, platform_post_id) as conversation
      from post join label on account_id = author_id
      where ${isInside} and kind = 'original' and ${isWithin(quarter)}),
    thread as (
      (select platform, id from begun
        union select platform, platform_post_id from post join begun using (platform)
        where conversation_id = conversation and ${isWithin(quarter)})
      union select post.platform, platform_post_id from post
      join thread on thread.platform = post.platform and parent_post_id = thread.id
      where conversation_id is null and ${isWithin(quarter)})
    select post.id::text as "postId", platform || ':' || platform_post_id as id,
      ${frame === 'own'} and kind = 'original' as "isOriginal", post_id is not null as "wasRead", signals
    from post left join label on label.account_id = author_id left join post_reading on post_id = post.id
    where ${isWithWords(quarter)} and ${frame === 'own' ? isInside : sql`not ${isInside} and (${isSent})`}
    order by platform collate "C", platform_post_id collate "C"`.execute(tx)
  return rows.map(({ signals, ...post }) => ({ ...post, scores: signals === null ? null : scoresOf(signals) }))
}

/** Of a label, which may be missing. */
const isInside: RawBuilder<boolean> = sql`coalesce(label.party in ('owned', 'employee'), false)`

function isWithin(quarter: Quarter): RawBuilder<boolean> {
  return sql`(time >= ${new Date(quarter.from)} and time < ${new Date(quarter.to)})`
}

function isWithWords(quarter: Quarter): RawBuilder<boolean> {
  return sql`(kind <> 'repost' and text is not null and ${isWithin(quarter)})`
}

function scoresOf(values: readonly number[]): Record<Signal, number> {
  const scores = {} as Record<Signal, number>
  // Tens of thousands of these are made at a time, and going by entries takes some four times as long.
  for (let place = 0; place < SIGNALS.length; place++) scores[SIGNALS[place]!] = values[place] ?? 0
  return scores
}

/**
 * Keeps a drawn sample, in its order, after what was drawn for the quarter before; returns how many posts are new.
 *
 * What an earlier draw took stays. Chance is a permanent number of each post, so that both draws together take a post
 * with the larger of its two probabilities: that is what is kept.
 */
export async function saveCheck(
  tx: Tx,
  organizationId: string,
  quarter: QuarterName,
  drawn: readonly SampledPost[],
): Promise<number> {
  await takeLabels(tx, organizationId)
  const posts = sql`(select split_part(id, ':', 1) as platform, substr(id, strpos(id, ':') + 1) as platform_post_id,
      probability, number
    from unnest(${drawn.map(({ id }) => id)}::text[],
      ${drawn.map(({ inclusionProbability }) => inclusionProbability)}::double precision[]
    ) with ordinality as each (id, probability, number)) as drawn`
  await sql`
    update check_post set inclusion_probability = probability from ${posts}
    where quarter = ${quarter} and check_post.platform = drawn.platform
      and check_post.platform_post_id = drawn.platform_post_id and probability > inclusion_probability`.execute(tx)
  const { numAffectedRows } = await sql`
    insert into check_post (organization_id, quarter, platform, platform_post_id, place, inclusion_probability)
    select ${organizationId}, ${quarter}, platform, platform_post_id,
      (select coalesce(max(place), 0) from check_post where quarter = ${quarter}) + row_number() over (order by number),
      probability
    from ${posts} where not exists (
      select from check_post as known where known.quarter = ${quarter} and known.platform = drawn.platform
        and known.platform_post_id = drawn.platform_post_id)`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** A post of a quarter's check, and what people said of it. */
export interface CheckPost extends HeldLabels {
  /** 1, 2, … in the order to check them. */
  place: number
  postId: string
  frame: CheckFrame
  /** 1 / the probability with which the check drew it. */
  samplingWeight: number
}

/** Which posts of a check are asked for. */
export interface CheckPostsPage {
  limit?: number
  /** The place that the last page ended at. */
  after?: number | undefined
  /** Only those of which nobody said anything yet, nor that they cannot tell. */
  onlyUnchecked?: boolean
  postId?: string
}

/**
 * The posts drawn for a quarter's check that still lie in it and have words, in the order to check them, with what the check had
 * people say of them as they read now. O(posts of the quarter).
 */
export async function checkPosts(
  tx: Tx,
  quarter: Quarter,
  { limit, after = 0, onlyUnchecked = false, postId }: CheckPostsPage = {},
): Promise<CheckPost[]> {
  const { rows } = await sql<CheckPost>`
    with drawn as materialized (
      select place, inclusion_probability, post.id as post_id, author_id, kind, text, time
      from check_post join post using (platform, platform_post_id)
      where quarter = ${quarter.name} and place > ${after}
        and (${postId ?? null}::bigint is null or post.id = ${postId ?? null}::bigint)),
    label as materialized (${labelsInForce(quarter)}),
    held as materialized (${heldLabels('check')})
    select place, drawn.post_id::text as "postId", 1 / inclusion_probability as "samplingWeight", labels,
      case when ${isInside} then 'own' else 'sent_to_us' end as frame, coalesce("isSkipped", false) as "isSkipped", "setAt",
      "setBy"
    from drawn left join label on label.account_id = author_id left join held using (post_id)
    where ${isWithWords(quarter)} and (not ${onlyUnchecked} or held.post_id is null)
    order by place limit ${limit ?? null}`.execute(tx)
  return rows
}
