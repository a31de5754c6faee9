import { stringify } from 'csv-stringify/sync'
import { permalink } from './archive-tweet.ts'
import type { ExportFile } from './export-file.ts'
import type { Institution, SampleInteraction } from './institution.ts'

type Row = readonly string[]

/**
 * What a listening tool gives: replies, mentions, quotes, reposts and likes toward the brand and its staff, what the
 * staff did, and what others said to each other. All but the brand's own acts, which are in its archive. A like has
 * no id on X: its row carries the id of the post that is liked.
 */
export function interactionsTable({ brand, interactions }: Institution): ExportFile {
  const rows = interactions.filter(({ actor }) => actor !== brand).map(interactionRow)
  return table(
    'mentions-and-replies.csv',
    'id,time,kind,actor,target,text,parent_id,conversation_id,platform,url,language',
    rows,
  )
}

function interactionRow({ actor, target, kind, time, post }: SampleInteraction): Row {
  const act = [post.id, secondsOf(time), kind, actor.handle, target.handle]
  if (kind === 'like') return [...act, '', '', '', 'x', '', '']
  const passedOn = post.kind === 'repost' ? post.parent : null
  const text = passedOn === null ? post.text : `RT @${passedOn.author.handle}: ${passedOn.text}`
  return [...act, text, post.parent?.id ?? '', post.conversationId, 'x', permalink(post), post.language]
}

/** Who follows whom, on two days. */
export function followsTable({ follows }: Institution): ExportFile {
  const rows = follows.map(({ follower, followed, snapshotDate }) => [
    follower.handle,
    followed.handle,
    snapshotDate,
    'x',
  ])
  return table('follows.csv', 'follower,followed,snapshot_date,platform', rows)
}

/** What the accounts are to the institution; strangers are in no roster. */
export function rosterTable({ accounts }: Institution): ExportFile {
  const rows = accounts
    .filter(({ party }) => party !== 'unclassified')
    .map(({ handle, party, person, department, basis, consent }) => [
      'x',
      handle,
      party,
      person ?? '',
      department ?? '',
      basis ?? '',
      consent ? 'yes' : 'no',
      '',
      '',
    ])
  return table('roster.csv', 'platform,handle,party,person,department,basis,consent,valid_from,valid_to', rows)
}

function table(name: string, header: string, rows: Row[]): ExportFile {
  const bytes = Buffer.from(stringify([header.split(','), ...rows], { record_delimiter: '\n' }))
  return { name, bytes, rows: { rows: rows.length } }
}

function secondsOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`
}
