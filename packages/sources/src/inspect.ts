import type { Coverage } from '@weft/model/coverage'
import { interactionsOfPost } from '@weft/model/interaction'
import { type ReadOptions, recordsOf, type SourceRecord, type SourceRow } from './format.ts'
import type { ExportInput } from './open-export.ts'
import { readAll } from './read-all.ts'
import { type HowToRecognise, type Recognition, recogniseExports } from './recognise.ts'
import { ExportRefused } from './refusal.ts'

/** Rejected rows shown as examples; the counts are of all. */
const REJECTED_SHOWN_MAX = 5

/** How many of each there are; an interaction that a post makes counts as one, as it will when loaded. */
export interface RecordCounts {
  posts: number
  interactions: number
  follows: number
  accounts: number
  roster: number
  counts: number
  deletions: number
}

/** Coverage as people and scripts read it: times in ISO 8601. */
export type WrittenCoverage = Omit<Coverage, 'from' | 'to'> & { from: string | null; to: string | null }

/** One export as `weft inspect --json` shows it. rows = records read + rejected + ignored. */
export interface InspectedExport {
  file: string
  /** The format's id; `null` where none recognises it. */
  format: string | null
  rows: number
  records: RecordCounts
  rejected: number
  ignored: number
  /** First and last time of posts and acts, or of follow lists and counts where there are neither, ISO 8601; `null` without. */
  period: [from: string, to: string] | null
  coverage: WrittenCoverage[]
  notes: string[]
  /** Why rows were left aside, with how many. */
  ignoredBecause: Record<string, number>
  rejectedRows: {
    file: string
    row: number
    column: string | null
    value: string | null
    problem: string
    fix: string
  }[]
  /** Why it could not be read, or not to its end; all counts are then of what came before. */
  error: { name: string; message: string } | null
}

export interface Inspection {
  files: InspectedExport[]
}

/** Reads exports to their ends and says what is in them, without keeping anything. */
export async function inspectExports(
  inputs: readonly ExportInput[],
  options: ReadOptions,
  how: HowToRecognise = {},
): Promise<Inspection> {
  const files: InspectedExport[] = []
  for (const recognition of await recogniseExports(inputs, how)) files.push(await inspectOne(recognition, options))
  return { files }
}

async function inspectOne(recognition: Recognition, options: ReadOptions): Promise<InspectedExport> {
  const inspected: InspectedExport = {
    file: recognition.name,
    format: 'format' in recognition ? recognition.format.id : null,
    rows: 0,
    records: { posts: 0, interactions: 0, follows: 0, accounts: 0, roster: 0, counts: 0, deletions: 0 },
    rejected: 0,
    ignored: 0,
    period: null,
    coverage: [],
    notes: [],
    ignoredBecause: {},
    rejectedRows: [],
    error: null,
  }
  if ('refusal' in recognition) return { ...inspected, error: errorOf(recognition.refusal) }
  const acts: Period = { from: null, to: null }
  const snapshots: Period = { from: null, to: null }
  const postIds = new Set<string>()
  try {
    const summary = await readAll(recognition.format, recognition.exported, options, (rows) => {
      for (const row of rows) {
        count(row, inspected, postIds)
        if (row.outcome !== 'record') continue
        for (const record of recordsOf(row)) widen(isAct(record) ? acts : snapshots, timeOf(record))
      }
    })
    if (summary.owner !== null) inspected.records.accounts++
    inspected.coverage = summary.coverage.map(writtenCoverage)
    inspected.notes = summary.notes
  } catch (error) {
    if (!(error instanceof ExportRefused)) throw error
    inspected.error = errorOf(error)
  }
  const period = acts.from === null ? snapshots : acts
  if (period.from !== null && period.to !== null) inspected.period = [isoTime(period.from), isoTime(period.to)]
  return inspected
}

interface Period {
  from: number | null
  to: number | null
}

function count(row: SourceRow, inspected: InspectedExport, postIds: Set<string>): void {
  inspected.rows++
  switch (row.outcome) {
    case 'record':
      for (const record of recordsOf(row)) countRecord(record, inspected.records, postIds)
      return
    case 'ignored':
      inspected.ignored++
      inspected.ignoredBecause[row.reason] = (inspected.ignoredBecause[row.reason] ?? 0) + 1
      return
    case 'rejected':
      inspected.rejected++
      if (inspected.rejectedRows.length < REJECTED_SHOWN_MAX) {
        const { place, column, value, problem, fix } = row
        inspected.rejectedRows.push({ file: place.file, row: place.row, column, value, problem, fix })
      }
  }
}

function countRecord(record: SourceRecord, counts: RecordCounts, postIds: Set<string>): void {
  switch (record.type) {
    case 'post':
      counts.posts++
      counts.interactions += interactionsOfPost(record).length
      return
    case 'interaction':
      counts.interactions++
      // Several acts may name one post.
      if (record.post !== null && !postIds.has(record.post.id)) {
        postIds.add(record.post.id)
        counts.posts++
      }
      return
    case 'follow':
      counts.follows++
      return
    case 'account':
      counts.accounts++
      return
    case 'roster':
      counts.roster++
      return
    case 'count':
      counts.counts++
      return
    case 'deletion':
      counts.deletions++
  }
}

function timeOf(record: SourceRecord): number | null {
  if (record.type === 'follow') return record.since ?? record.snapshotTime
  return 'time' in record ? record.time : null
}

/** Lists and counts have times of their own, which say nothing of when people acted. */
function isAct(record: SourceRecord): boolean {
  return record.type === 'post' || record.type === 'interaction'
}

function widen(period: Period, time: number | null): void {
  if (time === null) return
  if (period.from === null || time < period.from) period.from = time
  if (period.to === null || time > period.to) period.to = time
}

/** Coverage with its times written out. */
export function writtenCoverage(coverage: Coverage): WrittenCoverage {
  const { from, to } = coverage
  return { ...coverage, from: from === null ? null : isoTime(from), to: to === null ? null : isoTime(to) }
}

function isoTime(time: number): string {
  return new Date(time).toISOString()
}

function errorOf({ name, message }: ExportRefused): { name: string; message: string } {
  return { name, message }
}
