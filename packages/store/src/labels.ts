import type { Picked } from '@weft/model/picked'
import type { Platform } from '@weft/model/platform'
import type { Quarter } from '@weft/model/quarter'
import { SIGNALS, type Signal } from '@weft/model/signal'
import { type RawBuilder, sql, type Transaction } from 'kysely'
import { takeLabels } from './label-turn.ts'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** What a person said of a post, while it says what it said then. */
export interface LabelInForce {
  postId: string
  signal: Signal
  /** What was said last, for whatever reason. */
  label: boolean
  picked: Picked
  /** What the check had people say of it, whatever was overruled since: this is what goes into a share. */
  checkLabel: boolean | null
  /** 1 / the probability with which a check drew the post; `null` where none did, or nobody has checked it. */
  samplingWeight: number | null
}

/** Every label that holds, by post in the platforms' order and by signal. O(labels). */
export async function labelsInForce(tx: Tx): Promise<LabelInForce[]> {
  const { rows } = await sql<LabelInForce>`
    select post_id::text as "postId", signal, label, picked, check_label as "checkLabel", weight as "samplingWeight"
    from (${holding}) as held
    order by platform collate "C", platform_post_id collate "C", signal collate "C"`.execute(tx)
  return rows
}

/**
 * Every label that holds, as one text that two installations share when people told them the same of the same posts: it
 * goes into the hash that names a result. Empty where there is none.
 */
export async function labelSettings(tx: Tx): Promise<string> {
  const { rows } = await sql<{ setting: string }>`
    select concat_ws('|', platform, platform_post_id, signal, label, coalesce(check_label::text, '-'), weight) as setting
    from (${holding}) as held
    order by platform collate "C", platform_post_id collate "C", signal collate "C"`.execute(tx)
  return rows.map(({ setting }) => setting).join('\n')
}

/** What was said last of each post and signal for each reason, of posts that still say the same. */
const lastSaid: RawBuilder<unknown> = sql`
  select distinct on (post.id, signal, picked) post.id as post_id, platform, platform_post_id, post_label.id, signal,
    picked, label, set_at, set_by
  from post_label join post using (platform, platform_post_id)
  where text_digest = sha256(convert_to(text, 'UTF8'))
  order by post.id, signal, picked, post_label.id desc`

const holding: RawBuilder<unknown> = sql`
  select post_id, platform, platform_post_id, signal,
    (array_agg(label order by id desc) filter (where label is not null))[1] as label,
    (array_agg(picked order by id desc) filter (where label is not null))[1] as picked,
    bool_or(label) filter (where picked = 'check') as check_label,
    case when bool_or(label) filter (where picked = 'check') is not null then (
      select 1 / inclusion_probability from check_post
      where check_post.platform = last.platform and check_post.platform_post_id = last.platform_post_id
      order by drawn_at desc, quarter desc limit 1) end as weight
  from (${lastSaid}) as last
  group by post_id, platform, platform_post_id, signal
  having bool_or(label is not null)`

/** What people said of one post for one reason. */
export interface HeldLabels {
  /** `null` where nobody said anything, or they could not tell. */
  labels: Record<Signal, boolean> | null
  /** Somebody looked, and could not tell. */
  isSkipped: boolean
  setAt: Date | null
  setBy: string | null
}

/** {@link HeldLabels} per post as a query of its own: post_id, labels, "isSkipped", "setAt", "setBy". */
export function heldLabels(picked: Picked): RawBuilder<unknown> {
  return sql`
    select post_id, jsonb_object_agg(signal, label) filter (where label is not null) as labels,
      bool_and(label is null) as "isSkipped", max(set_at) as "setAt",
      (array_agg(set_by order by id desc))[1] as "setBy"
    from (${lastSaid}) as last where picked = ${picked} group by post_id`
}

/** What a person says of a post: a label per signal; `null` where they cannot tell, or take back what was said. */
export interface SaidOfPost {
  postId: string
  labels: Partial<Record<Signal, boolean | null>>
}

/**
 * Adds to the log what a person says of posts, all or nothing, with the probability that the reader gave. Returns of how
 * many posts that says something new: what is in force already is not repeated. Posts without text are passed over.
 */
export async function saveLabels(
  tx: Tx,
  organizationId: string,
  {
    said,
    picked,
    setBy,
    reason = null,
  }: { said: readonly SaidOfPost[]; picked: Picked; setBy: string; reason?: string | null },
): Promise<number> {
  await takeLabels(tx, organizationId)
  const rows = said.flatMap(({ postId, labels }) =>
    SIGNALS.flatMap((signal) => (labels[signal] === undefined ? [] : [{ postId, signal, label: labels[signal] }])),
  )
  const { rows: changed } = await sql<{ posts: number }>`
    with added as (
      insert into post_label (organization_id, platform, platform_post_id, text_digest, signal, label, picked, probability,
        reader, reason, set_by)
      select ${organizationId}, platform, platform_post_id, digest, said.signal, said.label, ${picked},
        signals[array_position(${[...SIGNALS]}::text[], said.signal)], reader, ${reason}, ${setBy}
      from unnest(${rows.map(({ postId }) => postId)}::bigint[], ${rows.map(({ signal }) => signal)}::text[],
        ${rows.map(({ label }) => label)}::boolean[]) with ordinality as said (post_id, signal, label, number)
      join post on post.id = said.post_id and text is not null
      cross join lateral (select sha256(convert_to(text, 'UTF8')) as digest) as words
      left join post_reading on post_reading.post_id = post.id
      left join lateral (
        select true as is_there, label, picked from post_label as earlier
        where earlier.platform = post.platform and earlier.platform_post_id = post.platform_post_id
          and earlier.signal = said.signal and text_digest = digest
        order by earlier.id desc limit 1) as last on true
      where is_there is null or last.picked <> ${picked} or last.label is distinct from said.label
      order by said.number
      returning platform, platform_post_id)
    select count(distinct (platform, platform_post_id))::integer as posts from added`.execute(tx)
  return changed[0]?.posts ?? 0
}

/** Takes back a label that overruled another: what the check or the reader said holds again. False where none is in force. */
export async function withdrawOverruled(
  tx: Tx,
  organizationId: string,
  { postId, signal, setBy }: { postId: string; signal: Signal; setBy: string },
): Promise<boolean> {
  await takeLabels(tx, organizationId)
  const { rows } = await sql`
    select from (${lastSaid}) as last
    where post_id = ${postId}::bigint and signal = ${signal} and picked = 'overruled' and label is not null`.execute(tx)
  if (rows.length === 0) return false
  const said = [{ postId, labels: { [signal]: null } }]
  await saveLabels(tx, organizationId, { said, picked: 'overruled', setBy })
  return true
}

/** Something that a person once said of a post. */
export interface LoggedLabel {
  id: string
  platform: Platform
  platformPostId: string
  /** `null` where the post is not in the data now. */
  postId: string | null
  signal: Signal
  /** `null`: they could not tell, or took back what was said. */
  label: boolean | null
  picked: Picked
  /** Of the label, by the reader as it was then; `null` where it had not read the post. */
  probability: number | null
  reader: string | null
  reason: string | null
  setAt: Date
  setBy: string
  /** False where something later holds, or the post now says something else. */
  holds: boolean
}

/** Which labels are asked for; all that are left out do not matter. */
export interface LabelsFilter {
  signal?: Signal | undefined
  picked?: Picked | undefined
  /** Of posts of this quarter. */
  quarter?: Quarter | undefined
  holds?: boolean | undefined
  postId?: string | undefined
}

/** What people said of posts, newest first. O(labels). */
export async function listLabels(
  tx: Tx,
  { signal, picked, quarter, holds, postId }: LabelsFilter,
  { limit, before }: { limit: number; before?: string | undefined },
): Promise<LoggedLabel[]> {
  const from = quarter === undefined ? null : new Date(quarter.from)
  const to = quarter === undefined ? null : new Date(quarter.to)
  const { rows } = await sql<LoggedLabel>`
    with held as (
      select max(id) filter (where label is not null) as id from (${lastSaid}) as last group by post_id, signal)
    select post_label.id::text, platform, platform_post_id as "platformPostId", post.id::text as "postId", signal, label,
      picked, probability, reader, reason, set_at as "setAt", set_by as "setBy", held.id is not null as holds
    from post_label left join post using (platform, platform_post_id) left join held on held.id = post_label.id
    where (${before ?? null}::bigint is null or post_label.id < ${before ?? null}::bigint)
      and (${signal ?? null}::text is null or signal = ${signal ?? null})
      and (${picked ?? null}::text is null or picked = ${picked ?? null})
      and (${from}::timestamptz is null or time >= ${from}::timestamptz and time < ${to}::timestamptz)
      and (${holds ?? null}::boolean is null or (held.id is not null) = ${holds ?? null}::boolean)
      and (${postId ?? null}::bigint is null or post.id = ${postId ?? null}::bigint)
    order by post_label.id desc limit ${limit}`.execute(tx)
  return rows
}
